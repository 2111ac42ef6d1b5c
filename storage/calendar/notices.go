package calendar

import (
	"slices"
	"time"
)

// Notices returns every day off and every worked Saturday of a year as the
// government announced them, in order of date, or nothing for a year whose
// notice is not built in. Where there is a notice it stands in place of [Rule]
// for the whole year, because it also says which days of Tết are worked.
//
// The next notice is entered in the communes' own tables when it is out, some
// weeks before the new year, and added here with the next release.
func Notices(year int) []Exception { return slices.Clone(notices[year]) }

const (
	notice2024     = "thông báo của Bộ Lao động - Thương binh và Xã hội về nghỉ Tết và Quốc khánh 2024"
	notice2024Swap = "công văn 2450/VPCP-KGVX ngày 12/4/2024"
	notice2025     = "công văn 8726/VPCP-KGVX ngày 26/11/2024"
	notice2026     = "thông báo của Bộ Nội vụ về nghỉ Tết và Quốc khánh 2026"
	notice2026Swap = "công văn 12729/VPCP-KGVX ngày 25/12/2025"
)

var notices = map[int][]Exception{
	2024: {
		{Date{2024, time.January, 1}, Holiday, newYear, article112},
		{Date{2024, time.February, 8}, Holiday, tet, notice2024}, // 29 tháng Chạp
		{Date{2024, time.February, 9}, Holiday, tet, notice2024},
		{Date{2024, time.February, 10}, Holiday, tet, notice2024}, // mùng 1, a Saturday
		{Date{2024, time.February, 11}, Holiday, tet, notice2024},
		{Date{2024, time.February, 12}, Holiday, tet, notice2024},
		{Date{2024, time.February, 13}, Substitute, "nghỉ bù " + tet, notice2024},
		{Date{2024, time.February, 14}, Substitute, "nghỉ bù " + tet, notice2024},
		{Date{2024, time.April, 18}, Holiday, hungKings, article112},
		{Date{2024, time.April, 29}, Swapped, "nghỉ hoán đổi, làm bù thứ Bảy 4/5", notice2024Swap},
		{Date{2024, time.April, 30}, Holiday, reunion, article112},
		{Date{2024, time.May, 1}, Holiday, labourDay, article112},
		{Date{2024, time.May, 4}, Extra, "làm bù cho thứ Hai 29/4", notice2024Swap},
		{Date{2024, time.September, 2}, Holiday, nationalDay, notice2024},
		{Date{2024, time.September, 3}, Holiday, nationalDay, notice2024},
	},
	2025: {
		{Date{2025, time.January, 1}, Holiday, newYear, article112},
		{Date{2025, time.January, 27}, Holiday, tet, notice2025}, // 28 tháng Chạp
		{Date{2025, time.January, 28}, Holiday, tet, notice2025},
		{Date{2025, time.January, 29}, Holiday, tet, notice2025}, // mùng 1
		{Date{2025, time.January, 30}, Holiday, tet, notice2025},
		{Date{2025, time.January, 31}, Holiday, tet, notice2025},
		{Date{2025, time.April, 7}, Holiday, hungKings, article112},
		{Date{2025, time.April, 26}, Extra, "làm bù cho thứ Sáu 2/5", notice2025},
		{Date{2025, time.April, 30}, Holiday, reunion, article112},
		{Date{2025, time.May, 1}, Holiday, labourDay, article112},
		{Date{2025, time.May, 2}, Swapped, "nghỉ hoán đổi, làm bù thứ Bảy 26/4", notice2025},
		{Date{2025, time.September, 1}, Holiday, nationalDay, notice2025},
		{Date{2025, time.September, 2}, Holiday, nationalDay, notice2025},
	},
	2026: {
		{Date{2026, time.January, 1}, Holiday, newYear, article112},
		{Date{2026, time.January, 2}, Swapped, "nghỉ hoán đổi, làm bù thứ Bảy 10/1", notice2026Swap},
		{Date{2026, time.January, 10}, Extra, "làm bù cho thứ Sáu 2/1", notice2026Swap},
		{Date{2026, time.February, 16}, Holiday, tet, notice2026}, // 29 tháng Chạp
		{Date{2026, time.February, 17}, Holiday, tet, notice2026}, // mùng 1
		{Date{2026, time.February, 18}, Holiday, tet, notice2026},
		{Date{2026, time.February, 19}, Holiday, tet, notice2026},
		{Date{2026, time.February, 20}, Holiday, tet, notice2026},
		{Date{2026, time.April, 26}, Holiday, hungKings, article112}, // a Sunday
		{Date{2026, time.April, 27}, Substitute, "nghỉ bù " + hungKings, article111},
		{Date{2026, time.April, 30}, Holiday, reunion, article112},
		{Date{2026, time.May, 1}, Holiday, labourDay, article112},
		{Date{2026, time.August, 22}, Extra, "làm bù cho thứ Hai 31/8", notice2026},
		{Date{2026, time.August, 31}, Swapped, "nghỉ hoán đổi, làm bù thứ Bảy 22/8", notice2026},
		{Date{2026, time.September, 1}, Holiday, nationalDay, notice2026},
		{Date{2026, time.September, 2}, Holiday, nationalDay, notice2026},
	},
}
