package emulator

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // photos are measured
	_ "image/png"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

const maxDownload = 20 << 20 // what a bot may fetch

// file is something that was attached to a message.
type file struct {
	id, path, name, mime string
	data                 []byte
	size                 int
	width, height        int // of a photo
}

// keepFile stores the contents. The lock is held.
func (s *Server) keepFile(folder, name, kind string, data []byte, size int) *file {
	s.lastFile++
	if kind == "" {
		kind = http.DetectContentType(data)
	}
	f := &file{
		id:   fmt.Sprintf("BQACAgUAAx%06d", s.lastFile),
		path: fmt.Sprintf("%s/file_%d%s", folder, s.lastFile, path.Ext(name)),
		name: name, mime: kind, data: data, size: max(size, len(data)),
	}
	if cfg, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
		f.width, f.height = cfg.Width, cfg.Height
	}
	s.files[f.id] = f
	return f
}

// kind is what the file was sent as, and as which alone it can be sent again.
func (f *file) kind() string {
	if strings.HasPrefix(f.path, "photos/") {
		return "photo"
	}
	return "document"
}

func (f *file) document() *document {
	return &document{f.id, "U" + f.id, f.name, f.mime, f.size}
}

// photo lists the sizes of a picture: a thumbnail and the picture itself.
func (f *file) photo() []photoSize {
	return []photoSize{
		{f.id + "s", "U" + f.id + "s", min(90, f.width), min(90, f.height), min(f.size, 1200)},
		{f.id, "U" + f.id, f.width, f.height, f.size},
	}
}

// getFile prepares a download.
func (s *Server) getFile(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[strings.TrimSuffix(c.str("file_id"), "s")]
	if f == nil {
		return nil, badRequest("invalid file_id")
	}
	if f.size > maxDownload {
		return nil, badRequest("file is too big")
	}
	return map[string]any{"file_id": f.id, "file_unique_id": "U" + f.id, "file_size": f.size, "file_path": f.path}, nil
}

// serveDownload answers /file/bot<token>/<path>.
func (s *Server) serveDownload(w http.ResponseWriter, r *http.Request) {
	token, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/file/bot"), "/")
	if token != s.opt.Token {
		refusal(&apiError{code: http.StatusUnauthorized, text: "Unauthorized"}).write(w)
		return
	}
	s.serveFile(w, r, func(f *file) bool { return f.path == name && f.size <= maxDownload })
}

func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, is func(*file) bool) {
	s.mu.Lock()
	var found *file
	for _, f := range s.files {
		if is(f) {
			found = f
		}
	}
	s.mu.Unlock()
	if found == nil {
		refusal(&apiError{code: http.StatusNotFound, text: "Not Found"}).write(w)
		return
	}
	show := "attachment"
	if found.width > 0 {
		show = "inline"
	}
	w.Header().Set("Content-Type", found.mime)
	w.Header().Set("Content-Disposition", mime.FormatMediaType(show, map[string]string{"filename": found.name}))
	w.Header().Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(found.data))
}

func (s *Server) simFile(w http.ResponseWriter, r *http.Request) {
	s.serveFile(w, r, func(f *file) bool { return f.id == r.PathValue("id") })
}
