// Package calendar tells which days and hours a Vietnamese office works, so
// that deadlines fall on a day somebody is at a desk.
//
// Three layers decide whether a day is worked, the earlier one winning:
//
//  1. the exceptions a commune entered itself ([New]);
//  2. the government's yearly notice, where one is built in ([Notices]);
//  3. the law ([Rule]): Saturdays, Sundays and the public holidays of
//     Điều 112, Bộ luật Lao động 2019, with their substitute days.
//
// Every rule takes the day or the instant as an argument; nothing here reads
// the clock.
package calendar

import "time"

// Zone is the time of every office in Việt Nam: UTC+7, without summer time
// since 1975. It is fixed, so it needs no time zone database on the machine.
var Zone = time.FixedZone("Asia/Ho_Chi_Minh", 7*60*60)
