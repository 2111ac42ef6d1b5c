package plan_test

import (
	"testing"

	"planbot/storage/plan"
)

// Notes that name a citizen are told from notes with figures, money and dates.
func TestPersonalData(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"CCCD 051099001234":                            true,
		"051099001234 chưa trả":                        true,
		"số căn cước: 051 099 001 234":                 true,
		"CMND 212345678":                               true,
		"liên hệ 0912345678":                           true,
		"gọi 0912 345 678 hoặc 0355.123.456":           true,
		"đt +84 912345678":                             true,
		"hộ chiếu C1234567":                            true,
		"ông A sinh ngày 12/3/1980":                    true,
		"Năm sinh: 1980":                               true,
		"chờ thể lệ cuộc thi, xin lùi đến 31/7/2024":   false,
		"giải ngân 1.234.567.890 đồng":                 false,
		"đã chi 212345678 đồng":                        false,
		"145/150 hồ sơ, 03 hồ sơ trễ":                  false,
		"BC 45/BC-UBND ngày 15/6/2024":                 false,
		"số 12/UBND-VP, 098/QĐ-UBND":                   false,
		"từ 15/12/2023 đến 14/03/2024: 1500/1600":      false,
		"phát sinh 12 hồ sơ, không phát sinh kỳ trước": false,
	} {
		if got := plan.PersonalData(text); got != want {
			t.Errorf("PersonalData(%q) = %v", text, got)
		}
	}
}
