package emulator

import (
	"slices"
	"sort"
	"strconv"
	"time"
)

// person is a user of the emulated world.
type person struct {
	*user
	label string
}

// chat is a private chat, a group or a supergroup with what was said in it.
type chat struct {
	info       *chatInfo // replaced, never changed: messages point to it
	members    map[int64]string
	bot        string // the bot's status: member, administrator, restricted, left, kicked, none
	wordsOnly  bool   // it may send no files
	topics     []*topic
	posts      []*post // by rising id
	lastPost   int     // of a supergroup
	lastBot    int64   // the bot that posted last
	migratedTo int64
	second     bucket    // one message a second
	minute     []float64 // instants of the last minute's sends, in seconds
}

type topic struct {
	ID      int    `json:"id"`
	Name    string `json:"name"`
	Closed  bool   `json:"closed"`
	deleted bool
}

// post is a message and what the wire does not say. A published post never
// changes: an edit replaces it, so that readers need no lock.
type post struct {
	*message
	service string
	file    *file
	deleted bool
	silent  bool // sent without a sound
	forced  *forceReply
}

func (ch *chat) private() bool { return ch.info.Type == "private" }

// find returns the post with this id, deleted or not, nil if there is none.
func (ch *chat) find(id int) *post {
	if i, ok := ch.index(id); ok {
		return ch.posts[i]
	}
	return nil
}

// alive returns the post with this id unless it was deleted.
func (ch *chat) alive(id int) *post {
	if p := ch.find(id); p != nil && !p.deleted {
		return p
	}
	return nil
}

func (ch *chat) index(id int) (int, bool) {
	i := sort.Search(len(ch.posts), func(i int) bool { return ch.posts[i].MessageID >= id })
	return i, i < len(ch.posts) && ch.posts[i].MessageID == id
}

// replace puts the changed post where the old one stood.
func (ch *chat) replace(p *post) {
	if i, ok := ch.index(p.MessageID); ok {
		ch.posts[i] = p
	}
}

func (ch *chat) topic(id int) *topic {
	for _, t := range ch.topics {
		if t.ID == id && !t.deleted {
			return t
		}
	}
	return nil
}

// publish gives the message its id and date, stores it and tells the watchers. The lock is held.
func (s *Server) publish(ch *chat, p *post) {
	now := s.now()
	p.Chat, p.Date = ch.info, now.Unix()
	if ch.info.Type == "supergroup" {
		ch.lastPost++
		p.MessageID = ch.lastPost
	} else {
		s.lastPost++
		p.MessageID = s.lastPost
		ch.lastPost = s.lastPost
	}
	if p.From != nil && p.From.IsBot && p.SenderChat == nil {
		ch.lastBot = p.From.ID
	}
	if len(ch.posts) >= 2*s.opt.KeepMessages {
		n := copy(ch.posts, ch.posts[len(ch.posts)-s.opt.KeepMessages+1:])
		clear(ch.posts[n:])
		ch.posts = ch.posts[:n]
	}
	ch.posts = append(ch.posts, p)
	s.tell(event{kind: "message", chat: ch.info.ID, post: p})
}

// announce publishes a service message and shows it to the bot, who always sees them.
func (s *Server) announce(ch *chat, from *user, kind string, m *message) *post {
	m.From = from
	p := &post{message: m, service: kind}
	s.publish(ch, p)
	if ch.present() {
		s.enqueue("message", m, s.keepUntil(p.Date))
	}
	return p
}

func (s *Server) keepUntil(date int64) time.Time { return time.Unix(date, 0).Add(keepUpdate) }

// present says whether the bot receives anything from the chat.
func (ch *chat) present() bool {
	return slices.Contains([]string{"member", "administrator", "restricted"}, ch.bot)
}

// target finds the chat of a call in which the bot still is. The lock is held.
func (s *Server) target(c *call) (*chat, error) {
	id, err := strconv.ParseInt(c.str("chat_id"), 10, 64)
	ch := s.chats[id]
	if err != nil || ch == nil || ch.bot == "none" && ch.private() {
		return nil, badRequest("chat not found")
	}
	if ch.migratedTo != 0 {
		return nil, &apiError{code: 400, migrateTo: ch.migratedTo,
			text: "Bad Request: group chat was upgraded to a supergroup chat"}
	}
	switch {
	case ch.bot == "kicked" && ch.private():
		return nil, forbidden("bot was blocked by the user")
	case ch.bot == "kicked":
		return nil, forbidden("bot was kicked from the " + ch.info.Type + " chat")
	case ch.bot == "none":
		return nil, badRequest("chat not found")
	case ch.bot == "left":
		return nil, forbidden("bot is not a member of the " + ch.info.Type + " chat")
	}
	return ch, nil
}
