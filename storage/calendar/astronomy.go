package calendar

import "math"

// The formulas are those of Jean Meeus, Astronomical Algorithms (2nd edition):
// chapter 49 for new moons, good to about a minute here, and chapter 25 for the
// sun, good to 0.01 degrees. A lunar month could only come out wrong where a
// new moon or a solar term falls within those minutes of midnight.
//
// Days are counted from 1 January 2000, Vietnamese time, which is day 0.

const (
	epochJD       = 2451544.5 // Julian date of 2000-01-01 00:00 UT.
	utcPlus7      = 7.0 / 24
	synodicMonth  = 29.530588861 // mean days from new moon to new moon
	julianCentury = 36525.0
)

// moonDay returns the day on which the k-th new moon since 6 January 2000 falls.
func moonDay(k int) int {
	terrestrial := newMoon(float64(k))
	universal := terrestrial - deltaT(terrestrial)
	return int(math.Floor(universal - epochJD + utcPlus7))
}

// sunSector returns in which twelfth of its yearly path the sun stands as day
// begins: 0 from the spring equinox, 9 from the winter solstice. A principal
// term (trung khí) is the passage from one sector to the next.
func sunSector(day int) int {
	universal := epochJD + float64(day) - utcPlus7
	return int(sunLongitude(universal+deltaT(universal)) / 30)
}

// newMoon returns the Julian date, terrestrial time, of the k-th new moon.
func newMoon(k float64) float64 {
	t := k * synodicMonth / julianCentury
	e := 1 - 0.002516*t - 0.0000074*t*t // the earth's orbit is getting rounder
	sun := 2.5534 + 29.10535670*k - 0.0000014*t*t
	moon := 201.5643 + 385.81693528*k + 0.0107582*t*t
	node := 160.7108 + 390.67050284*k - 0.0016118*t*t // moon's argument of latitude
	omega := 124.7746 - 1.56375588*k + 0.0020672*t*t

	mean := 2451550.09766 + synodicMonth*k + 0.00015437*t*t
	return mean -
		0.40720*sin(moon) +
		0.17241*e*sin(sun) +
		0.01608*sin(2*moon) +
		0.01039*sin(2*node) +
		0.00739*e*sin(moon-sun) -
		0.00514*e*sin(moon+sun) +
		0.00208*e*e*sin(2*sun) -
		0.00111*sin(moon-2*node) -
		0.00057*sin(moon+2*node) +
		0.00056*e*sin(2*moon+sun) -
		0.00042*sin(3*moon) +
		0.00042*e*sin(sun+2*node) +
		0.00038*e*sin(sun-2*node) -
		0.00024*e*sin(2*moon-sun) -
		0.00017*sin(omega) +
		0.000325*sin(299.77+0.107408*k-0.009173*t*t)
}

// sunLongitude returns the sun's apparent longitude in degrees, 0 up to 360, at
// a Julian date in terrestrial time.
func sunLongitude(jd float64) float64 {
	t := (jd - 2451545) / julianCentury
	anomaly := 357.52911 + 35999.05029*t - 0.0001537*t*t
	centre := (1.914602-0.004817*t)*sin(anomaly) +
		(0.019993-0.000101*t)*sin(2*anomaly) +
		0.000289*sin(3*anomaly)
	omega := 125.04 - 1934.136*t
	mean := 280.46646 + 36000.76983*t + 0.0003032*t*t
	longitude := math.Mod(mean+centre-0.00569-0.00478*sin(omega), 360)
	if longitude < 0 {
		longitude += 360
	}
	return longitude
}

// deltaT returns, in days, how far clocks lag behind the steady time of the
// formulas: the polynomial of Espenak and Meeus for 2005-2050. A century away
// it is off by a minute or two.
func deltaT(jd float64) float64 {
	years := (jd - epochJD) / 365.25
	return (62.92 + 0.32217*years + 0.005589*years*years) / 86400
}

func sin(degrees float64) float64 { return math.Sin(degrees * math.Pi / 180) }
