package emulator

import "strings"

// visible is what Telegram's privacy mode lets through. The lock is held.
func (s *Server) visible(ch *chat, p *post) bool {
	switch {
	case !ch.present() || p.From.IsBot && p.SenderChat == nil:
		return false
	case ch.private() || s.opt.PrivacyOff || ch.bot == "administrator":
		return true
	case p.ReplyToMessage != nil && p.ReplyToMessage.From == s.bot:
		return true
	}
	text, es := p.Text, p.Entities
	if text == "" {
		text, es = p.Caption, p.CaptionEntities
	}
	if len(es) == 0 || es[0].Type != "bot_command" || es[0].Offset != 0 {
		return false
	}
	if _, name, named := strings.Cut(text[:es[0].Length], "@"); named { // a command is ASCII, so units are bytes
		return strings.EqualFold(name, s.bot.Username)
	}
	return ch.lastBot == s.bot.ID
}
