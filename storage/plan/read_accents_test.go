package plan_test

import (
	"testing"

	"planbot/storage/plan"
)

// Words that are the grammar's once their accents are gone, and are none with them; and the grammar's words as they are
// misplaced and misspelt.
var otherWords = map[plan.Measure]string{
	plan.Milestone: `
đã đăng ký dự thi         => [done | not_done] ?done_or_not note="đã đăng ký dự thi"
đã gửi Đảng ủy xong       => done note="đã gửi Đảng ủy xong"
đã gửi Đảng uỷ xong       => done note="đã gửi Đảng uỷ xong"
đăng tải xong rồi         => done note="đăng tải xong rồi"
đã sửa chữa xong          => done note="đã sửa chữa xong"
chữa cháy xong            => done note="chữa cháy xong"
đã sáp nhập xong          => done note="đã sáp nhập xong"
cấp sổ hồng xong          => done note="cấp sổ hồng xong"
đã rời trụ sở, xong       => done note="đã rời trụ sở, xong"
dạ                        => !none
dạ chưa                   => not_done
hòan thành                => done
đả xong                   => done
sẻ xong                   => [not_done | done] ?done_or_not
không hòan thành          => not_done
chua xong, đang trình     => not_done note="chua xong, đang trình"
`,
	plan.Ratio: `
chứng thực 145/150        => 145/150 note="chứng thực"
Trung tâm tiếp nhận 145/150 => 145/150 note="Trung tâm tiếp nhận"
đăng ký kết hôn 12/12     => 12/12 note="đăng ký kết hôn"
kết hôn 12/12             => 12/12 note="kết hôn"
giám sát 12/12            => 12/12 note="giám sát"
tặng quà 12/12            => 12/12 note="tặng quà"
trẻ em 12/12              => 12/12 note="trẻ em"
chấm công 5/5             => 5/5 note="chấm công"
tôn giáo 5/6              => 5/6 note="tôn giáo"
sổ hồng 145/150           => 145/150 note="sổ hồng"
đường Âu Cơ 145/150       => 145/150 note="đường Âu Cơ"
xã Tam Hợp 145/150        => 145/150 note="xã Tam Hợp"
nói chung 145/150         => 145/150 note="nói chung"
chung 145/150 hồ sơ       => 145/150 note="chung"
chừng 145/150             => 145/150 ~
chung 145/150             => 145/150 ~
bot ơi 145/150            => 145/150 note="bot ơi"
145/150, 3 hồ sơ của nam  => 145/150 ?which note="của nam"
xử lý ngay 5/6 hồ sơ      => 5/6 note="xử lý ngay"
xử lý ngay 12/15 hồ sơ    => 12/15 note="xử lý ngay"
thắng 3/5 hồ sơ           => 3/5 note="thắng"
145 trống 150             => 145/150 ?which note="trống"
khỏang 145/150            => 145/150 ~
uớc 145/150               => 145/150 ~
ứơc 145/150               => 145/150 ~
duới 70%                  => 70% ~ ?comparator
trể hạn 5/150             => 5/150 ?opposite
luỹ kế 145/150            => 145/150 ?cumulative
lũy kế 145/150            => 145/150 ?cumulative
số hoá 145/150            => 145/150
số hóa 145/150            => 145/150
tỉ lệ 97%                 => 97%
xử lí 145/150 hồ sơ       => 145/150
qúy II: 145/150           => 145/150 {quarter 2/2024}
nữa đầu năm 145/150       => 145/150 {half 1/2024}
thang 3: 145/150 hồ sơ    => 145/150 {month 3/2024}
tăng lên 98%, con 2 ho so trễ => 98% ?opposite
báo cáo như sau: 145/150  => 145/150
khong phat sinh hồ sơ     => no_cases
`,
	plan.Count: `
giám sát 2 cuộc           => 2 note="giám sát"
5 ngân hàng               => 5 note="ngân hàng"
5 ngàn                    => 5000
2 trạm y tế               => 2 note="trạm y tế"
hôn nhân 2 vụ             => 2 note="hôn nhân"
tâm huyết có 2 sáng kiến  => 2 note="tâm huyết có"
tám sáng kiến             => 8
tầm 8 sáng kiến           => 8 ~
bẩy sáng kiến             => 7
nam sáng kiến             => note="nam sáng kiến" !none
ấm 5                      => 5 note="ấm"
`,
	plan.Amount: `
đóng góp 5 triệu đồng     => 5000000 note="đóng góp"
2 tỉ đồng                 => 2000000000
1 tỷ rưởi                 => 1500000000
`,
}

func TestReadOtherWords(t *testing.T) {
	t.Parallel()
	for _, m := range measures {
		checkTyped(t, m, otherWords[m], accented)
	}
}

// Where a phrase is well known, it is told without accents, too.
func TestReadOtherWordsWithoutAccents(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"trung tam tiep nhan 145/150": `145/150 note="trung tam tiep nhan"`, "chung thuc 145/150": `145/150 note="chung thuc"`,
		"dang ky ket hon 12/12": `12/12 note="dang ky ket hon"`, "bot oi 145/150": `145/150 note="bot oi"`,
		"tam 145/150": "145/150 ~", "tre han 5/150": "5/150 ?opposite",
	} {
		if got := read(typed, plan.Ratio); got != want {
			t.Errorf("%q reads as %s, want %s", typed, got, want)
		}
	}
}
