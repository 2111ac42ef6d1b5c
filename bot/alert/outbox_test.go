package alert

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"planbot/storage/plan"
)

// memory is an outbox without a database. It keeps to the promises of the real one: one sender a chat, a fence, an
// unknown fate for whatever was intended, one end a letter.
type memory struct {
	mu    sync.Mutex
	boxes []*box
	said  []string           // what it was told, in order
	fails map[string][]error // what its methods fail with, in turn
}

type box struct {
	mail      plan.Mail
	ends      map[int64]plan.Outcome
	sendAfter map[int64]time.Time
	leased    bool
	notBefore bool // Telegram asked to wait, or a failure did
}

func newMemory(mails ...plan.Mail) *memory {
	o := &memory{fails: map[string][]error{}}
	for _, m := range mails {
		o.boxes = append(o.boxes, &box{mail: m, ends: map[int64]plan.Outcome{}, sendAfter: map[int64]time.Time{}})
	}
	return o
}

// later lets every lease and every wait run out.
func (o *memory) later() {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, b := range o.boxes {
		b.leased, b.notBefore = false, false
	}
}

// log takes what the outbox was told since the last time.
func (o *memory) log() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	said := o.said
	o.said = nil
	return said
}

// end is what became of a letter and how many sends of it have an unknown fate.
func (o *memory) end(id int64) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, b := range o.boxes {
		for _, l := range b.mail.Letters {
			if l.ID == id {
				return fmt.Sprintf("%s, unknown %d", b.outcome(id), l.Unknown)
			}
		}
	}
	return "no such letter"
}

func (b *box) outcome(id int64) plan.Outcome {
	if end, ok := b.ends[id]; ok {
		return end
	}
	return plan.Waits
}

func (o *memory) fail(method string) error {
	if len(o.fails[method]) == 0 {
		return nil
	}
	err := o.fails[method][0]
	o.fails[method] = o.fails[method][1:]
	return err
}

func (o *memory) note(format string, args ...any) {
	o.said = append(o.said, fmt.Sprintf(format, args...))
}

func (o *memory) Claim(_ context.Context, now time.Time, _ time.Duration, most int) ([]plan.Mail, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.fail("claim"); err != nil {
		return nil, err
	}
	var claimed []plan.Mail
	for _, b := range o.boxes {
		if ready := b.ready(now); len(claimed) < most && len(ready) > 0 {
			b.leased = true
			b.mail.Fence++
			m := b.mail
			m.Letters = ready
			claimed = append(claimed, m)
		}
	}
	return claimed, nil
}

func (b *box) ready(now time.Time) (letters []plan.Letter) {
	for _, l := range b.mail.Letters {
		switch {
		case b.leased, b.notBefore, b.outcome(l.ID) != plan.Waits, now.Before(b.sendAfter[l.ID]):
		default:
			letters = append(letters, l)
		}
	}
	return letters
}

var errNotOurs = fmt.Errorf("another claim: %w", plan.ErrSettled)

// holding is the chat of a mail, as long as the claim holds.
func (o *memory) holding(m plan.Mail, method string) (*box, error) {
	if err := o.fail(method); err != nil {
		return nil, err
	}
	for _, b := range o.boxes {
		if b.mail.To.Chat == m.To.Chat && b.mail.Fence == m.Fence && b.leased {
			return b, nil
		}
	}
	return nil, errNotOurs
}

func (b *box) each(ids []int64, do func(*plan.Letter)) {
	for i := range b.mail.Letters {
		if slices.Contains(ids, b.mail.Letters[i].ID) {
			do(&b.mail.Letters[i])
		}
	}
}

func (o *memory) Intend(_ context.Context, m plan.Mail, s plan.Sorting, _ time.Time) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	b, err := o.holding(m, "intend")
	if err != nil {
		return err
	}
	for _, h := range s.Hold {
		b.sendAfter[h.Letter.ID] = h.Until
	}
	for _, d := range s.Drop {
		b.ends[d.Letter.ID] = d.Outcome
	}
	intended := append(ids(s.Send), ids(s.Edit)...)
	b.each(intended, func(l *plan.Letter) { l.Unknown++ })
	o.note("intend %v", intended)
	return nil
}

func (o *memory) Delivered(_ context.Context, m plan.Mail, d plan.Delivery, _ time.Time) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	b, err := o.holding(m, "delivered")
	if err != nil {
		return err
	}
	b.each(d.Letters, func(l *plan.Letter) { l.Unknown = 0; b.ends[l.ID] = plan.Sent })
	o.note("delivered %v in %d, quiet %v, about %q %v", d.Letters, d.Chat, d.Quiet, d.Posted.About, d.Posted.Numbers)
	return nil
}

func (o *memory) Undelivered(_ context.Context, m plan.Mail, f plan.Failure, _ time.Time) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	b, err := o.holding(m, "undelivered")
	if err != nil {
		return err
	}
	b.each(f.Letters, func(l *plan.Letter) {
		if f.Kind != plan.FailedUnknown {
			l.Unknown = lettersOf(m.Letters, []int64{l.ID})[0].Unknown
		}
		if f.Kind.Lost() || f.Kind == plan.FailedRefused {
			b.ends[l.ID] = plan.Dead
		}
		if f.Kind == plan.FailedUnknown && l.Unknown >= plan.MostUnknown {
			b.ends[l.ID] = plan.Dead
		}
	})
	b.notBefore = b.notBefore || f.Wait > 0
	o.note("undelivered %v %s %v", f.Letters, f.Kind, f.Wait)
	return nil
}

func (o *memory) Release(_ context.Context, m plan.Mail, _ time.Time) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	b, err := o.holding(m, "release")
	if err != nil {
		return err
	}
	b.leased = false
	o.note("release")
	return nil
}

func (o *memory) NextMail(context.Context, time.Duration) (time.Time, bool, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return time.Time{}, false, o.fail("next")
}

func (o *memory) Migrate(_ context.Context, from, to int64, _ time.Time) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.note("migrate %d to %d", from, to)
	return o.fail("migrate")
}

var errNoDatabase = errors.New("no connection to the database")
