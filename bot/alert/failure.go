package alert

import (
	"errors"
	"math"
	"net/http"
	"slices"
	"sync"
	"time"

	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// How long a chat is left alone after a failure.
const (
	waitShortest  = 2 * time.Second // doubles with every failure in a row
	waitLongest   = time.Minute
	waitForNobody = time.Minute // our token is not accepted: somebody must mend that

	waitUnknown = 3 * time.Second // before the one repeat of a letter; Telegram must be known to answer, too
)

var (
	errEmpty    = errors.New("the message has no words")
	errLeftOut  = errors.New("no message tells the letter")
	errNoAnswer = errors.New("no answer, and the repeat is the last send")
	errStopping = errors.New("planbot is stopping")
	errLate     = errors.New("the claim is about to run out")
)

// halfway is the failure of a message of which a piece is out already. Sent again it comes again: once, and saying so.
type halfway struct{ error }

// Unwrap gives the failure.
func (h halfway) Unwrap() error { return h.error }

// failure says what a failed call means for the letters it carried. An edit may be repeated without harm, so its fate
// is never unknown.
func (d *Dispatcher) failure(chat int64, p part, err error) plan.Failure {
	f := plan.Failure{Letters: p.letters, Kind: plan.FailedPassing, Cause: err.Error()}
	switch {
	case errors.Is(err, errStopping), errors.Is(err, errLate), telegram.IsMigrated(err):
	case telegram.IsFlood(err):
		f.Kind, f.Wait = plan.FailedWait, telegram.RetryAfter(err)
	case telegram.IsChatGone(err):
		f.Kind = plan.FailedGone
	case telegram.IsMuted(err):
		f.Kind = plan.FailedMuted
	case telegram.IsAmbiguous(err) && p.edit == 0:
		f.Kind, f.Wait = plan.FailedUnknown, d.retries.longer(chat, waitUnknown)
	case telegram.IsAuth(err):
		f.Wait = waitForNobody
	case refused(err):
		f.Kind = plan.FailedRefused
	default:
		f.Wait = d.retries.longer(chat, waitShortest)
	}
	if errors.As(err, new(halfway)) && (f.Kind == plan.FailedWait || f.Kind == plan.FailedPassing) {
		f.Kind = plan.FailedUnknown
	}
	return f
}

// refused reports what will be refused again, however often it is sent.
func refused(err error) bool {
	var api *telegram.APIError
	if errors.As(err, &api) {
		return api.Code < http.StatusInternalServerError
	}
	return errors.Is(err, telegram.ErrButton) || errors.Is(err, errEmpty) || errors.Is(err, errLeftOut)
}

// retries know when to look at failed chats again. They are a hint: the database keeps how long a chat must be left
// alone, and another process knows nothing of these.
type retries struct {
	mu      sync.Mutex
	failed  map[int64]int // failures in a row, by chat
	pending []time.Time   // when chats may be tried again
}

// longer is how long to wait after one more failure of a chat: so long after the first, then ever longer.
func (r *retries) longer(chat int64, first time.Duration) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failed == nil {
		r.failed = map[int64]int{}
	}
	r.failed[chat]++
	return min(first<<min(r.failed[chat]-1, 8), waitLongest)
}

// healed forgets the failures of a chat.
func (r *retries) healed(chat int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.failed, chat)
}

// after notes that a chat may be tried again after so long.
func (r *retries) after(wait time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	r.pending = slices.DeleteFunc(r.pending, now.After)
	r.pending = append(r.pending, now.Add(wait))
}

// next is how long it is until a chat may be tried again. Those whose time has come are forgotten.
func (r *retries) next() time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	now, soonest := time.Now(), time.Duration(math.MaxInt64)
	for _, t := range r.pending {
		soonest = min(soonest, max(t.Sub(now), 0))
	}
	r.pending = slices.DeleteFunc(r.pending, now.After)
	return soonest
}
