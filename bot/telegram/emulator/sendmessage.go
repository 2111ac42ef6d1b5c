package emulator

import "encoding/json"

// sendMessage posts a text.
func (s *Server) sendMessage(c *call) (any, error) {
	text, es, err := formatted(c.str("text"), c.str("parse_mode"), c.str("entities"))
	if err != nil {
		return nil, err
	}
	if text == "" {
		return nil, badRequest("message text is empty")
	}
	if len(text) > maxText && utf16Len(text) > maxText {
		return nil, badRequest("message is too long")
	}
	sent, err := s.send(c, []*post{{message: &message{Text: text, Entities: es}}})
	if err != nil {
		return nil, err
	}
	return sent[0].message, nil
}

// send posts what the bot says: everything a send method has in common.
func (s *Server) send(c *call, posts []*post) ([]*post, error) {
	markup, err := parseKeyboard(c.str("reply_markup"), c.chat() > 0)
	if err != nil {
		return nil, err
	}
	forced, err := parseForceReply(c.str("reply_markup"))
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	ch, err := s.place(c, posts)
	if err != nil {
		s.mu.Unlock()
		return nil, err
	}
	for _, p := range posts {
		p.ReplyMarkup, p.forced, p.silent = markup, forced, c.is("disable_notification")
		p.Entities, p.CaptionEntities = s.meet(p.Entities), s.meet(p.CaptionEntities)
		s.publish(ch, p)
	}
	sent := s.onSend
	s.mu.Unlock()
	if sent != nil {
		for _, p := range posts {
			sent(ch.info.ID, p.MessageID)
		}
	}
	return posts, nil
}

// place finds the chat, the topic and the message replied to. The lock is held.
func (s *Server) place(c *call, posts []*post) (*chat, error) {
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	if err := ch.refuses(posts); err != nil {
		return nil, err
	}
	reply, err := ch.replyTarget(c)
	if err != nil {
		return nil, err
	}
	thread, err := ch.thread(int(c.num("message_thread_id")), reply)
	if err != nil {
		return nil, err
	}
	if err := s.limit(ch, len(posts)); err != nil {
		return nil, err
	}
	for _, p := range posts {
		p.From = s.bot
		p.attach(ch, thread, reply)
	}
	return ch, nil
}

// refuses says what the bot may not send in a chat.
func (ch *chat) refuses(posts []*post) error {
	switch file := posts[0].file; {
	case ch.bot == "restricted":
		return badRequest("not enough rights to send text messages to the chat")
	case ch.wordsOnly && file != nil:
		return badRequest("not enough rights to send %ss to the chat", file.kind())
	}
	return nil
}

// attach sets thread and quote of a message to be.
func (p *post) attach(ch *chat, thread int, reply *post) {
	p.MessageThreadID, p.IsTopicMessage = thread, thread != 0 && ch.info.IsForum
	if reply != nil {
		p.ReplyToMessage = reply.bare()
	}
}

func (ch *chat) replyTarget(c *call) (*post, error) {
	var r struct {
		MessageID int  `json:"message_id"`
		Optional  bool `json:"allow_sending_without_reply"`
	}
	if raw := c.str("reply_parameters"); raw != "" {
		if err := json.Unmarshal([]byte(raw), &r); err != nil {
			return nil, badRequest("can't parse reply parameters JSON object")
		}
	} else if id := c.num("reply_to_message_id"); id != 0 { // legacy, behind LooseSchema
		r.MessageID, r.Optional = int(id), c.is("allow_sending_without_reply")
	}
	if r.MessageID == 0 {
		return nil, nil // no reply asked for
	}
	p := ch.alive(r.MessageID)
	if p == nil && !r.Optional {
		return nil, badRequest("message to be replied not found")
	}
	return p, nil
}

// thread checks the topic a message is sent to. Without one, a reply goes where its target is.
func (ch *chat) thread(id int, reply *post) (int, error) {
	if id == 0 {
		id = ch.threadOf(reply)
	} else if !ch.info.IsForum && (ch.info.Type != "supergroup" || ch.find(id) == nil) {
		return 0, badRequest("message thread not found")
	}
	if !ch.info.IsForum || id == 0 {
		return id, nil
	}
	t := ch.topic(id)
	if t == nil { // the General topic, 1, is refused as well
		return 0, badRequest("message thread not found")
	}
	if t.Closed && ch.bot != "administrator" {
		return 0, badRequest("TOPIC_CLOSED")
	}
	return id, nil
}

// threadOf is the thread a reply to p belongs to: its topic, or in a plain
// supergroup the thread that p begins or is in.
func (ch *chat) threadOf(p *post) int {
	switch {
	case p == nil || ch.info.Type != "supergroup":
		return 0
	case p.MessageThreadID != 0 || ch.info.IsForum:
		return p.MessageThreadID
	}
	return p.MessageID
}
