package emulator

import "math"

// Telegram's published rates.
const (
	overallRate = 30 // messages a second to everybody
	chatBurst   = 3  // short bursts to one chat are tolerated, then one a second
	groupMinute = 20 // messages a minute to one group
)

// bucket is a token bucket; the zero value is full.
type bucket struct {
	used float64
	at   float64 // seconds of the clock
}

// wait returns the seconds until one more fits, 0 if it does now.
func (b *bucket) wait(now, rate, size float64) float64 {
	b.used = max(0, b.used-max(0, now-b.at)*rate)
	b.at = now
	if b.used+1 <= size {
		return 0
	}
	return (b.used + 1 - size) / rate
}

// limit refuses the next n messages to a chat when they come too fast. The lock is held.
func (s *Server) limit(ch *chat, n int) error {
	if !s.opt.Limits {
		return nil
	}
	now := float64(s.now().UnixMilli()) / 1000
	wait := max(s.overall.wait(now, overallRate, overallRate), ch.second.wait(now, 1, chatBurst), ch.minuteWait(now))
	if wait > 0 {
		return tooMany(int(math.Ceil(wait)))
	}
	s.overall.used += float64(n)
	ch.second.used++ // an album is one burst
	for range n {
		ch.minute = append(ch.minute, now)
	}
	return nil
}

func (ch *chat) minuteWait(now float64) float64 {
	if ch.private() {
		return 0
	}
	for len(ch.minute) > 0 && ch.minute[0] <= now-60 {
		ch.minute = ch.minute[1:]
	}
	if len(ch.minute) < groupMinute {
		return 0
	}
	return ch.minute[len(ch.minute)-groupMinute] + 60 - now
}
