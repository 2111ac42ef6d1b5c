package emulator

import (
	"encoding/json"
	"strconv"
	"strings"
)

const maxPhoto = 10 << 20

// sendDocument posts a file.
func (s *Server) sendDocument(c *call) (any, error) {
	return s.sendOne(c, "document", c.str("document"))
}

// sendPhoto posts a picture.
func (s *Server) sendPhoto(c *call) (any, error) {
	return s.sendOne(c, "photo", c.str("photo"))
}

func (s *Server) sendOne(c *call, kind, ref string) (any, error) {
	if c.files[kind] != nil {
		ref = "attach://" + kind
	}
	p, err := s.mediaPost(c, inputMedia{kind, ref, c.str("caption"), c.str("parse_mode")}, c.str("caption_entities"))
	if err != nil {
		return nil, err
	}
	sent, err := s.send(c, []*post{p})
	if err != nil {
		return nil, err
	}
	return sent[0].message, nil
}

type inputMedia struct {
	Type      string `json:"type"`
	Media     string `json:"media"`
	Caption   string `json:"caption"`
	ParseMode string `json:"parse_mode"`
}

// sendMediaGroup posts an album of 2 to 10 files; documents mix with nothing else.
func (s *Server) sendMediaGroup(c *call) (any, error) {
	var items []inputMedia
	if err := json.Unmarshal([]byte(c.str("media")), &items); err != nil {
		return nil, badRequest("can't parse media JSON object")
	}
	if len(items) < 2 || len(items) > 10 {
		return nil, badRequest("media group must include 2-10 items")
	}
	posts := make([]*post, len(items))
	for i, item := range items {
		if item.Type != items[0].Type && (item.Type == "document" || items[0].Type == "document") {
			return nil, badRequest("document can't be mixed with other media types")
		}
		var err error
		if posts[i], err = s.mediaPost(c, item, ""); err != nil {
			return nil, err
		}
	}
	group := strconv.FormatInt(s.now().UnixNano(), 10)
	for _, p := range posts {
		p.MediaGroupID = group
	}
	sent, err := s.send(c, posts)
	if err != nil {
		return nil, err
	}
	out := make([]*message, len(sent))
	for i, p := range sent {
		out[i] = p.message
	}
	return out, nil
}

func (s *Server) mediaPost(c *call, item inputMedia, entities string) (*post, error) {
	caption, es, err := formatted(item.Caption, item.ParseMode, entities)
	if err != nil {
		return nil, err
	}
	if utf16Len(caption) > maxCaption {
		return nil, badRequest("message caption is too long")
	}
	f, err := s.mediaFile(c, item)
	if err != nil {
		return nil, err
	}
	m := &message{Caption: caption, CaptionEntities: es}
	if item.Type == "photo" {
		m.Photo = f.photo()
	} else {
		m.Document = f.document()
	}
	return &post{message: m, file: f}, nil
}

// mediaFile finds what is sent: an upload, or a file Telegram has already.
func (s *Server) mediaFile(c *call, item inputMedia) (*file, error) {
	if item.Type != "photo" && item.Type != "document" {
		return nil, badRequest("the emulator has no media of type %q", item.Type)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	name, attached := strings.CutPrefix(item.Media, "attach://")
	if !attached {
		f := s.files[strings.TrimSuffix(item.Media, "s")]
		switch {
		case f == nil:
			return nil, badRequest("wrong file identifier/HTTP URL specified")
		case f.kind() != item.Type:
			return nil, badRequest("can't use file of type %s as %s", f.kind(), item.Type)
		}
		return f, nil
	}
	u := c.files[name]
	switch {
	case u == nil || len(u.data) == 0:
		return nil, badRequest("file must be non-empty")
	case item.Type == "document":
		return s.keepFile("documents", u.name, u.mime, u.data, 0), nil
	case len(u.data) > maxPhoto:
		return nil, badRequest("file is too big")
	}
	f := s.keepFile("photos", u.name, "", u.data, 0)
	if f.width == 0 {
		delete(s.files, f.id)
		return nil, badRequest("IMAGE_PROCESS_FAILED")
	}
	return f, nil
}
