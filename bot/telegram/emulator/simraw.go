package emulator

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// simRaw delivers an update of any kind; without an update_id it gets the next one.
func (s *Server) simRaw(in struct {
	Update map[string]json.RawMessage `json:"update"`
}) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.queue.last + 1
	if given := string(in.Update["update_id"]); given != "" {
		var err error
		if id, err = strconv.ParseInt(given, 10, 64); err != nil {
			return nil, fmt.Errorf("update_id: %w", err)
		}
	}
	if in.Update == nil {
		return nil, fmt.Errorf("no update")
	}
	in.Update["update_id"] = json.RawMessage(strconv.FormatInt(id, 10))
	raw, err := json.Marshal(in.Update)
	if err != nil {
		return nil, err
	}
	u := update{id, raw, s.now().Add(keepUpdate)}
	if id > s.queue.last {
		s.queue.last = id
		s.queue.push(u)
	} else {
		s.queue.again = append(s.queue.again, u)
		s.queue.wakePoll()
	}
	s.hook.notify()
	return map[string]int64{"update_id": id}, nil
}

func (s *Server) simRedeliver(in struct {
	Count   int  `json:"count"`
	Reorder bool `json:"reorder"`
}) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.queue.redeliver(max(1, in.Count), in.Reorder)
	s.hook.notify()
	return map[string]int{"redelivered": n}, nil
}
