package emulator

import (
	"net/http"
	"strings"
	"time"
)

type handler func(*Server, *call) (any, error)

// method is a method of the Bot API under its proper name; Telegram finds it in any case.
type method struct {
	name   string
	handle handler
}

var methods = methodTable(map[string]handler{
	"getMe":                  (*Server).getMe,
	"getUpdates":             (*Server).getUpdates,
	"setWebhook":             (*Server).setWebhook,
	"deleteWebhook":          (*Server).deleteWebhook,
	"getWebhookInfo":         (*Server).getWebhookInfo,
	"sendMessage":            (*Server).sendMessage,
	"editMessageText":        (*Server).editMessageText,
	"editMessageCaption":     (*Server).editMessageCaption,
	"editMessageReplyMarkup": (*Server).editMessageReplyMarkup,
	"deleteMessage":          (*Server).deleteMessage,
	"answerCallbackQuery":    (*Server).answerCallbackQuery,
	"sendDocument":           (*Server).sendDocument,
	"sendPhoto":              (*Server).sendPhoto,
	"sendMediaGroup":         (*Server).sendMediaGroup,
	"getFile":                (*Server).getFile,
	"getChat":                (*Server).getChat,
	"getChatMember":          (*Server).getChatMember,
	"getChatAdministrators":  (*Server).getChatAdministrators,
	"setMyCommands":          (*Server).setMyCommands,
	"getMyCommands":          (*Server).getMyCommands,
	"deleteMyCommands":       (*Server).deleteMyCommands,
	"setMessageReaction":     (*Server).setMessageReaction,
	"sendChatAction":         (*Server).sendChatAction,
})

func methodTable(handlers map[string]handler) map[string]method {
	table := make(map[string]method, len(handlers))
	for name, h := range handlers {
		table[strings.ToLower(name)] = method{name, h}
	}
	return table
}

// serveBot answers /bot<token>/<method>.
func (s *Server) serveBot(w http.ResponseWriter, r *http.Request) {
	token, name, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
	if !ok || strings.Contains(name, "/") {
		refusal(&apiError{code: http.StatusNotFound, text: "Not Found"}).write(w)
		return
	}
	m, known := methods[strings.ToLower(name)]
	if m.name != "getUpdates" {
		s.flights.Add(1)
		defer s.flights.Add(-1)
		s.lastHit.Store(time.Now().UnixNano())
	}
	started := time.Now()
	switch {
	case token != s.opt.Token:
		s.finish(w, nil, name, started, refusal(&apiError{code: http.StatusUnauthorized, text: "Unauthorized"}))
	case !known:
		s.finish(w, nil, name, started, refusal(&apiError{code: http.StatusNotFound, text: "Not Found: method not found"}))
	default:
		s.serveMethod(w, r, m, started)
	}
}

func (s *Server) serveMethod(w http.ResponseWriter, r *http.Request, m method, started time.Time) {
	c, err := readCall(r, m.name)
	if err != nil {
		s.finish(w, nil, m.name, started, refusal(err))
		return
	}
	fault := s.takeFault(m.name, c.chat())
	if a, ok := s.faultBefore(c, fault); ok {
		s.finish(w, c, m.name, started, a)
		return
	}
	a := answerOf(s.run(m, c))
	s.finish(w, c, m.name, started, fault.spoil(a))
}

func (s *Server) run(m method, c *call) (any, error) {
	if !s.opt.LooseSchema {
		if err := s.schema.checkCall(m.name, c); err != nil {
			return nil, err
		}
	}
	return m.handle(s, c)
}

// finish notes the request and answers it; an answer without a status cuts the connection.
func (s *Server) finish(w http.ResponseWriter, c *call, name string, started time.Time, a answer) {
	s.note(c, name, started, a)
	if a.status == 0 {
		panic(http.ErrAbortHandler)
	}
	a.write(w)
}
