package telegram

import "context"

type onWireKey struct{}

// OnWire returns a context whose calls tell when they have passed the send
// limits and their request goes out. From then on only Telegram and the
// network keep them waiting. A repeated call tells again.
func OnWire(ctx context.Context, tell func()) context.Context {
	return context.WithValue(ctx, onWireKey{}, tell)
}

func tellOnWire(ctx context.Context) {
	if tell, ok := ctx.Value(onWireKey{}).(func()); ok {
		tell()
	}
}
