package message

import (
	"errors"
	"fmt"
	"strings"

	"planbot/storage/plan"
)

// Refusal turns an error into one polite sentence. It knows the plan's errors only; ok is false for any other, which
// deserves Trouble and a line in the log.
func Refusal(err error) (sentence string, ok bool) {
	for _, r := range refusals {
		if errors.Is(err, r.err) {
			return r.sentence, true
		}
	}
	return "", false
}

var refusals = []struct {
	err      error
	sentence string
}{
	{plan.ErrNotBound, "Nhóm này chưa gắn với bộ phận nào. Đề nghị Văn phòng hoặc người quản trị gửi /bind kèm mã để gắn."},
	{plan.ErrForbidden, "Đồng chí không được phân công thực hiện việc này tại đây. Đề nghị liên hệ Văn phòng."},
	{plan.ErrTooLate, "Đã quá 10 phút nên không tự hoàn tác được. Đề nghị Văn phòng hoàn tác và nêu lý do, hoặc gửi số liệu mới để thay."},
	{plan.ErrNothingToUndo, "Đồng chí không có số liệu nào trong 10 phút gần đây để hoàn tác. Với số liệu cũ hơn, đề nghị gửi số liệu mới để thay, hoặc liên hệ Văn phòng để rút."},
	{plan.ErrBadCode, "Mã không đúng, đã dùng hoặc đã hết hạn (10 phút). Đề nghị xin mã mới bằng /bind trong chat riêng với bot."},
	{plan.ErrSettled, "Nội dung này đã được xử lý hoặc đã có số liệu mới hơn; không thay đổi gì thêm."},
	{plan.ErrGuessing, "Đồng chí đã gửi nhiều mã không đúng. Đề nghị thử lại sau 10 phút, hoặc liên hệ Văn phòng."},
	{plan.ErrOtherRole, "Vai trò này không có tại bộ phận đó. Bộ phận chuyên môn: công chức, trưởng; Văn phòng: công chức; lãnh đạo: phó chủ tịch (có thể phụ trách lĩnh vực), chủ tịch."},
	{plan.ErrLastOffice, "Đây là công chức Văn phòng cuối cùng được ghi tên; chỉ người quản trị được kết thúc. Đề nghị ghi tên người thay trước."},
	{plan.ErrSeveral, "Người này công tác tại nhiều bộ phận. Đề nghị ghi mã bộ phận sau số, ví dụ: /members 12 TPHT trưởng."},
	{plan.ErrOtherUnit, "Hai người không cùng bộ phận nào. Đề nghị ghi người nhận thuộc cùng bộ phận."},
	{plan.ErrOtherPeriod, "Nhiệm vụ này báo cáo theo kỳ khác; đề nghị gửi số liệu theo đúng kỳ báo cáo của nhiệm vụ."},
	{plan.ErrNotOver, "Kỳ này chưa kết thúc nên chưa chốt được số liệu. Gửi /close để xem kỳ gần nhất."},
	{plan.ErrNoneOver, "Chưa có kỳ báo cáo nào kết thúc. Lập báo cáo đến hôm nay thì ghi kỳ, ví dụ: /report năm."},
	{plan.ErrPlanBefore, "Kỳ này kết thúc trước khi kế hoạch này bắt đầu. Số liệu của kế hoạch trước đề nghị gửi riêng bằng lệnh, ví dụ: /update 9 tháng 12/2024: 145/150."},
	{plan.ErrNotBegun, "Kỳ này chưa bắt đầu nên chưa có số liệu để báo cáo. Kỳ của năm trước thì ghi thêm năm, ví dụ: /report năm 2024."},
	{plan.ErrOutsidePlan, "Không có kế hoạch nào trong thời gian này."},
	{plan.ErrTooLong, fmt.Sprintf("Chỉ tạm ngừng được tối đa %d ngày. Đề nghị ghi ngày kết thúc sớm hơn.", plan.LongestSilence)},
	{plan.ErrNeedsReason, "Việc này cần nêu lý do. Đề nghị gửi lại kèm lý do."},
	{plan.ErrDayPast, DayPast},
	{plan.ErrDayAfterPlan, "Ngày này sau ngày kết thúc kế hoạch; đề nghị ghi ngày trong thời gian thực hiện kế hoạch."},
	{plan.ErrCannotAct, "Chỉ giao được cho một bộ phận chuyên môn hoặc Văn phòng còn hoạt động đến ngày đó."},
	{plan.ErrNoWords, AssignHow},
	{plan.ErrManySteps, SubMany},
	{plan.ErrWordy, "Nội dung quá dài; đề nghị ghi tóm tắt và nêu văn bản, ví dụ: … theo CV 12/UBND-VP ngày 3/6/2024."},
	{plan.ErrNested, "Nhiệm vụ giao trong năm không có nhiệm vụ khác thuộc nó; đề nghị ghi số nhiệm vụ của kế hoạch."},
	{plan.ErrPersonal, PersonalRefused},
	{plan.ErrNotFound, "Không tìm thấy nội dung này trong kế hoạch của xã, phường."},
}

// Refused says one sentence.
func Refused(sentence string) Message { return say(esc(sentence)) }

// Trouble is the calm sentence for what should not have happened; the same code stands in the log.
func Trouble(incident string) Message {
	return say("Chưa xử lý được nội dung này do lỗi hệ thống; tin của đồng chí đã được lưu. Mã sự cố: " + code(incident) + ".")
}

// Sentences for what people do in the wrong place or form.
const (
	NobodyMayReport  = "Tin gửi ẩn danh hoặc dưới tên kênh không được ghi nhận. Đề nghị gửi lại bằng tài khoản cá nhân."
	StrangerMayNot   = "Xã, phường chỉ ghi nhận số liệu của người đã được ghi tên vào bộ phận. Đề nghị gửi /join để được ghi tên."
	NoPlanYet        = "Xã, phường chưa nạp kế hoạch nào. Đề nghị người quản trị nạp kế hoạch."
	TapNotYours      = "Chỉ người của bộ phận báo cáo nhiệm vụ này hoặc Văn phòng được trả lời."
	UndoNotYours     = "Chỉ người đã gửi số liệu này hoặc Văn phòng được hoàn tác."
	TapExpired       = "Nút này không còn hiệu lực."
	TapUpToDate      = "Danh sách đã là mới nhất."
	TapUndone        = "Đã hoàn tác."
	TapRecorded      = "Đã ghi nhận."
	TapDropped       = "Đã bỏ qua."
	TapUrged         = "Đã đôn đốc."
	AckOver          = "Việc này đã giải quyết."
	SnoozedOnce      = "Việc này đã tạm hoãn một lần. Muốn hoãn tiếp, đề nghị Văn phòng tạm ngừng kèm lý do, ví dụ: /silences 9 15/4 lý do."
	UrgeByOffice     = "Chỉ Văn phòng được đôn đốc các bộ phận."
	SilenceByOffice  = "Chỉ Văn phòng được tạm ngừng hoặc kết thúc tạm ngừng cảnh báo."
	CalendarByOffice = "Chỉ Văn phòng được sửa lịch làm việc."
	TrialByOffice    = "Chỉ Văn phòng hoặc người quản trị được gửi tin thử."
	DeadlinePast     = "Hạn trả lời đã qua; đề nghị ghi thời điểm sau bây giờ, ví dụ: /remind 9 16h 14/6."
	SimulateWhen     = "Đề nghị ghi ngày cần mô phỏng, từ hôm nay trở đi, ví dụ: /simulate 1/4."
	SimulatePast     = "Chỉ mô phỏng được từ hôm nay trở đi, vì chỉ có số liệu hiện tại."
	EditKeeps        = "Số liệu đã ghi trước khi sửa tin được giữ nguyên. Dùng /undo để rút."
	UndoNeedsReason  = "Đề nghị Văn phòng nêu lý do, ví dụ: /undo 9 nhập nhầm kỳ."
	WhichTask        = "Chưa rõ số liệu thuộc nhiệm vụ nào. Đề nghị ghi số nhiệm vụ hoặc mã tiêu chí trước số liệu, ví dụ 9: 145/150."
	TaskMovedOn      = "Nhiệm vụ trong tin đó không còn trong kế hoạch hiện hành. Gửi /tasks để xem danh sách mới."
	NoSuchTask       = "Không có nhiệm vụ hoặc mã tiêu chí này trong kế hoạch. Gửi /tasks để xem danh sách."
	NameTheUnit      = "Nhiều bộ phận cùng báo cáo nhiệm vụ này. Đề nghị ghi mã bộ phận trước số liệu, ví dụ 14 TPHT 30/50."
	WhichTaskToShow  = "Đề nghị ghi số nhiệm vụ hoặc mã tiêu chí sau lệnh, ví dụ 9 hoặc 3.4.2."
	UndoWhich        = "Nhiệm vụ này chưa có số liệu nào đang tính để rút."
	WhatToFind       = "Đề nghị ghi từ cần tìm, số nhiệm vụ hoặc mã tiêu chí, ví dụ /find giai ngan."
	BindInGroup      = "Mã gắn nhóm chỉ dùng trong nhóm của bộ phận; đề nghị gửi lại lệnh này trong nhóm."
	UnbindInGroup    = "Lệnh này chỉ dùng trong nhóm cần bỏ gắn; đề nghị gửi lại trong nhóm đó."
	BindByOperator   = "Đề nghị ghi mã xã, phường và mã bộ phận sau /bind, ví dụ: /bind sonky/TPHT."
	NotEnrolled      = "Đồng chí chưa được ghi tên vào bộ phận nào nên chưa dùng được lệnh này trong chat riêng. Đề nghị gửi lệnh trong nhóm của bộ phận, hoặc gửi /join để được ghi tên."
	BoundElsewhere   = "Nhóm này đang gắn với xã, phường khác. Đề nghị bỏ gắn bằng /unbind trước."
	OperatorWord     = "người quản trị"
	PrivacyModeWarns = "Lưu ý: bot đang bật chế độ riêng tư nên có thể không thấy lệnh gõ trần trong nhóm; hãy dùng menu lệnh, trả lời tin của bot, hoặc cho bot làm quản trị viên."
)

// BadLines names the lines of a reply that could not be recorded and why; the others were. kept says that the message
// was edited and that such a line said something before, which still counts.
func BadLines(bad []BadLine, kept bool) Message {
	var m Message
	if len(bad) > 1 {
		m.add("Chưa ghi được các dòng sau, đề nghị gửi lại:")
	}
	for _, b := range bad {
		m.add(badLine(b))
	}
	if kept {
		m.add(EditKeeps)
	}
	return m
}

// TaskWithoutGoal says that a task has no figure, and what to say of it instead.
func TaskWithoutGoal(t *plan.Task) string {
	return fmt.Sprintf("nhiệm vụ %d không có chỉ tiêu số liệu để cập nhật; hoàn thành thì gửi /done %d.", t.No, t.No)
}

// BadLine is a line of a reply that could not be recorded, and why.
type BadLine struct {
	Text string // as much of it as may be said back
	Why  string
}

func badLine(b BadLine) string {
	if b.Text == "" {
		return esc(sentence(b.Why))
	}
	return fmt.Sprintf("“%s”: %s", esc(clip(b.Text, 80)), esc(sentence(b.Why)))
}

// WhyBad says why a line holds no figure of a target that can be recorded, and what one would look like.
func WhyBad(err error, target plan.Target) string {
	var bad *plan.BadFigure
	switch {
	case errors.Is(err, plan.ErrNoFigure) && target.Measure == plan.Milestone:
		return "chưa rõ kết quả; đề nghị báo “xong” hoặc “chưa”."
	case errors.Is(err, plan.ErrNoFigure):
		return "không thấy số liệu. Ví dụ: " + exampleOf(target) + "."
	case errors.As(err, &bad) && (bad.Reason == plan.BadWantsNumber || bad.Reason == plan.BadPercent):
		return badWords[bad.Reason] + " Ví dụ: " + exampleOf(target) + "."
	case errors.As(err, &bad):
		return badWords[bad.Reason]
	}
	if sentence, ok := Refusal(err); ok {
		return sentence
	}
	return "chưa đọc được."
}

var badWords = map[plan.BadReason]string{
	plan.BadNegative:    "số liệu không được âm.",
	plan.BadZeroWhole:   "mẫu số bằng 0. Nếu không có trường hợp nào, đề nghị ghi “không phát sinh”.",
	plan.BadTooLarge:    "con số quá lớn, đề nghị kiểm tra lại.",
	plan.BadNumber:      "chưa đọc được con số này.",
	plan.BadPeriod:      "không có kỳ này.",
	plan.BadDate:        "không có ngày này.",
	plan.BadLunar:       "đề nghị ghi ngày dương lịch.",
	plan.BadSeveral:     "có nhiều số liệu trong một dòng; đề nghị mỗi số liệu một dòng.",
	plan.BadWantsNumber: "nhiệm vụ này cần con số.",
	plan.BadWantsDone:   "nhiệm vụ này chỉ cần báo “xong” hoặc “chưa”.",
	plan.BadPercent:     "nhiệm vụ này tính bằng số lượng hoặc số tiền, không tính bằng %.",
}

// SeveralTasks says that a code stands for several tasks.
func SeveralTasks(found []*plan.Task) string {
	var numbers []string
	for _, t := range found {
		numbers = append(numbers, fmt.Sprint(t.No))
	}
	return "mã này có ở các nhiệm vụ " + strings.Join(numbers, ", ") + "; đề nghị ghi số nhiệm vụ."
}

// NoSuchUnit says that a word in front of a figure names no unit.
func NoSuchUnit(named string) string {
	return "không rõ “" + clip(named, 20) + "” là bộ phận nào."
}

// UnitReportsNot says that a unit does not report on a task.
func UnitReportsNot(u plan.Unit) string { return u.Label() + " không báo cáo nhiệm vụ này." }

// NotYourTask says whose figure it would have been.
func NotYourTask(units []plan.Unit) string {
	return "số liệu này do " + labels(units) + " báo cáo nên chưa được ghi."
}

func labels(units []plan.Unit) string {
	all := make([]string, len(units))
	for i, u := range units {
		all[i] = u.Label()
	}
	return strings.Join(all, ", ")
}

// NoUnitCoded says that no unit that a chat can be bound to has this code.
func NoUnitCoded(typed string) string {
	return "Không có bộ phận nào mang mã “" + clip(typed, 20) + "”. Gửi /bind để xem cách ghi mã."
}

// BoundAlready says whose a group is, to somebody who may not change it.
func BoundAlready(unit string) string {
	return "Nhóm này đã gắn với " + unit + ". Chỉ Văn phòng hoặc người quản trị được gắn lại."
}

// BadFilter says what a list can be narrowed to.
func BadFilter(text string) Message {
	return say(lines(
		fmt.Sprintf("Chưa rõ bộ lọc “%s”.", esc(clip(text, 40))),
		"Có thể dùng: "+code("/tasks quá hạn")+", "+code("sắp đến hạn")+", "+code("chưa đạt")+", "+code("chưa có số liệu")+
			", "+code("xong")+", "+code("tất cả")+", số lĩnh vực hoặc mã bộ phận.",
	))
}
