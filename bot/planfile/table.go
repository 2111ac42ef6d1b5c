package planfile

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Table prints what a draft says, for an operator to compare with the signed document: alert settings, units,
// tasks, who does them, how they are measured, and what is left open. Dates come with their weekday, and deadlines with the day
// planbot reminds by: the last working day of cal on or before them.
func Table(w io.Writer, d *Draft, cal *calendar.Calendar) error {
	p := &d.Plan
	t := &table{}
	t.head(p)
	t.alerts(p.Commune.Alerts)
	t.section("UNITS", "CODE\tKIND\tNAME\tFROM\tUNTIL\tMEMBERS")
	for _, u := range p.Units {
		t.row(u.Code, string(u.Kind), u.Name, u.From.String(), u.Until.String(), strings.Join(u.Members, " "))
	}
	t.section("TASKS", "NO\tCODES\tTITLE\tDEADLINE\tDUE\tREMIND BY")
	for _, task := range p.Tasks {
		due, remind := dueDays(task.Deadline, cal)
		t.row(fmt.Sprint(task.No), codes(task), task.Title, deadline(task.Deadline), due, remind)
	}
	t.section("WHO", "NO\tLEAD\tCOORDINATE\tMONITOR\tACCOUNTABLE\tREPORT TO\tREPORTS")
	for _, task := range p.Tasks {
		t.row(fmt.Sprint(task.No), tied(task, plan.Lead), tied(task, plan.Coordinate), tied(task, plan.Monitor),
			tied(task, plan.Accountable), strings.Join(task.ReportTo, " "), cadences(task))
	}
	t.section("TARGETS", "TASK\tMARK\tNAME\tMEASURE\tGOAL\tACCUMULATION\tJUDGED\tSAMPLE\tSCOPE\tPROPOSED")
	for _, task := range p.Tasks {
		for _, target := range task.Targets {
			t.target(task, target)
		}
	}
	t.scores(p)
	t.questions(p)
	return t.print(w)
}

// table collects aligned sections.
type table struct {
	out bytes.Buffer
	tab *tabwriter.Writer
}

func (t *table) printf(format string, args ...any) { fmt.Fprintf(&t.out, format, args...) }

func (t *table) section(name, columns string) {
	t.flush()
	t.printf("\n%s\n", name)
	t.tab = tabwriter.NewWriter(&t.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t.tab, columns)
}

func (t *table) row(cells ...string) {
	for i, cell := range cells {
		if cell == "" {
			cells[i] = "-"
		}
	}
	fmt.Fprintln(t.tab, strings.Join(cells, "\t"))
}

func (t *table) flush() {
	if t.tab != nil {
		t.tab.Flush()
	}
	t.tab = nil
}

// print writes the sections out, without the blanks that aligning leaves at the ends of lines.
func (t *table) print(w io.Writer) error {
	t.flush()
	for line := range strings.Lines(t.out.String()) {
		if _, err := fmt.Fprintln(w, strings.TrimRight(line, " \n")); err != nil {
			return fmt.Errorf("print plan: %w", err)
		}
	}
	return nil
}

func (t *table) head(p *plan.Plan) {
	t.printf("Plan %s of %d, %s (%s)\n%s\n", p.Number, p.Year, p.Commune.Name, p.Commune.Code, p.Title)
	if !p.Issued.IsZero() {
		t.printf("Issued %s\n", day(p.Issued))
	}
	t.printf("Covers %s to %s; %s; reporting %s\n", day(p.From), day(p.Until), cutoff(p.Cutoff), p.Commune.Reporting)
}

// alerts shows what the commune set itself.
func (t *table) alerts(s plan.AlertSettings) {
	own := s.Own()
	if len(own) == 0 {
		return
	}
	t.section("ALERTS", "SETTING\tVALUE")
	for _, set := range own {
		t.row(set.Name, set.Value)
	}
}

func (t *table) target(task plan.Task, target plan.Target) {
	sample, proposed := "", ""
	if target.MinSample > 0 {
		sample = fmt.Sprint(target.MinSample)
	}
	if target.Proposed {
		proposed = "proposed"
	}
	accumulation := string(target.Accumulation)
	if target.Derived != "" {
		accumulation = "derived"
	}
	t.row(fmt.Sprint(task.No), target.Mark, target.Name, string(target.Measure), goals(target),
		accumulation, string(target.Judged), sample, string(target.Scope), proposed)
	for _, w := range target.Road {
		t.row("", "", "by "+day(w.On), "", w.Value.String(), "", "", "", "", "")
	}
}

func (t *table) questions(p *plan.Plan) {
	t.section("QUESTIONS", "TASK\tKEY\tQUESTION\tASSUMED")
	for _, q := range p.Questions {
		t.row("", q.Key, q.Text, q.Default)
	}
	for _, task := range p.Tasks {
		for _, q := range task.Questions {
			t.row(fmt.Sprint(task.No), q.Key, q.Text, q.Default)
		}
	}
}
