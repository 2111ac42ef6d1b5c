package plan_test

import (
	"testing"

	"planbot/storage/plan"
)

// refusedCorpus are words that hold no figure of a ratio, or a bad one.
const refusedCorpus = `
15/4                                => @2024-04-15 !none
5/0                                 => !zero_denominator "5/0"
không có hồ sơ trễ hạn              => !none
chưa                                => !wants_number "chưa"
xong                                => !wants_number "xong"
-5                                  => !negative "-5"
-5%                                 => !negative "-5%"
1e9                                 => !unreadable_number "1e9"
12abc                               => !unreadable_number "12abc"
1500%                               => !too_large "1500%"
quý 11: 145/150                     => !no_such_period "quý 11"
tháng 13: 5/6                       => !no_such_period "tháng 13"
10/3 âm                             => !lunar_date "10/3 âm"
8h                                  => !none
hello                               => note="hello" !none
15-4                                => @2024-04-15 !none
mạng lỗi                            => note="mạng lỗi" !none
0912345678                          => !unreadable_number "0912345678"
1.234,5%                            => !too_large "1.234,5%"
29/2                                => @2024-02-29 !none
31/12                               => @2023-12-31 !none
30/4                                => @2024-04-30 !none
15-04                               => @2024-04-15 !none
15.4.2024                           => @2024-04-15 !none
15/4/2024                           => @2024-04-15 !none
15/04/24                            => @2024-04-15 !none
32/1/2024                           => !no_such_date "32/1/2024"
ngày 31/2: 145/150                  => !no_such_date "ngày 31/2"
quý 5: 145/150                      => !no_such_period "quý 5"
không có gì                         => note="không có gì" !none
chưa có số liệu                     => !wants_number "chưa có số liệu"
chưa có                             => !wants_number "chưa có"
đang làm                            => !wants_number "đang làm"
hoàn thành                          => !wants_number "hoàn thành"
5/-150                              => !unreadable_number "5/-"
-5/150                              => !negative "-5/150"
−5%                                 => !negative "−5%"
âm 5%                               => !negative "âm 5%"
145+5                               => !unreadable_number "145+5"
145*2                               => !unreadable_number "145*2"
145/150/160                         => !unreadable_number "145/150/160"
/150                                => !unreadable_number "/150"
145/                                => !unreadable_number "145/"
145//150                            => !unreadable_number "145//"
1,2,3                               => !unreadable_number "1,2,3"
1..5                                => !unreadable_number "1..5"
1,,5                                => !unreadable_number "1,,5"
.5                                  => !unreadable_number ".5"
,5%                                 => !unreadable_number ",5"
5‰                                  => !unreadable_number "‰"
½                                   => !unreadable_number "½"
97½%                                => !unreadable_number "½"
١٤٥/١٥٠                             => note="١٤٥/١٥٠" !none
1E9                                 => !unreadable_number "1E9"
0x10                                => !unreadable_number "0x10"
12a                                 => !unreadable_number "12a"
abc12                               => !none
NaN                                 => note="NaN" !none
inf                                 => note="inf" !none
∞                                   => !none
999999999999999999999999/1          => !unreadable_number "999999999999999999999999"
9999999999999999                    => !too_large "9999999999999999"
10000000000000000/20000000000000000 => !too_large "10000000000000000/20000000000000000"
1001%                               => !too_large "1001%"
50%/150                             => !unreadable_number "50%/150"
145/97%                             => !unreadable_number "145/97%"
14:30                               => !none
BC 45/BC-UBND                       => !none
10/3 âm lịch                        => !lunar_date "10/3 âm"
mùng 5                              => !lunar_date "mùng 5"
nước                                => note="nước" !none
.                                   => !none
🙂                                   => !none
`

func TestReadRatioRefuses(t *testing.T) {
	t.Parallel()
	checkCorpus(t, plan.Ratio, refusedCorpus)
}
