package emulator

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"regexp"
	"time"
)

// webhook pushes updates to the bot instead of letting it poll.
type webhook struct {
	url, secret string
	cancel      context.CancelFunc
	wake        chan struct{}
	lastError   string
	errorDate   int64
}

var secretToken = regexp.MustCompile(`^[A-Za-z0-9_-]{0,256}$`)

func (h *webhook) notify() {
	if h.url == "" {
		return
	}
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

// setWebhook begins to push. Plain http is taken too, since the emulator is at home.
func (s *Server) setWebhook(c *call) (any, error) {
	target := c.str("url")
	if u, err := url.Parse(target); target != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return nil, badRequest("bad webhook: invalid webhook URL specified")
	}
	if !secretToken.MatchString(c.str("secret_token")) {
		return nil, badRequest("secret token contains unallowed characters")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.queue.allow(c.str("allowed_updates")); err != nil {
		return nil, err
	}
	s.dropWebhook(c.is("drop_pending_updates"))
	if target == "" {
		return true, nil
	}
	if p := s.queue.poll; p != nil {
		close(p.conflict)
		s.queue.poll = nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.hook = webhook{url: target, secret: c.str("secret_token"), cancel: cancel, wake: make(chan struct{}, 1)}
	s.workers.Add(1)
	go s.push(ctx, s.hook)
	return true, nil
}

// deleteWebhook goes back to polling.
func (s *Server) deleteWebhook(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dropWebhook(c.is("drop_pending_updates"))
	return true, nil
}

func (s *Server) dropWebhook(dropPending bool) {
	if s.hook.cancel != nil {
		s.hook.cancel()
	}
	s.hook = webhook{}
	if dropPending {
		s.queue.pending = nil
	}
}

// getWebhookInfo tells how the pushing goes.
func (s *Server) getWebhookInfo(*call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	info := map[string]any{"url": s.hook.url, "has_custom_certificate": false, "pending_update_count": len(s.queue.pending)}
	if s.hook.lastError != "" {
		info["last_error_message"], info["last_error_date"] = s.hook.lastError, s.hook.errorDate
	}
	if s.queue.allowed != nil {
		info["allowed_updates"] = s.queue.allowed
	}
	return info, nil
}

// push delivers one update after the other until ctx ends; a refused one is
// tried again after a second, then after twice as long, up to a minute.
func (s *Server) push(ctx context.Context, h webhook) {
	defer s.workers.Done()
	client := &http.Client{Timeout: time.Minute}
	defer client.CloseIdleConnections()
	wait := time.Second
	for ctx.Err() == nil {
		u, ok := s.head()
		pause := time.Hour
		if ok && s.pushOne(ctx, client, h, u) {
			wait, pause = time.Second, 0
		} else if ok {
			pause, wait = wait, min(2*wait, time.Minute)
		}
		if pause == 0 {
			continue
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-s.done:
			timer.Stop()
			return
		case <-h.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
}

func (s *Server) head() (update, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.head(s.now())
}

func (s *Server) pushOne(ctx context.Context, client *http.Client, h webhook, u update) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.url, bytes.NewReader(u.raw))
	if err != nil {
		return false
	}
	req.Header.Set("Content-Type", "application/json")
	if h.secret != "" {
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", h.secret)
	}
	resp, err := client.Do(req)
	failure := ""
	switch {
	case err != nil:
		failure = "Connection failed"
	default:
		_ = resp.Body.Close()
		if resp.StatusCode/100 != 2 {
			failure = "Wrong response from the webhook: " + resp.Status
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if ctx.Err() != nil {
		return false
	}
	if failure != "" {
		s.hook.lastError, s.hook.errorDate = failure, s.now().Unix()
		return false
	}
	s.queue.drop(u.id)
	return true
}
