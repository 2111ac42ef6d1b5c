package emulator

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// errNotFound is answered with 404: no such chat, user, message, button.
var errNotFound = errors.New("not found")

// routes is the table of the side door.
func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /sim/state", get(s.simState))
	mux.HandleFunc("GET /sim/messages", get(s.simMessages))
	mux.HandleFunc("GET /sim/events", get(s.simEvents))
	mux.HandleFunc("GET /sim/callback", get(s.simCallback))
	mux.HandleFunc("GET /sim/requests", get(s.simRequests))
	mux.HandleFunc("GET /sim/idle", get(s.simIdle))
	mux.HandleFunc("GET /sim/transcript", s.simTranscript)
	mux.HandleFunc("GET /sim/file/{id}", s.simFile)
	mux.HandleFunc("POST /sim/users", post1(s.simUser))
	mux.HandleFunc("POST /sim/chats", post1(s.simChat))
	mux.HandleFunc("POST /sim/topics", post1(s.simTopic))
	mux.HandleFunc("POST /sim/members", post1(s.simMember))
	mux.HandleFunc("POST /sim/migrate", post1(s.simMigrate))
	mux.HandleFunc("POST /sim/block", post1(s.simBlock))
	mux.HandleFunc("POST /sim/send", post1(s.simSend))
	mux.HandleFunc("POST /sim/edit", post1(s.simEdit))
	mux.HandleFunc("POST /sim/delete", post1(s.simDelete))
	mux.HandleFunc("POST /sim/tap", post1(s.simTap))
	mux.HandleFunc("POST /sim/clock", postLong(s.simClock))
	mux.HandleFunc("POST /sim/faults", post1(s.simFault))
	mux.HandleFunc("DELETE /sim/faults", get(s.simNoFaults))
	mux.HandleFunc("POST /sim/raw", post1(s.simRaw))
	mux.HandleFunc("POST /sim/redeliver", post1(s.simRedeliver))
	return mux
}

// get serves a function that reads the query.
func get(f func(*http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := f(r)
		writeDoor(w, v, err)
	}
}

// post1 serves a function that takes one JSON object and refuses unknown fields.
func post1[T any](f func(T) (any, error)) http.HandlerFunc {
	return postLong(func(_ context.Context, in T) (any, error) { return f(in) })
}

// postLong is post1 for a function that may take long.
func postLong[T any](f func(context.Context, T) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in T
		dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, 96<<20))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&in); err != nil {
			writeDoor(w, nil, fmt.Errorf("read the JSON object: %w", err))
			return
		}
		v, err := f(r.Context(), in)
		writeDoor(w, v, err)
	}
}

func writeDoor(w http.ResponseWriter, v any, err error) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	status := http.StatusOK
	if err != nil {
		v, status = map[string]string{"error": err.Error()}, http.StatusBadRequest
		if errors.Is(err, errNotFound) {
			status = http.StatusNotFound
		}
	}
	body, err := json.Marshal(v)
	if err != nil {
		status, body = http.StatusInternalServerError, []byte(`{"error":"the answer can't be encoded"}`)
	}
	w.WriteHeader(status)
	_, _ = w.Write(body) // the client may have gone
}

func query64(r *http.Request, name string) int64 {
	n, _ := strconv.ParseInt(r.URL.Query().Get(name), 10, 64) // absent is 0
	return n
}

// waiting returns the timeout of a waiting request in seconds, or a duration such as 200ms.
func waiting(r *http.Request, name string, standard time.Duration) time.Duration {
	text := r.URL.Query().Get(name)
	if seconds, err := strconv.ParseFloat(text, 64); err == nil {
		return time.Duration(seconds * float64(time.Second))
	}
	if d, err := time.ParseDuration(text); err == nil {
		return d
	}
	return standard
}

// chatByID finds a chat for the door, also one the bot is not in. The lock is held.
func (s *Server) chatByID(id int64) (*chat, error) {
	if ch := s.chats[id]; ch != nil {
		return ch, nil
	}
	return nil, fmt.Errorf("chat %d: %w", id, errNotFound)
}

func (s *Server) personByID(id int64) (*person, error) {
	if p := s.people[id]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("user %d: %w", id, errNotFound)
}
