package plan_test

import (
	"testing"

	"planbot/storage/plan"
)

// countCorpus are numbers of things.
const countCorpus = `
3 sáng kiến                   => 3
03                            => 3
ba sáng kiến                  => 3
hai                           => 2
mười hai sáng kiến            => 12
1.234                         => 1234
1,234                         => [1234 | 1.234] ?thousands_or_decimal
1.234,5                       => 1234.5 ?not_whole
1,234.5                       => 1234.5 ?not_whole
1.234.567                     => 1234567
1 234 567                     => 1234567
1'234                         => 1234
12 nghìn                      => 12000
12k                           => 12000
12 k                          => !unreadable_number "12 k"
2/3 sáng kiến                 => 2 ?part_of_goal
2/3                           => [2 | @2024-03-02] ?date_or_ratio
20/30                         => 20 ?part_of_goal
15/4                          => [15 | @2024-04-15] ?date_or_ratio
thêm 2                        => [2 | 2 delta] ?delta
2 sáng kiến nữa               => 2 note="nữa"
3 cái                         => 3
0                             => 0
0 sáng kiến                   => 0
không có sáng kiến nào        => [no_cases | 0] ?zero_or_no_cases
chưa có                       => [no_cases | 0] ?zero_or_no_cases
50%                           => !wants_no_percent "50%"
2,5                           => 2.5 ?not_whole
xong                          => !wants_number "xong"
đã nộp 2 sáng kiến            => 2 note="đã nộp"
quý II: 3 sáng kiến           => 3 {quarter 2/2024}
5 đơn vị có 3 sáng kiến       => 3 ?which
3 sáng kiến ngày 15/6         => 3 @2024-06-15
tháng 3 5 sáng kiến           => 5 {month 3/2024}
năm sáng kiến                 => 5
một                           => 1
3 sk                          => 3
3sk                           => 3
03 sáng kiến                  => 3
hai sáng kiến                 => 2
BA SÁNG KIẾN                  => 3
mười sáng kiến                => 10
hai mươi lăm hồ sơ            => 25
được 3 sáng kiến              => 3
có 3 sáng kiến được công nhận => 3 note="được công nhận"
3 sáng kiến/3 sáng kiến       => 3 ?part_of_goal
2 trên 3 sáng kiến            => 2 ?part_of_goal
1.234 hồ sơ                   => 1234
12.345                        => 12345
1.234.567 hồ sơ               => 1234567
1 234                         => 1234
12.34                         => 12.34 ?not_whole
1.5                           => 1.5 ?not_whole
1.2345                        => 1.2345 ?not_whole
007                           => 7
0123                          => !unreadable_number "0123"
ước 3 sáng kiến               => 3 ~
khoảng 10                     => 10 ~
trên 10                       => 10 ~ ?comparator
tăng 2 sáng kiến              => [2 | 2 delta] ?delta
giảm 1                        => [1 | -1 delta] ?delta
không                         => [no_cases | 0] ?zero_or_no_cases
0 hs                          => 0
không có sáng kiến            => [no_cases | 0] ?zero_or_no_cases
không phát sinh               => no_cases
chưa có sáng kiến             => [no_cases | 0] ?zero_or_no_cases
chưa                          => [no_cases | 0] ?zero_or_no_cases
3 sáng kiến quý I             => 3 {quarter 1/2024}
quý I: 03                     => 3 {quarter 1/2024}
tháng 5: 2 sáng kiến          => 2 {month 5/2024}
6 tháng: 3 sáng kiến          => 3 {half 1/2024}
15 tháng 4                    => 15 {month 4/2024} ?date_or_ratio
3 người                       => 3
3 đồng chí                    => 3
3 triệu                       => 3000000 ?unit
3 sáng kiến đạt 100%          => 3
3 sáng kiến, 2 đề tài         => 3 ?which
2 đề tài, 3 sáng kiến         => 3 ?which
2, 3                          => [2 | 3] ?which
sau cuộc họp có 3 sáng kiến   => 3 note="sau cuộc họp có"
năm 2024 có 3 sáng kiến       => 3 {year 1/2024}
-3                            => !negative "-3"
3-5                           => @2024-05-03 !none
có 3 sáng kiến                => 3
còn thiếu 2 sáng kiến         => 2 ?opposite
con thieu 2 sang kien         => 2 ?opposite
thiếu 2 sáng kiến             => 2 ?opposite
2 sáng kiến còn thiếu         => 2 ?opposite
2 sáng kiến chưa công nhận    => 2 ?opposite note="chưa công nhận"
2 sáng kiến chậm              => 2 ?opposite
2 sáng kiến, chưa công nhận   => 2 note="chưa công nhận"
đã có 2, còn thiếu 1          => [2 | 1] ?which
không thiếu, 3 sáng kiến      => 3
3 dân tộc thiểu số            => 3 note="dân tộc thiểu số"
`

func TestReadCount(t *testing.T) {
	t.Parallel()
	checkCorpus(t, plan.Count, countCorpus)
}
