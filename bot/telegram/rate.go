package telegram

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// DefaultLimits stay within what Telegram says a bot may send.
const DefaultLimits = "30/s,1/s,20/m"

// Rate allows N messages in any stretch of time that is Per long. The zero
// Rate does not limit.
type Rate struct {
	N   int
	Per time.Duration
}

// Limits are the send limits: of the bot as a whole, in one chat, and
// additionally in one group.
type Limits struct {
	Overall, PerChat, PerGroup Rate
}

var rateUnits = map[string]time.Duration{"s": time.Second, "m": time.Minute, "h": time.Hour}

// ParseLimits reads "30/s,1/s,20/m" (overall, per chat, per group; units s, m
// and h) or "none".
func ParseLimits(s string) (Limits, error) {
	if s == "none" {
		return Limits{}, nil
	}
	parts := strings.Split(s, ",")
	if len(parts) != 3 {
		return Limits{}, fmt.Errorf("send limits %q: want three rates such as %s, or none", s, DefaultLimits)
	}
	var l Limits
	for i, rate := range []*Rate{&l.Overall, &l.PerChat, &l.PerGroup} {
		var err error
		if *rate, err = parseRate(strings.TrimSpace(parts[i])); err != nil {
			return Limits{}, fmt.Errorf("send limits %q: %w", s, err)
		}
	}
	return l, nil
}

func parseRate(s string) (Rate, error) {
	number, unit, _ := strings.Cut(s, "/")
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > 10_000 || rateUnits[unit] == 0 {
		return Rate{}, fmt.Errorf("rate %q is not like 20/m", s)
	}
	return Rate{n, rateUnits[unit]}, nil
}
