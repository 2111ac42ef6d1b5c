package emulator

import "slices"

var chatActions = []string{"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
	"upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"}

// sendChatAction shows that the bot is busy.
func (s *Server) sendChatAction(c *call) (any, error) {
	if !slices.Contains(chatActions, c.str("action")) {
		return nil, badRequest("wrong parameter action in request")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	if _, err := ch.thread(int(c.num("message_thread_id")), nil); err != nil {
		return nil, err
	}
	s.tell(event{kind: "typing", chat: ch.info.ID, text: c.str("action"), user: s.bot.ID})
	return true, nil
}
