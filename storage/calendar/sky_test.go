package calendar_test

import (
	"math"
	"testing"
	"time"

	"planbot/storage/calendar"
)

// A second way to the lunar calendar, to hold the first against. The package
// sums a series for the instant of each new moon and looks at the sun as days
// begin. Here the places of moon and sun are followed across the sky, hour by
// hour, and the instants at which the moon overtakes the sun, and the sun
// passes a multiple of 30 degrees, are found by halving. Months are numbered
// not from the solstice but each by the sun's passage that falls in it.

// moonTerms is the head of table 47.A of Meeus, Astronomical Algorithms: for the
// moon's longitude, multiples of D, M, M' and F, and the amplitude in degrees.
var moonTerms = [][5]float64{
	{0, 0, 1, 0, 6.288774}, {2, 0, -1, 0, 1.274027}, {2, 0, 0, 0, 0.658314}, {0, 0, 2, 0, 0.213618},
	{0, 1, 0, 0, -0.185116}, {0, 0, 0, 2, -0.114332}, {2, 0, -2, 0, 0.058793}, {2, -1, -1, 0, 0.057066},
	{2, 0, 1, 0, 0.053322}, {2, -1, 0, 0, 0.045758}, {0, 1, -1, 0, -0.040923}, {1, 0, 0, 0, -0.034720},
	{0, 1, 1, 0, -0.030383}, {2, 0, 0, -2, 0.015327}, {0, 0, 1, 2, -0.012528}, {0, 0, 1, -2, 0.010980},
	{4, 0, -1, 0, 0.010675}, {0, 0, 3, 0, 0.010034}, {4, 0, -2, 0, 0.008548}, {2, 1, -1, 0, -0.007888},
	{2, 1, 0, 0, -0.006766}, {1, 0, -1, 0, -0.005163}, {1, 1, 0, 0, 0.004987}, {2, -1, 1, 0, 0.004036},
}

const degree = math.Pi / 180

// centuries returns t in Julian centuries of the steady time that clocks lag
// behind: by 69 to 75 seconds in the years tested.
func centuries(t time.Time) float64 {
	const lag = 72 * time.Second
	j2000 := time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC)
	return t.Add(lag).Sub(j2000).Hours() / 24 / 36525
}

func sunAngle(t time.Time) float64 {
	c := centuries(t)
	m := (357.5291092 + 35999.0502909*c) * degree
	return 280.46646 + 36000.76983*c + 1.9146*math.Sin(m) + 0.02*math.Sin(2*m) + 0.0003*math.Sin(3*m) -
		0.0057 - 0.0048*math.Sin((125.04-1934.136*c)*degree)
}

func moonAngle(t time.Time) float64 {
	c := centuries(t)
	d := 297.8501921 + 445267.1114034*c
	m := 357.5291092 + 35999.0502909*c
	m2 := 134.9633964 + 477198.8675055*c
	f := 93.2720950 + 483202.0175233*c
	angle := 218.3164477 + 481267.88123421*c - 0.0048*math.Sin((125.04-1934.136*c)*degree)
	for _, term := range moonTerms {
		angle += term[4] * math.Sin((term[0]*d+term[1]*m+term[2]*m2+term[3]*f)*degree)
	}
	return angle
}

// passages returns the instants in [from, to) at which a growing angle reaches
// a multiple of step degrees.
func passages(angle func(time.Time) float64, step float64, from, to time.Time) []time.Time {
	var found []time.Time
	turn := func(t time.Time) float64 { return math.Floor(angle(t) / step) }
	for t := from; t.Before(to); t = t.Add(6 * time.Hour) {
		low, high := t, t.Add(6*time.Hour)
		if turn(low) == turn(high) {
			continue
		}
		for high.Sub(low) > time.Second {
			middle := low.Add(high.Sub(low) / 2)
			if turn(middle) == turn(low) {
				low = middle
			} else {
				high = middle
			}
		}
		found = append(found, high)
	}
	return found
}

func newMoons(from, to time.Time) []time.Time {
	elongation := func(t time.Time) float64 { return moonAngle(t) - sunAngle(t) }
	return passages(elongation, 360, from, to)
}

// lunarMonth is a month of the almanac, from its first civil day.
type lunarMonth struct {
	first  calendar.Date
	number int
	leap   bool
}

// almanac lists the lunar months that begin between the two instants.
func almanac(from, to time.Time) []lunarMonth {
	terms := map[calendar.Date]int{} // the month named by the sun's passage on that day
	for _, t := range passages(sunAngle, 30, from, to.AddDate(0, 2, 0)) {
		turn := int(math.Round(sunAngle(t)/30)) % 12 // 9 at the winter solstice, which month 11 holds
		terms[calendar.DateOf(t.In(calendar.Zone))] = (turn+1)%12 + 1
	}
	moons := newMoons(from, to.AddDate(0, 2, 0))
	var months []lunarMonth
	for i, moon := range moons[:len(moons)-1] {
		month := lunarMonth{first: calendar.DateOf(moon.In(calendar.Zone)), leap: true}
		for d := month.first; d != calendar.DateOf(moons[i+1].In(calendar.Zone)); d = d.AddDays(1) {
			if number, ok := terms[d]; ok {
				month.number, month.leap = number, false
			}
		}
		if month.leap && len(months) > 0 {
			month.number = months[len(months)-1].number
		}
		months = append(months, month)
	}
	return months
}

// The simpler numbering of the almanac holds as long as no month has two of the
// sun's passages, which is so from 2024 to 2030.
func TestLunarAgreesWithTheSky(t *testing.T) {
	t.Parallel()
	from := time.Date(2023, 11, 10, 0, 0, 0, 0, time.UTC)
	months := almanac(from, time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC))
	if len(months) < 88 {
		t.Fatalf("got %d lunar months, want all of 2024 to 2030", len(months))
	}
	for i, month := range months[:len(months)-1] {
		for d := month.first; d != months[i+1].first; d = d.AddDays(1) {
			want := calendar.LunarDate{
				Year: d.Year, Month: month.number, Day: d.DaysSince(month.first) + 1, Leap: month.leap,
			}
			if d.Month <= time.February && month.number >= 11 {
				want.Year-- // Tết is still to come
			}
			if got := calendar.Lunar(d); got != want {
				t.Errorf("Lunar(%v) = %+v, want %+v", d, got, want)
			}
		}
	}
}

// No new moon of 2024 to 2030 falls so near to midnight that the two ways, each
// good to a minute or two, could be wrong about the day together.
func TestNewMoonsKeepClearOfMidnight(t *testing.T) {
	t.Parallel()
	const clear = 3 * time.Minute
	for _, moon := range newMoons(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)) {
		if calendar.DateOf(moon.Add(-clear).In(calendar.Zone)) != calendar.DateOf(moon.Add(clear).In(calendar.Zone)) {
			t.Errorf("new moon at %v", moon.In(calendar.Zone))
		}
	}
}
