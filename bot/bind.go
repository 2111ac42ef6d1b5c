package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"time"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// bind ties a group or topic to a unit. An operator or the office names the unit: in a group that binds it at once,
// in a private chat or in the office's own group it gives a one-time code. Anybody may use up a code in a group.
func (b *Bot) bind(ctx context.Context, t *turn) (Answer, error) {
	if t.place.Nobody {
		return t.say(message.Refused(message.NobodyMayReport))
	}
	word := strings.ToUpper(strings.TrimSpace(t.args))
	switch {
	case word == "" && t.plan != nil && t.may(plan.ActBind):
		return t.say(message.BindWhich(t.plan.Units))
	case word == "" && t.place.Operator:
		return t.say(message.Refused(message.BindByOperator))
	case word == "" && t.unit.ID != 0:
		return t.say(message.Refused(message.BoundAlready(t.unit.Name)))
	case word == "":
		return t.say(message.Help(b.describe(t)))
	case looksLikeCode(word, codePrefix) && !t.place.Private:
		return b.redeem(ctx, t, word)
	case looksLikeCode(word, codePrefix):
		return t.say(message.Refused(message.BindInGroup))
	case !t.may(plan.ActBind):
		return t.refuse(plan.ErrForbidden)
	}
	return b.bindNamed(ctx, t, word)
}

// bindNamed finds the unit that an operator ("sonky/TPHT") or the office ("TPHT") names.
func (b *Bot) bindNamed(ctx context.Context, t *turn, word string) (Answer, error) {
	commune, code, addressed := strings.Cut(word, "/")
	if !addressed {
		commune, code = t.place.Commune.Code, word
	}
	if !t.place.Operator && !strings.EqualFold(commune, t.place.Commune.Code) {
		return t.refuse(plan.ErrForbidden)
	}
	units, err := b.Store.UnitsByCode(ctx, strings.ToLower(commune), code)
	if err != nil {
		return Answer{}, err
	}
	switch {
	case len(units) == 0:
		return t.say(message.Refused(message.NoUnitCoded(word)))
	case len(units) > 1:
		return t.say(message.BindAmbiguous(addresses(units)))
	case t.place.Private || (t.place.Unit != 0 && !t.place.Operator):
		return b.issue(ctx, t, units[0])
	}
	if err := b.Store.Bind(ctx, t.binding(), units[0].Commune, units[0].Unit, t.now); err != nil {
		return t.refuse(err)
	}
	return t.say(message.Bound(units[0].Name, units[0].CommuneName))
}

func addresses(units []plan.UnitOf) []string {
	var all []string
	for _, u := range units {
		all = append(all, u.CommuneCode+"/"+u.Code)
	}
	return all
}

// codeFor is how long a one-time code is good.
const codeFor = 10 * time.Minute

func (b *Bot) issue(ctx context.Context, t *turn, unit plan.UnitOf) (Answer, error) {
	code := newCode(codePrefix)
	err := b.Store.IssueCode(ctx, code, unit.Commune, unit.Unit, t.author().ID, t.now.Add(codeFor))
	if err != nil {
		return Answer{}, err
	}
	return t.say(message.BindCode(unit.Name, code))
}

// redeem uses a code up in a group. A group of another commune must be let go there first.
func (b *Bot) redeem(ctx context.Context, t *turn, code string) (Answer, error) {
	unit, err := b.Store.Redeem(ctx, code, t.binding(), t.now)
	if errors.Is(err, plan.ErrForbidden) {
		return t.say(message.Refused(message.BoundElsewhere))
	}
	if err != nil {
		return t.refuse(err)
	}
	return t.say(message.Bound(unit.Name, unit.CommuneName))
}

func (b *Bot) unbind(ctx context.Context, t *turn) (Answer, error) {
	switch {
	case t.place.Nobody:
		return t.say(message.Refused(message.NobodyMayReport))
	case t.place.Private:
		return t.say(message.Refused(message.UnbindInGroup))
	case t.place.Unit == 0:
		return t.refuse(plan.ErrNotBound)
	case !t.may(plan.ActBind):
		return t.refuse(plan.ErrForbidden)
	}
	if err := b.Store.Unbind(ctx, t.binding(), t.now); err != nil {
		return t.refuse(err)
	}
	return t.say(message.Unbound())
}

func (t *turn) binding() plan.Binding {
	chat := t.update.Chat()
	return plan.Binding{Chat: chat.ID, Thread: t.update.Thread(), Title: chat.Title, By: t.author(), Message: t.command().Message}
}

// codeLetters leaves out what is easily misread: 0 and O, 1, I and L.
const codeLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

// codePrefix tells a code from a unit's own code.
const codePrefix = "G-"

func newCode(prefix string) string {
	random := make([]byte, 8)
	rand.Read(random)
	code := []byte(prefix)
	for _, r := range random {
		code = append(code, codeLetters[int(r)%len(codeLetters)])
	}
	return string(code)
}

func looksLikeCode(word, prefix string) bool {
	return strings.HasPrefix(word, prefix) && len(word) == len(prefix)+8
}
