package plan

import "time"

// Telling is how often an episode was told to those on one step of the ladder, and when last.
type Telling struct {
	Episode  int64
	Audience Audience
	Times    int
	First    time.Time
}

// Account is everything that was warned of about one task: its episodes, the oldest first, and who was told of each.
type Account struct {
	Episodes []Episode
	Told     map[int64][]Telling // by episode, in the order of the ladder
}
