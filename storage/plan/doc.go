// Package plan is a commune's yearly plan as pure rules: what was promised, what was reported, and what that
// means on a given day. It does no I/O, knows no clock and no database; every rule takes the day as an argument.
//
// The words, and the office's own words for them:
//
//	commune     xã, phường          the tenant; every row belongs to one
//	unit        bộ phận, phòng      a specialised unit with validity dates; a group unit stands for its members
//	plan        kế hoạch            a numbered document of one year
//	area        lĩnh vực            a heading of the plan
//	task        nhiệm vụ            number in its plan, criterion codes, the plan's own wording
//	criterion   tiêu chí thành phần a code of the reform index ("3.4.2") with its name
//	relation    chủ trì, phối hợp, theo dõi, chịu trách nhiệm
//	given       giao trong năm      a task that came into the plan during the year
//	step        bước thực hiện      a step of a unit's own detailed plan (kế hoạch chi tiết) under a task
//	target      chỉ tiêu            what is measured and how it is judged
//	period      kỳ                  month, quarter, half, nine months, year, by a cut-off rule
//	figure      số liệu             what one message reports, read and typed
//	entry       lần báo cáo         a figure with its author, message, unit and period; never overwritten
//	total       lũy kế              the figures of a target folded to what judgement needs
//	evidence    minh chứng          a file, or a document cited by number, that proves a task; a set was sent together
//	standing    tình trạng          derived, never typed
//	due         hạn                 the plan's date; "remind by" is the last working day on or before it
//	question    nội dung cần làm rõ something the plan's text leaves open
//	condition   điều kiện cảnh báo  a rule that holds for a subject at an instant
//	hole        chỗ còn thiếu       what the plan lacks: a unit, a target, a date, an answer
//	episode     đợt cảnh báo        one condition of one subject from its beginning to its end
//	ladder      các cấp được báo    who is told, and when: unit, office, vice chairman, Chairman
//	silence     tạm ngừng           messages hidden by the office, with a reason and an end
//	round       lượt rà soát        judging a plan at an instant against its open episodes
//	letter      tin cần gửi         what one chat is to be told; a digest tells several
package plan
