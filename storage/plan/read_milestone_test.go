package plan_test

import (
	"testing"

	"planbot/storage/plan"
)

// milestoneCorpus are done and not done.
const milestoneCorpus = `
xong                         => done
Đã xong                      => done
hoàn thành                   => done
đã hoàn thành                => done
ok xong                      => done
xong rồi ạ                   => done
chưa                         => not_done
chưa xong                    => not_done
chưa hoàn thành              => not_done
chua hoan thanh              => not_done
đang làm                     => not_done
đang thực hiện               => not_done
không phát sinh              => no_cases
2/3                          => !wants_done "2/3"
50%                          => !wants_done "50%"
xong 100%                    => done
xong ngày 15/6               => done @2024-06-15
xong 15/4                    => done @2024-04-15
xong 2/3                     => [done @2024-03-02 | not_done] ?date_or_ratio
sắp xong                     => [not_done | done] ?done_or_not
cơ bản hoàn thành            => [not_done | done] ?done_or_not
xong chưa                    => [done | not_done] ?done_or_not
chưa xong, dự kiến 20/6 xong => not_done
dự kiến 20/6 xong            => [not_done | done] ?done_or_not
đã gửi báo cáo               => [done | not_done] ?done_or_not
không                        => [not_done | no_cases] ?zero_or_no_cases
15/4                         => @2024-04-15 !none
3                            => !wants_done "3"
ok                           => [done | not_done] ?done_or_not
hoàn thành trong quý II      => done {quarter 2/2024}
năm 2024: xong               => done {year 1/2024}
không hoàn thành             => not_done
đã xong, không có vướng mắc  => done note="đã xong, không có vướng mắc"
xong, còn thiếu chữ ký       => [done | not_done] ?done_or_not note="xong, còn thiếu chữ ký"
chưa xong do thiếu người     => not_done note="chưa xong do thiếu người"
hoàn tất                     => done
HOÀN THÀNH                   => done
ht                           => done
xong rồi                     => done
em làm xong rồi ạ            => done
đã xong ngày 15 tháng 6      => done @2024-06-15
xong hôm qua                 => done @2024-06-19
chưa làm                     => not_done
chua xong                    => not_done
chưa thực hiện               => not_done
đang triển khai              => not_done note="đang triển khai"
sẽ xong                      => [not_done | done] ?done_or_not
chuẩn bị xong                => [not_done | done] ?done_or_not
gần xong                     => [not_done | done] ?done_or_not
dự kiến xong tháng 7         => {month 7/2024} [not_done {month 7/2024} | done {month 7/2024}] ?done_or_not
đang hoàn thành              => not_done
145/150                      => !wants_done "145/150"
1                            => !wants_done "1"
hoàn thành 50%               => !wants_done "50%"
hoàn thành 2 việc            => !wants_done "2 việc"
không xong                   => not_done
k xong                       => not_done
chưa có                      => not_done
rồi                          => [done | not_done] ?done_or_not
đã làm                       => [done | not_done] ?done_or_not
hôm nay                      => @2024-06-20 !none
hello                        => note="hello" !none
xong quý II                  => done {quarter 2/2024}
xong 15 tháng 4              => done @2024-04-15
Xong dự thảo, đang trình ký  => [not_done | done] ?done_or_not note="Xong dự thảo, đang trình ký"
xong, đang chờ nghiệm thu    => [not_done | done] ?done_or_not note="xong, đang chờ nghiệm thu"
xong 15/4, đang trình ký     => [not_done | done @2024-04-15] ?done_or_not note="đang trình ký"
xong 15/4, chưa gửi          => [done @2024-04-15 | not_done] ?done_or_not
`

func TestReadMilestone(t *testing.T) {
	t.Parallel()
	checkCorpus(t, plan.Milestone, milestoneCorpus)
}
