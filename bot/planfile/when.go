package planfile

import (
	"slices"

	"planbot/storage/plan"
)

// readDeadline reads by when a task is done; a task that says nothing is undated.
func (r *reader) readDeadline(parent *fields) plan.Deadline {
	f, ok := parent.mapping("deadline", "the deadline of "+parent.what, optional)
	if !ok {
		return plan.Deadline{Kind: plan.Undated}
	}
	defer f.close()
	kind := choice(f, "kind", required, plan.Undated, plan.ByDate, plan.Ongoing, plan.ByReference)
	d := plan.Deadline{
		Kind:      kind,
		Wording:   f.line("wording", need(kind != plan.Undated)),
		Due:       f.date("due", need(kind == plan.ByDate)),
		Reference: f.line("reference", need(kind == plan.ByReference)),
		Note:      f.text("note", optional),
	}
	if kind == plan.Undated && f.has("due") {
		r.problem(f.at("due"), "%s is undated and has a date all the same", f.what)
	}
	if f.has("reference") && kind != "" && kind != plan.ByReference {
		r.problem(f.at("reference"), "%s refers to another plan, which only the kind %q does", f.what, plan.ByReference)
	}
	return d
}

// lengths orders the periods from the shortest.
var lengths = []plan.PeriodKind{plan.Month, plan.Quarter, plan.Half, plan.NineMonths, plan.Year}

// readCadences reads how often a task is reported on, the shortest period first: figures are filed by it.
func (r *reader) readCadences(parent *fields) []plan.Cadence {
	var cadences []plan.Cadence
	longest := -1
	for _, n := range parent.list("cadences", optional) {
		f, ok := r.open(n, "a cadence of "+parent.what)
		if !ok {
			continue
		}
		c := r.readCadence(f)
		length := slices.Index(lengths, c.Every)
		if c.Every != "" && length <= longest {
			r.problem(f.at("every"), "cadences of %s go from the shortest period to the longest, each once", parent.what)
		}
		longest = max(longest, length)
		cadences = append(cadences, c)
	}
	return cadences
}

func (r *reader) readCadence(f *fields) plan.Cadence {
	defer f.close()
	c := plan.Cadence{
		Every:   choice(f, "every", required, lengths...),
		Cutoff:  r.plan.Cutoff,
		Within:  f.integer("within", optional, 0, 60),
		Wording: f.line("wording", optional),
	}
	if cutoff := f.integer("cutoff", optional, 0, 28); f.has("cutoff") {
		c.Cutoff = plan.Cutoff(cutoff)
	}
	return c
}

// readReports reads what the plan says of the reports that the office writes.
func (r *reader) readReports(parent *fields) []plan.ReportType {
	var reports []plan.ReportType
	for _, n := range parent.list("reports", optional) {
		f, ok := r.open(n, "a report of "+parent.what)
		if !ok {
			continue
		}
		t := r.readReport(f)
		if slices.ContainsFunc(reports, func(other plan.ReportType) bool { return other.Every == t.Every }) {
			r.problem(f.at("every"), "reports of %s list %q twice", parent.what, t.Every)
		}
		reports = append(reports, t)
	}
	return reports
}

func (r *reader) readReport(f *fields) plan.ReportType {
	defer f.close()
	t := plan.ReportType{
		Every: choice(f, "every", required, plan.ReportTypes...), Cutoff: r.plan.Cutoff, Within: plan.DueWithin,
		To: f.texts("to", optional), Signed: choice(f, "signed", optional, plan.Chairman, plan.ViceChairman),
	}
	if t.Signed == plan.Chairman {
		t.Signed = "" // the same whether it is written or not
	}
	if cutoff := f.integer("cutoff", optional, 0, 28); f.has("cutoff") {
		t.Cutoff = plan.Cutoff(cutoff)
	}
	if within := f.integer("within", optional, 0, 60); f.has("within") {
		t.Within = within
	}
	return t
}
