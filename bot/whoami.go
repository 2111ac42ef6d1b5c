package bot

import (
	"context"
	"slices"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// whoami says who the speaker is here and what they may do.
func (b *Bot) whoami(_ context.Context, t *turn) (Answer, error) {
	who := message.Who{
		Name:    t.author().Name,
		Commune: t.place.Commune.Name,
		Unit:    t.unit.Name,
		Private: t.place.Private,
		May:     t.rights(),
		Nobody:  t.place.Nobody,
	}
	for _, m := range t.place.Memberships {
		role := message.RoleWord[m.Role] + message.InChargeOf(m.Areas)
		if t.plan != nil {
			u, _ := t.plan.UnitByID(m.Unit)
			role += ", " + u.Name
		}
		who.Roles = append(who.Roles, role)
	}
	if t.place.Operator {
		who.Roles = append(who.Roles, message.OperatorWord)
	}
	return t.say(message.Whoami(who))
}

// rights are the actions that the speaker may take here about some task of the plan, or about none. Where the chat
// belongs to no unit, it can only be tied to one.
func (t *turn) rights() []plan.Action {
	if t.plan == nil || t.place.Unit == 0 {
		return slices.DeleteFunc([]plan.Action{plan.ActBind}, func(a plan.Action) bool { return !t.may(a) })
	}
	about, reported := []plan.Bearing{{}}, []plan.Bearing{{}}
	for i := range t.plan.Tasks {
		task := &t.plan.Tasks[i]
		if task.Retired {
			continue
		}
		about = append(about, t.plan.Bearing(task))
		for j := range task.Targets {
			if target := &task.Targets[j]; target.Derived == "" {
				reported = append(reported, plan.Of(t.plan.ReportingUnits(task, target)...))
			}
		}
	}
	return slices.DeleteFunc(plan.Actions(), func(a plan.Action) bool {
		matters := about
		if a == plan.ActReport {
			matters = reported
		}
		return !slices.ContainsFunc(matters, func(m plan.Bearing) bool { return t.place.May(a, t.unit, m) })
	})
}
