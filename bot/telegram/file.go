package telegram

import (
	"encoding/json"
	"fmt"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	// MaxCaption is how many UTF-16 units may stand under a file.
	MaxCaption = 1024
	// MaxAlbum is how many files an album may have.
	MaxAlbum = 10
)

// Attachment is a file to send: contents of ours, at most 50 MB, or one that Telegram keeps already.
type Attachment struct {
	Name  string // of contents of ours
	Data  []byte
	ID    string // of a file that Telegram keeps; Data is not looked at
	Photo bool   // shown as a picture; such an id cannot be sent otherwise
}

func (a Attachment) kind() string {
	if a.Photo {
		return "photo"
	}
	return "document"
}

// attach puts files into a request. One file has the message's text as its caption; an album has none.
func (r *request) attach(files []Attachment) {
	switch {
	case len(files) == 1 && files[0].Photo:
		r.method = "sendPhoto"
		r.upload("photo", files[0])
		return
	case len(files) == 1:
		r.method = "sendDocument"
		r.upload("document", files[0])
		return
	}
	r.method = "sendMediaGroup"
	album := make([]map[string]string, len(files))
	for i, f := range files {
		album[i] = map[string]string{"type": f.kind(), "media": f.ID}
		if f.ID == "" {
			name := "file" + strconv.Itoa(i)
			album[i]["media"] = "attach://" + name
			r.upload(name, f)
		}
	}
	r.params["media"] = jsonText(album)
}

func (r *request) upload(field string, f Attachment) {
	if f.ID != "" {
		r.params[field] = f.ID
		return
	}
	r.files = append(r.files, tgbotapi.RequestFile{Name: field, Data: tgbotapi.FileBytes{Name: f.Name, Bytes: f.Data}})
	r.timeout = fileTimeout
}

// UnmarshalJSON reads a message, or the messages of an album.
func (s *Sent) UnmarshalJSON(raw []byte) error {
	type plain Sent // without this method
	if raw[0] != '[' {
		return json.Unmarshal(raw, (*plain)(s))
	}
	var album []plain
	if err := json.Unmarshal(raw, &album); err != nil {
		return fmt.Errorf("read the messages of an album: %w", err)
	}
	for i, m := range album {
		if i == 0 {
			*s = Sent(m)
			continue
		}
		s.Others = append(s.Others, m.ID)
	}
	return nil
}

// Content is what a message says, wherever it goes.
type Content struct {
	Items   []string     // Telegram HTML, as Split takes it
	Buttons [][]Button   // under the last message that can have some
	File    *Attachment  // has the text as its caption, if that is short enough
	Album   []Attachment // sent after the text
	Ask     string       // of the last message of the text, see Outgoing
}

// Pieces cuts content into messages that can be sent one by one. A text that is too long for a caption goes before its
// file, which then carries the buttons: they are to stand at the end. An album can have none.
func (c Content) Pieces() []Outgoing {
	var all []Outgoing
	caption := Split(c.Items, MaxCaption)
	captioned := c.File != nil && len(caption) <= 1
	if !captioned {
		for _, text := range Split(c.Items, MaxText) {
			all = append(all, Outgoing{HTML: text})
		}
	}
	if c.File != nil {
		piece := Outgoing{Files: []Attachment{*c.File}}
		if captioned && len(caption) == 1 {
			piece.HTML = caption[0]
		}
		all = append(all, piece)
	}
	if len(all) > 0 {
		all[len(all)-1].Buttons, all[len(all)-1].Ask = c.Buttons, c.Ask
	}
	return append(all, albums(c.Album)...)
}

// albums puts files together as Telegram lets them: ten at most, and documents with documents only.
func albums(files []Attachment) []Outgoing {
	var all []Outgoing
	for _, f := range files {
		last := len(all) - 1
		if last < 0 || len(all[last].Files) == MaxAlbum || all[last].Files[0].Photo != f.Photo {
			all = append(all, Outgoing{})
			last++
		}
		all[last].Files = append(all[last].Files, f)
	}
	return all
}
