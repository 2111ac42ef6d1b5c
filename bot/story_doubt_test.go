package bot_test

import (
	"testing"

	"planbot/bot/telegram/emulator"
)

// Nothing doubtful counts before somebody has chosen.
func TestDoubts(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	asked := o.say(officeChat, officeClerk, "/update 9 155/150")
	o.counts(9, "a", "VPTK", "")
	o.press(asked, officeClerk, "Không ghi")
	o.counts(9, "a", "VPTK", "")
	asked = o.say(officeChat, officeClerk, "/update 9 97")
	o.press(asked, officeClerk, "Đúng, ghi 97%")
	o.counts(9, "a", "VPTK", "97")
	asked = o.say(officeChat, officeClerk, "/update 9 tháng 8: 145/150")
	o.press(asked, officeClerk, "Không ghi")
	o.counts(9, "a", "VPTK", "97")
	o.say(officeChat, officeClerk, "/update 15 1500")
	o.say(officeChat, officeClerk, "/update 8: trên 95%")
	o.transcript(officeChat, "doubts")
}

// A figure far from the last one, or of a sum that went back, is asked about too.
func TestAgainstTheLast(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.say(officeChat, officeClerk, "/update 8 tháng 5: 98/100")
	asked := o.say(officeChat, officeClerk, "/update 8 20/100")
	o.counts(8, "a", "VPTK", "98/100")
	o.press(asked, officeClerk, "Đúng, ghi")
	o.counts(8, "a", "VPTK", "118/200")
	o.say(officeChat, officeClerk, "/update 3 3 sáng kiến")
	asked = o.say(officeChat, officeClerk, "/update 3 2 sáng kiến")
	o.counts(3, "a", "VPTK", "3")
	o.press(asked, officeClerk, "Đúng, ghi")
	o.counts(3, "a", "VPTK", "2")
	asked = o.say(officeChat, officeClerk, "/update 3 thêm 2")
	o.press(asked, officeClerk, "4 sáng kiến")
	o.counts(3, "a", "VPTK", "4")
	o.transcript(officeChat, "against_the_last")
}

// Money without its unit is asked about.
func TestDoubtfulMoney(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.say(financeChat, financeClerk, "/update 13 850")
	o.say(financeChat, financeClerk, "/update 13 850 triệu")
	o.say(financeChat, financeClerk, "/update 13 1,5/2,1")
	o.say(financeChat, financeClerk, "/update 13 72")
	o.counts(13, "a", "TCKT", "")
	o.transcript(financeChat, "doubts_money")
}

// Just after the cut-off a figure may be of the month that ended or of the new one.
func TestJustCutOff(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-17 09:00")
	asked := o.say(officeChat, officeClerk, "/update 9 145/150")
	o.counts(9, "a", "VPTK", "")
	o.press(asked, officeClerk, "145/150 = 96,67% · tháng 6/2024")
	o.counts(9, "a", "VPTK", "145/150")
	wants(t, o.say(officeChat, officeClerk, "/update 9 120/120").Text, "tháng 7/2024", "265/270")
	o.transcript(officeChat, "just_cut_off")
}

// A question is answered once, by anybody who may report there.
func TestQuestionAnsweredTwice(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	asked := o.say(justiceChat, justiceClerk, "/update 14 55/50")
	o.tapAll(asked,
		emulator.Tapping{User: justiceSecond, Button: "Đúng, ghi"},
		emulator.Tapping{User: justiceClerk, Button: "Đúng, ghi"},
		emulator.Tapping{User: justiceClerk, Button: "Không ghi"},
	)
	o.counts(14, "a", "TPHT", "55/50")
	o.transcript(justiceChat, "question_twice")
}

// Where staff must be registered, somebody of another unit cannot answer for this one, nor a passer-by.
func TestQuestionOfAnotherUnit(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.registered()
	o.enrol(justiceClerk, "TPHT", "clerk")
	o.enrol(cultureClerk, "VHXH", "clerk")
	o.enrol(officeClerk, "VPTK", "office")
	o.join(justiceChat, cultureClerk, passerBy, officeClerk)
	asked := o.say(justiceChat, justiceClerk, "/update 14 55/50")
	o.press(asked, cultureClerk, "Đúng, ghi")
	o.press(asked, passerBy, "Không ghi")
	o.counts(14, "a", "TPHT", "")
	o.press(asked, officeClerk, "Đúng, ghi")
	o.counts(14, "a", "TPHT", "55/50")
	o.transcript(justiceChat, "question_other_unit")
}

// In reply to a message about one task a number that is no task is the figure.
func TestNumberThatIsNoTask(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	task := o.say(officeChat, officeClerk, "/task 9")
	asked := o.reply(task, officeClerk, "97 ok")
	wants(t, asked.Text, "Nhiệm vụ 9")
	o.press(asked, officeClerk, "Đúng, ghi 97%")
	o.counts(9, "a", "VPTK", "97")
}

// A day still to come is this year's. Of a figure it is asked about; an estimate up to it is of the running period.
func TestDayToCome(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-12 09:00")
	wants(t, o.say(officeChat, officeClerk, "/update 9 ước đến 14/6: 145/150").Text, "ước 145/150", "tháng 6/2024 (15/05/2024 – 14/06/2024)")
	o.counts(9, "a", "VPTK", "145/150")
	asked := o.say(officeChat, officeClerk, "/update 9 đến 14/6: 146/150")
	wants(t, asked.Text, "chưa đến", "tháng 6/2024")
	o.press(asked, officeClerk, "Đúng, ghi")
	wants(t, o.say(officeChat, officeClerk, "/update 9 ước đến 30/6: 147/150").Text, "chưa đến", "tháng 7/2024")
	wants(t, o.say(officeChat, officeClerk, "/update 9 đến 1/12/2023: 147/150").Text, "Kỳ này kết thúc trước khi kế hoạch này bắt đầu")
	o.counts(9, "a", "VPTK", "146/150")
}
