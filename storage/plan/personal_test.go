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

		"14: 30/50, bà A sinh ngày 1/2/1990":       true,
		"14: ông A 0912345678":                     true,
		"14: 30/50 (ông A, đt.0912.345.678)":       true,
		"bà A, SN 1975":                            true,
		"ông Phát sinh năm 1975":                   true,
		"bà An sinh ngày 3/4/1988":                 true,
		"số CMND: 212 345 678":                     true,
		"căn cước 051.099.001.234":                 true,
		"thẻ căn cước số 051-099-001-234":          true,
		"cháu A sinh năm 2021":                     true,
		"không phát sinh năm 2024":                 false,
		"9: phát sinh ngày 5/6: 12 hồ sơ":          false,
		"đăng ký khai sinh năm 2024: 30/30":        false,
		"khai sinh ngày 15/6: 3/3":                 false,
		"vệ sinh năm 2024 xong":                    false,
		"trẻ sinh năm 2021: 30/30":                 false,
		"học sinh năm 2024 98%":                    false,
		"cấp căn cước 1.500.000":                   false,
		"cấp căn cước: 2024 - 145/150":             false,
		"cấp căn cước công dân 1500 hồ sơ":         false,
		"phí căn cước 100.000.000 đồng":            false,
		"1.034.567.890 5 gói thầu":                 false,
		"13: 1.034.567.890.123/2.100.000.000.000":  false,
		"1 034 567 890 đồng":                       false,
		"13: 912345678/2100000000":                 false,
		"9: 0375/0400":                             false,
		"14: 100000000000/100000000000":            false,
		"tháng 09 2024 0/0, 03 05 07 08 09 11":     false,
		"QĐ 0912/QĐ-UBND ngày 03/05/2024: 145/150": false,
		"CV 035-123/UBND 145/150":                  false,
		"số liệu sn 2024: 145/150":                 false,
	} {
		if got := plan.PersonalData(text); got != want {
			t.Errorf("PersonalData(%q) = %v", text, got)
		}
	}
}
