package bot_test

import (
	"fmt"
	"testing"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// opened are the matters that people try to settle, all with the accountants, by the verb that is tried. A unit can ask
// once at a time for one task, so the tasks differ.
var opened = []struct {
	verb plan.Verb
	kind plan.MatterKind
	in   plan.MatterState
	task int
}{
	{plan.VerbConfirm, plan.Completion, plan.WithOffice, 19},
	{plan.VerbWithdraw, plan.Completion, plan.WithOffice, 6},
	{plan.VerbReturn, plan.Completion, plan.WithOffice, 7},
	{plan.VerbForward, plan.Extension, plan.WithOffice, 19},
	{plan.VerbAgree, plan.Extension, plan.WithLeaders, 6},
	{plan.VerbSupply, plan.Extension, plan.WithUnit, 7},
	{plan.VerbAnswer, plan.Obstacle, plan.WithOffice, 13},
	{plan.VerbAccept, plan.Obstacle, plan.WithUnit, 13},
	{plan.VerbExplain, plan.Explanation, plan.WithUnit, 13},
	{plan.VerbMore, plan.Explanation, plan.WithLeaders, 13},
	{plan.VerbCarry, plan.Instruction, plan.WithUnit, 13},
	{"revoke", plan.Instruction, plan.WithUnit, 13}, // by withdrawing
}

// matters are settled by those who hold them: with a button, or with words in reply.
func (g *gate) matters() []trial {
	tap := func(verb, name plan.Verb, act plan.Action, by, in int64) trial {
		return trial{name: "tap mat", data: fmt.Sprintf("mat:%d:1:%s", g.matter[name], verb), may: mayTap(mayFor(act, 13)), by: by, in: in}
	}
	say := func(verb plan.Verb, act plan.Action, by, in int64) trial {
		return trial{
			name: "reply say", data: "đã có văn bản trả lời", about: fmt.Sprintf("say %d 1 %s", g.matter[verb], verb),
			may: mayTap(mayFor(act, 13)), by: by, in: in,
		}
	}
	plain := say(plan.VerbExplain, plan.ActExplain, financeClerk, financeClerk)
	plain.name, plain.about = "reply matter", fmt.Sprintf("matter %d", g.matter[plan.VerbExplain])
	return []trial{
		{name: "done", data: "/done 13 đã giải ngân xong", may: mayDoOn(plan.ActDeclare), by: financeClerk, in: financeChat},
		{name: "extend", data: "/extend 13 31/1/2025 chờ quyết toán", may: mayDoOn(plan.ActAsk), by: financeClerk, in: financeClerk},
		{name: "obstacle", data: "/obstacle 13 chưa có hướng dẫn", may: mayDoOn(plan.ActAsk), by: financeHead, in: financeChat},

		tap(plan.VerbConfirm, plan.VerbConfirm, plan.ActConfirm, officeClerk, officeChat),
		{name: "done", data: "/done 19 mở lại thiếu báo cáo", may: mayDo(plan.ActConfirm), by: officeClerk, in: officeChat},
		tap(plan.VerbWithdraw, plan.VerbWithdraw, plan.ActDeclare, financeClerk, financeChat),
		say(plan.VerbReturn, plan.ActConfirm, officeClerk, officeChat),
		tap(plan.VerbForward, plan.VerbForward, plan.ActProcess, officeClerk, financeChat),
		tap(plan.VerbAgree, plan.VerbAgree, plan.ActDecide, chairman, chairman),
		say(plan.VerbSupply, plan.ActAsk, financeHead, financeChat),
		say(plan.VerbAnswer, plan.ActProcess, officeClerk, officeChat),
		tap(plan.VerbAccept, plan.VerbAccept, plan.ActAsk, financeClerk, financeChat),
		plain,
		say(plan.VerbMore, plan.ActDemand, viceChairman, leadersChat),
		say(plan.VerbCarry, plan.ActCarry, financeClerk, financeChat),
		tap(plan.VerbWithdraw, "revoke", plan.ActDirect, viceChairman, viceChairman),
	}
}

// leaders order something, by a command or in reply to the question of a meeting.
func (g *gate) leaders() []trial {
	order := func(what, words string, may func(tryCase) bool, by, in int64) trial {
		return trial{name: "reply order", data: words, about: fmt.Sprintf("order %d %s", g.task, what), may: mayTap(may), by: by, in: in}
	}
	assigns := mayFor(plan.ActAssign, 13)
	return []trial{
		{name: "direct", data: "/direct 13 đẩy nhanh giải ngân 20/6", may: mayFor(plan.ActDirect, 13), by: viceChairman, in: leadersChat},
		{name: "explain", data: "/explain 13 20/6", may: mayFor(plan.ActDemand, 13), by: chairman, in: chairman},
		order("instruction", "rà soát từng dự án", mayFor(plan.ActDirect, 13), chairman, leadersChat),
		order("explanation", "nêu rõ lý do chậm", mayFor(plan.ActDemand, 13), viceChairman, viceChairman),
		order("assignment", "TPHT 20/6 lập danh mục", assigns, viceChairman, leadersChat),
		order("assignment", "TPHT 20/6 lập danh mục thuộc 4", both(assigns, mayFor(plan.ActAssign, 4)), officeClerk, leadersChat),
	}
}

// Who works in two units asks for one in its own chat only, be it that the other has a figure of the task to report.
func TestActsForTheUnitOfTheChat(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.enrol(justiceSecond, "TPHT", plan.Clerk)
	o.enrol(justiceSecond, "VPTK", plan.Clerk)
	wants(t, o.say(justiceChat, justiceSecond, "/obstacle 14 máy quét hỏng").Text, message.NotLeadingUnit)
	open, err := o.store.OpenMatters(o.ctx(), o.plan.Commune.ID, o.plan.ID)
	o.must(err)
	if len(open) != 0 {
		t.Errorf("got %+v", open)
	}
}
