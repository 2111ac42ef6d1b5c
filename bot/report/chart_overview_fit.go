package report

import (
	"cmp"
	"slices"

	"planbot/bot/report/chart"
)

// mostStacks is how many bars a phone shows without zooming.
const mostStacks = 20

// most keeps the bars that somebody must look at: those with the most tasks overdue or below their goal, and of these
// the longest; they stay in their order. It tells how many it left out.
func most(stacks []chart.Stack, room int) (kept []chart.Stack, left int) {
	if len(stacks) <= room {
		return stacks, 0
	}
	pressing := make([]int, len(stacks))
	for i := range pressing {
		pressing[i] = i
	}
	slices.SortStableFunc(pressing, func(i, j int) int {
		return cmp.Or(cmp.Compare(red(stacks[j]), red(stacks[i])), cmp.Compare(stacks[j].Total, stacks[i].Total))
	})
	pressing = pressing[:room]
	slices.Sort(pressing)
	for _, i := range pressing {
		kept = append(kept, stacks[i])
	}
	return kept, len(stacks) - room
}

// red is how many things of a bar somebody must answer for.
func red(s chart.Stack) (n int) {
	for _, p := range s.Pieces {
		if p.Kind == chart.Late || p.Kind == chart.Short {
			n += p.Count
		}
	}
	return n
}
