package message

import (
	"slices"

	"planbot/storage/plan"
)

// Matters shows matters of several units about one task: what is the same of them is said once.
func Matters(cards []MatterCard) Message {
	first, groups := cards[0], alike(cards)
	title := matterNames[first.Matter.Kind]
	if len(groups) == 1 {
		title = matterTitle(first.Matter)
	}
	m := say(lines(matterMarks[first.Matter.Kind]+" "+bold(title), taskLine(first.Task)))
	for _, g := range groups {
		head := "Bộ phận: " + esc(labels(g.units))
		if len(groups) > 1 {
			head = "\n" + bold(g.title) + ": " + esc(labels(g.units))
		}
		m.add(lines(head, g.words))
	}
	if len(first.Waiting) > 0 {
		m.add("Còn chờ báo hoàn thành: " + esc(labels(first.Waiting)))
	}
	for _, c := range cards {
		unit, _ := c.Plan.UnitByID(c.Matter.Unit)
		for _, move := range c.Moves {
			m.inRow(2, Button{moveLabel(move) + " · " + clip(unit.Label(), 20), matterData(c.Matter, move.Verb)})
		}
	}
	return m
}

// alikeMatters are matters of which the same is to be said.
type alikeMatters struct {
	title, words string
	units        []plan.Unit
}

func alike(cards []MatterCard) []alikeMatters {
	var all []alikeMatters
	for _, c := range cards {
		title, words := matterTitle(c.Matter), lastWords(c)
		unit, _ := c.Plan.UnitByID(c.Matter.Unit)
		i := slices.IndexFunc(all, func(g alikeMatters) bool { return g.title == title && g.words == words })
		if i < 0 {
			i, all = len(all), append(all, alikeMatters{title: title, words: words})
		}
		all[i].units = append(all[i].units, unit)
	}
	return all
}

// lastWords says what was done about a matter last, and who has to act now.
func lastWords(c MatterCard) string {
	m := c.Matter
	last := ""
	switch {
	case len(m.Steps) > 1:
		m.Steps = []plan.MatterStep{{}, m.Last()}
		last = lines(matterSteps(m)...)
	case m.Words != "":
		last = askWords[m.Kind] + ": “" + esc(clip(m.Words, 900)) + "”"
	}
	return lines(last, matterHolder(c))
}
