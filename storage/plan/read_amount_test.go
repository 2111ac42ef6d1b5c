package plan_test

import (
	"testing"

	"planbot/storage/plan"
)

// amountCorpus are money.
const amountCorpus = `
1,5 tỷ                               => 1500000000
1 tỷ 2                               => 1200000000
1 tỷ 200 triệu                       => 1200000000
1 tỷ rưỡi                            => 1500000000
850tr                                => 850000000
850 triệu                            => 850000000
12 nghìn                             => 12000
12k                                  => 12000
1tr2                                 => 1200000
1.500.000.000 đ                      => 1500000000
1.500.000.000 đồng                   => 1500000000
1.500.000.000vnđ                     => 1500000000
1.500.000.000                        => 1500000000
1,5 tỷ/2,1 tỷ                        => 1500000000 ?part_of_goal
850                                  => [850000000 | 850000 | 850] ?unit
1,5                                  => [1500000000 | 1500000] ?unit
1.500 triệu                          => 1500000000
1.500 tỷ                             => [1500000000 | 1500000000000] ?thousands_or_decimal
1,500 triệu                          => [1500000 | 1500000000] ?thousands_or_decimal
1.234                                => [1234000000 | 1234000 | 1234] ?unit
ước 1,5 tỷ đồng                      => 1500000000 ~
thêm 200 triệu                       => [200000000 | 200000000 delta] ?delta
5 trăm triệu                         => 500000000
1,5 tỷ đạt 71%                       => 1500000000
hai tỷ                               => 2000000000
giải ngân 1,2 tỷ đồng trên tổng 2 tỷ => 1200000000 ?part_of_goal
12 k                                 => !unreadable_number "12 k"
1.5 tỷ                               => 1500000000
1,5 ty                               => 1500000000
1,5tỷ                                => 1500000000
1,5 tỉ                               => 1500000000
1 tỷ 25                              => 1250000000
1 tỷ 250                             => 1250000000
1 tỷ 2 triệu                         => 1002000000
1 tỷ 200tr                           => 1200000000
850 TRIỆU ĐỒNG                       => 850000000
850trđ                               => 850000000
850.5 triệu                          => 850500000
12 ngàn                              => 12000
12 nghìn đồng                        => 12000
một tỷ                               => 1000000000
một tỷ hai                           => 1200000000
1,5 tỷ đồng                          => 1500000000
1500000000                           => 1500000000
1 500 000 000                        => 1500000000
1.500.000.000₫                       => 1500000000
1,500,000,000 VND                    => 1500000000
1.500.000                            => 1500000
500.000                              => [500000 | 500000000] ?unit
850.000 đ                            => 850000
0                                    => 0
0 đồng                               => 0
1,5 tỷ 2                             => 1500000000 ?which
100 tỷ                               => 100000000000
1000000 tỷ                           => 1000000000000000
1000001 tỷ                           => !too_large "1000001 tỷ"
70%                                  => !wants_no_percent "70%"
khoảng 850 triệu                     => 850000000 ~
trên 1 tỷ                            => 1000000000 ~ ?comparator
quý II: 1,5 tỷ                       => 1500000000 {quarter 2/2024}
đã giải ngân 1,5 tỷ                  => 1500000000
1,5 tỷ ngày 15/6                     => 1500000000 @2024-06-15
3 gói thầu 1,5 tỷ                    => 1500000000 ?which note="gói thầu"
không phát sinh                      => no_cases
xong                                 => !wants_number "xong"
giảm 200 triệu                       => [200000000 | -200000000 delta] ?delta
một tỷ hai trăm triệu                => 1200000000
một tỷ hai mươi triệu                => 1020000000
1 tỷ năm nay                         => 1000000000 {year 1/2024}
1 tỷ năm 2024                        => 1000000000 {year 1/2024}
1 tỷ sau khi                         => 1000000000 note="sau khi"
1 tỷ 2 dự án                         => 1200000000 note="dự án"
còn thiếu 200 triệu                  => 200000000 ?opposite
200 triệu chưa giải ngân             => 200000000 ?opposite
1,5 tỷ, chậm do vướng mặt bằng       => 1500000000 note="chậm do vướng mặt bằng"
1 ty sau khi hop                     => 1000000000 note="sau khi hop"
`

func TestReadAmount(t *testing.T) {
	t.Parallel()
	checkCorpus(t, plan.Amount, amountCorpus)
}
