package emulator

import (
	"cmp"
	"context"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Options says what a Server is like. The zero value is a strict server with
// privacy mode on, without send limits, on the real clock.
type Options struct {
	// Token is the bot's; its digits before the colon are the bot's user id.
	Token string
	// BotUsername is the bot's name after the @.
	BotUsername string
	// BotName is the bot's first name.
	BotName string
	// Clock dates the messages and expires the updates; nil is the real time.
	Clock *Clock
	// Limits makes sends too fast answer 429, as Telegram's published rates say.
	Limits bool
	// PrivacyOff shows the bot every message of its groups.
	PrivacyOff bool
	// LooseSchema lets unknown and legacy parameters pass.
	LooseSchema bool
	// KeepRequests bounds the request log (default 1,000).
	KeepRequests int
	// KeepMessages bounds the messages kept in each chat (default 5,000).
	KeepMessages int
	// Page is served at /; nil serves nothing there.
	Page fs.FS
	// Seed makes the faults that are left to chance repeatable.
	Seed uint64
	// NextMorning says when the next working morning is, for the door's clock
	// (default: 08:00 on the next day that is not a weekend).
	NextMorning func(time.Time) time.Time
	// Stops lists the instants after from and before to at which a clock that
	// is moved forwards pauses, one by one, in order. Of more than 60 the last
	// 60 count. Nil is none.
	Stops func(from, to time.Time) []time.Time
	// Settle is called after the clock was moved forwards to a stop or to the
	// end, and returns when the bot has done what was due then. The move ends
	// with its failure. Nil waits for nothing.
	Settle func(ctx context.Context) error
}

// Server is a local Bot API and the door through which its world is moved.
type Server struct {
	opt     Options
	bot     *user
	schema  *schema
	door    *http.ServeMux
	flights atomic.Int64 // requests of the bot being answered, long polls apart
	lastHit atomic.Int64 // real UnixNano of the last such request
	done    chan struct{}
	close   sync.Once
	workers sync.WaitGroup

	mu       sync.Mutex
	people   map[int64]*person
	chats    map[int64]*chat
	lastUser int64
	lastChat int64
	lastPost int // message ids of private chats and groups come from one row
	queue    queue
	hook     webhook
	queries  queries
	files    map[string]*file
	lastFile int
	commands map[string][]botCommand
	events   events
	faults   []*Fault
	dice     uint64 // how many faults were left to chance
	moving   bool   // the clock is on its way
	requests requestLog
	overall  bucket
	onSend   func(chat int64, messageID int)
}

// New returns a server with a bot and nobody else. Close it after use.
func New(o Options) *Server {
	o.Token = cmp.Or(o.Token, "7000000001:EMULATOR")
	o.BotUsername = cmp.Or(o.BotUsername, "planbot")
	o.BotName = cmp.Or(o.BotName, "planbot")
	o.KeepRequests = cmp.Or(o.KeepRequests, 1000)
	o.KeepMessages = cmp.Or(o.KeepMessages, 5000)
	if o.NextMorning == nil {
		o.NextMorning = nextMorning
	}
	digits, _, _ := strings.Cut(o.Token, ":")
	id, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		id = 7000000001
	}
	s := &Server{
		opt:      o,
		bot:      &user{ID: id, IsBot: true, FirstName: o.BotName, Username: o.BotUsername},
		schema:   apiSchema(),
		done:     make(chan struct{}),
		people:   map[int64]*person{},
		chats:    map[int64]*chat{},
		lastUser: 1000,
		files:    map[string]*file{},
		commands: map[string][]botCommand{},
		requests: requestLog{keep: o.KeepRequests},
	}
	s.queue.last = 100_000_000
	s.door = s.routes()
	return s
}

// Close ends the long polls and the webhook deliveries. The HTTP server that
// carries the handler is the caller's to stop.
func (s *Server) Close() {
	s.close.Do(func() { close(s.done) })
	s.mu.Lock()
	s.dropWebhook(false)
	s.mu.Unlock()
	s.workers.Wait()
}

// Handler answers /bot<token>/<method>, /file/bot<token>/<path>, the door
// under /sim/, and the page at /.
func (s *Server) Handler() http.Handler {
	var page http.Handler = http.NotFoundHandler()
	if s.opt.Page != nil {
		page = http.FileServerFS(s.opt.Page)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case strings.HasPrefix(path, "/bot") && strings.Contains(path[1:], "/"):
			s.serveBot(w, r)
		case strings.HasPrefix(path, "/file/bot"):
			s.serveDownload(w, r)
		case strings.HasPrefix(path, "/sim/"):
			s.door.ServeHTTP(w, r)
		default:
			page.ServeHTTP(w, r)
		}
	})
}

// OnSend has f called after each message of the bot was accepted. It is meant
// for closed loops that measure; f must not block.
func (s *Server) OnSend(f func(chat int64, messageID int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onSend = f
}

func (s *Server) now() time.Time { return s.opt.Clock.Now() }

func nextMorning(t time.Time) time.Time {
	y, m, d := t.Date()
	for {
		d++
		next := time.Date(y, m, d, 8, 0, 0, 0, t.Location())
		if day := next.Weekday(); day != time.Saturday && day != time.Sunday {
			return next
		}
	}
}
