package report

import "planbot/storage/plan"

// ahead is chapter IV: what falls due next, what must be set right, and what the office adds.
func (r PeriodicReport) ahead(t *prose) {
	t.chapter("Phương hướng, nhiệm vụ " + r.Next.Name)
	t.say("Trong thời gian %s, %s tập trung thực hiện:", r.Next.dates(), r.us())
	var all []string
	for _, task := range r.tasks(func(t Task) bool { return t.Class.Red() }) {
		all = append(all, "Khắc phục, hoàn thành nhiệm vụ "+numbers([]Task{task})+" - "+bare(task.Title)+task.remedy())
	}
	for _, task := range r.tasks(r.fallsDue) {
		all = append(all, "Hoàn thành nhiệm vụ "+numbers([]Task{task})+" - "+bare(task.Title)+", thời hạn ngày "+date(task.Due.Due))
	}
	all = append(all, r.Ahead...)
	if len(all) == 0 {
		all = []string{missing("nhiệm vụ trọng tâm kỳ tới")}
	}
	t.items(all, "")
}

// fallsDue reports whether a task that is neither done nor red ends in the time to come.
func (r PeriodicReport) fallsDue(t Task) bool {
	open := t.Due.Standing == plan.OpenDue || t.Due.Standing == plan.DueSoon || t.Due.Standing == plan.DueToday
	return open && !t.Class.Red() && r.Next.includes(t.Due.Due)
}

// remedy is what would bring the task back to its goals.
func (t Task) remedy() string {
	for _, l := range t.Lines {
		if words := needed(l.Target, l.Assessment); words != "" {
			return ", " + words
		}
	}
	return ""
}

// proposals is chapter V: what the commune asks of the level above. Only the office knows it.
func (r PeriodicReport) proposals(t *prose) {
	t.chapter("Kiến nghị, đề xuất")
	t.items(r.Proposals, missing("kiến nghị, đề xuất, nếu có"))
}
