package plan

import (
	"cmp"
	"slices"
)

// kindOrder and ruleOrder are what a message begins with and what it ends with.
var (
	kindOrder = []LetterKind{
		LetterOperator, LetterGap, LetterMatter, LetterRequest, LetterAssigned, LetterUrge, LetterDiffers, LetterTest, LetterAlert, LetterResolved,
	}
	ruleOrder = []Rule{
		RuleOverdue, RuleMissing, RuleBelow, RuleWaiting, RuleMatter, RuleDueToday, RuleDueSoon, RuleStep, RuleBudget, RulePace,
		RuleHole, RuleSilence,
	}
)

// morePressing compares letters of the mail: the one to be read first is less.
func (m Mail) morePressing() func(a, b Letter) int {
	number := map[int64]int{}
	if m.Plan != nil {
		for i := range m.Plan.Tasks {
			number[m.Plan.Tasks[i].ID] = m.Plan.Tasks[i].No
		}
	}
	return func(a, b Letter) int {
		return cmp.Or(
			cmp.Compare(slices.Index(kindOrder, a.Kind), slices.Index(kindOrder, b.Kind)),
			criticalFirst(a, b),
			cmp.Compare(slices.Index(ruleOrder, a.Episode.Rule), slices.Index(ruleOrder, b.Episode.Rule)),
			cmp.Compare(number[a.task()], number[b.task()]),
			cmp.Compare(a.ID, b.ID),
		)
	}
}

func criticalFirst(a, b Letter) int {
	switch {
	case a.Critical == b.Critical:
		return 0
	case a.Critical:
		return -1
	default:
		return 1
	}
}

// task is the task the letter is about; 0: none.
func (l Letter) task() int64 { return cmp.Or(l.Episode.Task, l.Payload.Task) }
