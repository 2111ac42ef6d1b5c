package sample

import (
	_ "embed"
	"encoding/json"
	"strings"
	"time"

	"planbot/storage/calendar"
)

//go:embed nam-2024.json
var year2024 []byte

// Said is what a unit's clerk writes in the unit's chat.
type Said struct {
	At   time.Time
	Unit string // its code
	Text string
}

// Year2024 is what the units of [Plan27] report from the end of February to December 2024, the earliest first: enough to
// close and report every period of the year. The figures are invented.
func Year2024() []Said {
	var rows []struct {
		At   string
		Unit string
		Says []string // lines
	}
	if err := json.Unmarshal(year2024, &rows); err != nil {
		panic("the sample year is no list: " + err.Error()) // the file is part of the program
	}
	year := make([]Said, len(rows))
	for i, r := range rows {
		at, err := time.ParseInLocation("2006-01-02 15:04", r.At, calendar.Zone)
		if err != nil {
			panic("the sample year has no such time: " + err.Error())
		}
		year[i] = Said{at, r.Unit, strings.Join(r.Says, "\n")}
	}
	return year
}
