package emulator

import (
	"encoding/json"
	"fmt"
	"regexp"
)

type botCommand struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

const maxCommands = 100

var (
	commandName  = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	languageCode = regexp.MustCompile(`^([a-z]{2})?$`)
)

// setMyCommands keeps the menu of one scope and language.
func (s *Server) setMyCommands(c *call) (any, error) {
	key, err := commandKey(c)
	if err != nil {
		return nil, err
	}
	var list []botCommand
	if err := json.Unmarshal([]byte(c.str("commands")), &list); err != nil {
		return nil, badRequest("can't parse commands JSON object")
	}
	if len(list) > maxCommands {
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	for _, cmd := range list {
		if !commandName.MatchString(cmd.Command) {
			return nil, badRequest("BOT_COMMAND_INVALID")
		}
		if n := utf16Len(cmd.Description); n < 1 || n > 256 {
			return nil, badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.commands[key] = list
	return true, nil
}

// getMyCommands reads back the menu of exactly one scope and language.
func (s *Server) getMyCommands(c *call) (any, error) {
	key, err := commandKey(c)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]botCommand{}, s.commands[key]...), nil
}

// deleteMyCommands forgets the menu of one scope and language.
func (s *Server) deleteMyCommands(c *call) (any, error) {
	key, err := commandKey(c)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.commands, key)
	return true, nil
}

// commandKey names a scope and a language, such as "chat/-100123/0:vi".
func commandKey(c *call) (string, error) {
	var scope struct {
		Type string
		Chat json.Number `json:"chat_id"`
		User int64       `json:"user_id"`
	}
	if raw := c.str("scope"); raw != "" {
		if err := json.Unmarshal([]byte(raw), &scope); err != nil {
			return "", badRequest("can't parse BotCommandScope JSON object")
		}
	}
	switch scope.Type {
	case "":
		scope.Type = "default"
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators", "chat_member":
	default:
		return "", badRequest("unsupported type specified")
	}
	lang := c.str("language_code")
	if !languageCode.MatchString(lang) {
		return "", badRequest("LANG_CODE_INVALID")
	}
	return commandsOf(scope.Type, scope.Chat.String(), scope.User, lang), nil
}

func commandsOf(scope, chat string, user int64, lang string) string {
	return fmt.Sprintf("%s/%s/%d:%s", scope, chat, user, lang)
}

// menu is what a member of the chat is offered, in Vietnamese where there is
// such a list: the narrowest scope that has one. The lock is held.
func (s *Server) menu(ch *chat) []botCommand {
	wide := "all_group_chats"
	if ch != nil && ch.private() {
		wide = "all_private_chats"
	}
	var scopes []string
	if ch != nil {
		scopes = append(scopes, commandsOf("chat", fmt.Sprint(ch.info.ID), 0, ""))
	}
	for _, scope := range append(scopes, commandsOf(wide, "", 0, ""), commandsOf("default", "", 0, "")) {
		for _, lang := range []string{"vi", ""} {
			if list := s.commands[scope+lang]; len(list) > 0 {
				return list
			}
		}
	}
	return []botCommand{}
}
