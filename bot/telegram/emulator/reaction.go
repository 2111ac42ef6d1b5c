package emulator

import (
	"encoding/json"
	"slices"
	"strings"
)

// reactions are the emoji that Telegram takes from a bot.
var reactions = strings.Fields(`❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆
💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡`)

// setMessageReaction shows the bot's reaction under a message; an empty list takes it back.
func (s *Server) setMessageReaction(c *call) (any, error) {
	var list []struct{ Type, Emoji string }
	if raw := c.str("reaction"); raw != "" {
		if err := json.Unmarshal([]byte(raw), &list); err != nil {
			return nil, badRequest("can't parse reaction types JSON object")
		}
	}
	emoji := ""
	for _, r := range list {
		if r.Type != "emoji" || !slices.Contains(reactions, strings.TrimSuffix(r.Emoji, "\ufe0f")) {
			return nil, badRequest("REACTION_INVALID")
		}
		emoji += r.Emoji
	}
	if len(list) > 1 {
		return nil, badRequest("REACTIONS_TOO_MANY")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	p := ch.alive(int(c.num("message_id")))
	if p == nil {
		return nil, badRequest("message to react not found")
	}
	s.tell(event{kind: "reaction", chat: ch.info.ID, post: p, text: emoji, user: s.bot.ID})
	return true, nil
}
