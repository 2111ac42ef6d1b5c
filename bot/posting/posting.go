// Package posting puts what is said into the messages of Telegram, for answers and for what nobody asked for alike.
package posting

import (
	"planbot/bot/message"
	"planbot/bot/telegram"
)

// Pieces are the messages that say m, in order: one, unless it is long or has files.
func Pieces(m message.Message) []telegram.Outgoing { return content(m).Pieces() }

func content(m message.Message) telegram.Content {
	c := telegram.Content{Items: m.Items, Ask: m.Ask}
	for _, row := range m.Buttons {
		var shown []telegram.Button
		for _, b := range row {
			shown = append(shown, telegram.Button{Text: b.Label, Data: b.Data})
		}
		c.Buttons = append(c.Buttons, shown)
	}
	if m.File != nil {
		c.File = new(telegram.Attachment(*m.File))
	}
	for _, f := range m.Album {
		c.Album = append(c.Album, telegram.Attachment(f))
	}
	return c
}

// WithoutFiles is what to send where a piece failed for its files alone: its words and buttons, and why the files do
// not come. ok is false where the failure is another.
func WithoutFiles(piece telegram.Outgoing, err error) (words telegram.Outgoing, ok bool) {
	why := missing(err)
	if why == "" || len(piece.Files) == 0 {
		return piece, false
	}
	piece.Files = nil
	if piece.HTML != "" {
		piece.HTML += "\n\n"
	}
	piece.HTML += why
	return piece, true
}

func missing(err error) string {
	switch {
	case telegram.IsFileGone(err):
		return message.FileGone
	case telegram.IsFileForbidden(err):
		return message.FileForbidden
	default:
		return ""
	}
}
