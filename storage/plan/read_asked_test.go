package plan_test

import (
	"testing"

	"planbot/storage/plan"
)

// askedCorpus are figures of a ratio that are asked about before anything is stored.
const askedCorpus = `
1.5                           => 1.5% ?code_or_number
1.234                         => [1.234% | 1234/0] ?thousands_or_decimal
12.345                        => [12.345% | 12345/0] ?thousands_or_decimal
12.345%                       => 12.345% ?thousands_or_decimal
1,5 tỷ                        => 1500000000/0 ?denominator
97                            => [97% | 97/0] ?percent_or_count
101                           => 101/0 ?denominator
1500                          => 1500/0 ?denominator
0                             => [no_cases | 0%] ?zero_or_no_cases
145/150 (90%)                 => [145/150 | 90%] ?which
không phát sinh hồ sơ trễ hạn => no_cases ?opposite
không                         => [no_cases | 0%] ?zero_or_no_cases
khoảng 70                     => [70% ~ | 70/0 ~] ?percent_or_count
trên 70%                      => 70% ~ ?comparator
>70%                          => 70% ~ ?comparator
70% trở lên                   => 70% ~ ?comparator
gần 70%                       => 70% ~ ?comparator
tăng 5%                       => [5% | 5% delta] ?delta
giảm 5%                       => [5% | -5% delta] ?delta
thêm 2                        => [2% | 2% delta | 2/0 | 2/0 delta] ?delta
dat 98                        => [98% | 98/0] ?percent_or_count
chưa đạt 97%                  => 97% ?negated
105%                          => 105% ?over_whole
160/150                       => 160/150 ?over_whole
lũy kế 145/150                => 145/150 ?cumulative
150 hồ sơ, 145 đúng hạn       => 145/150 ?which
5/150 hồ sơ trễ hạn           => 5/150 ?opposite
50%, 5: 60%                   => [50% | 60%] ?which
145-150                       => 145/150 ?which
97%/97%                       => 97% ?which
98                            => [98% | 98/0] ?percent_or_count
97,512                        => [97.512% | 97512/0] ?thousands_or_decimal
1.234%                        => 1.234% ?thousands_or_decimal
1,234                         => [1.234% | 1234/0] ?thousands_or_decimal
1'234                         => 1234/0 ?denominator
146/150 (98%)                 => [146/150 | 98%] ?which
1,234/1,300                   => [1234/1300 | 1.234/1.3] ?thousands_or_decimal
31/2                          => 31/2 ?over_whole
145-4                         => 4/145 ?which
5 tháng: 145/150              => 145/150 ?period
cộng dồn 145/150              => 145/150 ?cumulative
từ đầu năm 145/150            => 145/150 ?cumulative
dưới 70%                      => 70% ~ ?comparator
hơn 70%                       => 70% ~ ?comparator
tối thiểu 97%                 => 97% ~ ?comparator
vượt 97%                      => 97% ~ ?comparator
không quá 3%                  => 3% ~ ?comparator
≥97%                          => 97% ~ ?comparator
thêm 5 hồ sơ                  => [5/0 | 5/0 delta] ?delta
tăng thêm 5%                  => [5% | 5% delta] ?delta
+5%                           => [5% | 5% delta] ?delta
bớt 2                         => [2% | -2% delta | 2/0 | -2/0 delta] ?delta
không có                      => [no_cases | 0%] ?zero_or_no_cases
100% do không phát sinh       => [100% | no_cases] ?which note="do không phát sinh"
không đạt 97%                 => 97% ?negated
chưa tới 97%                  => 97% ~ ?comparator
145 đúng hạn, 5 trễ hạn       => [145/150 | 5/145] ?opposite
145/150, 5 hồ sơ trễ hạn      => 145/150 ?opposite
trễ hạn 5/150                 => 5/150 ?opposite
5/150 hồ sơ không đúng hạn    => 5/150 ?opposite
5/150 hồ sơ tháng 5 không đạt => 5/150 {month 5/2024} ?opposite
còn 5/150 hồ sơ chưa giải quyết => 5/150 ?opposite
5/150 hs chua giai quyet      => 5/150 ?opposite
145/150 chưa đạt              => 145/150 ?opposite
5/150 chưa xong, do mất điện  => 5/150 ?opposite note="chưa xong, do mất điện"
3% chưa giải quyết            => 3% ?opposite
còn thiếu 5/150               => 5/150 ?opposite
5/150 còn thiếu               => 5/150 ?opposite
145 đủ, thiếu 5               => [145/150 | 5/145] ?which note="đủ, thiếu"
+145/150                      => [145/150 | 145/150 delta] ?delta
`

func TestReadRatioAsks(t *testing.T) {
	t.Parallel()
	checkCorpus(t, plan.Ratio, askedCorpus)
}
