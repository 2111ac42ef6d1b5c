package emulator

import "reflect"

// editMessageText replaces the text and the keyboard of one of the bot's messages.
func (s *Server) editMessageText(c *call) (any, error) {
	text, es, err := formatted(c.str("text"), c.str("parse_mode"), c.str("entities"))
	switch {
	case err != nil:
		return nil, err
	case text == "":
		return nil, badRequest("message text is empty")
	case utf16Len(text) > maxText:
		return nil, badRequest("message is too long")
	}
	return s.edit(c, func(m *message) error {
		if m.Document != nil || m.Photo != nil {
			return badRequest("there is no text in the message to edit")
		}
		m.Text, m.Entities = text, es
		return nil
	})
}

// editMessageCaption replaces the caption and the keyboard of one of the bot's files.
func (s *Server) editMessageCaption(c *call) (any, error) {
	caption, es, err := formatted(c.str("caption"), c.str("parse_mode"), c.str("caption_entities"))
	switch {
	case err != nil:
		return nil, err
	case utf16Len(caption) > maxCaption:
		return nil, badRequest("message caption is too long")
	}
	return s.edit(c, func(m *message) error {
		if m.Document == nil && m.Photo == nil {
			return badRequest("there is no caption in the message to edit")
		}
		m.Caption, m.CaptionEntities = caption, es
		return nil
	})
}

// editMessageReplyMarkup replaces the keyboard only.
func (s *Server) editMessageReplyMarkup(c *call) (any, error) {
	return s.edit(c, func(*message) error { return nil })
}

// edit puts a changed copy in place of a message. A keyboard that is not given again is gone.
func (s *Server) edit(c *call, change func(*message) error) (any, error) {
	if c.str("inline_message_id") == "" && c.str("message_id") == "" {
		return nil, badRequest("message identifier is not specified")
	}
	markup, err := parseKeyboard(c.str("reply_markup"), c.chat() > 0)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	old := ch.alive(int(c.num("message_id")))
	if old == nil {
		return nil, badRequest("message to edit not found")
	}
	if old.From != s.bot || old.service != "" || old.forced != nil {
		return nil, badRequest("message can't be edited")
	}
	m := *old.message
	if err := change(&m); err != nil {
		return nil, err
	}
	m.ReplyMarkup = markup
	if sameContent(&m, old.message) {
		return nil, badRequest("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	m.EditDate = s.now().Unix()
	p := *old
	p.message = &m
	ch.replace(&p)
	s.tell(event{kind: "edit", chat: ch.info.ID, post: &p})
	return &m, nil
}

func sameContent(a, b *message) bool {
	return a.Text == b.Text && reflect.DeepEqual(a.Entities, b.Entities) &&
		a.Caption == b.Caption && reflect.DeepEqual(a.CaptionEntities, b.CaptionEntities) &&
		reflect.DeepEqual(a.ReplyMarkup, b.ReplyMarkup)
}
