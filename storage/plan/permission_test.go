package plan_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"planbot/storage/plan"
)

var updatePermissions = flag.Bool("update-permissions", false, "write the table of permissions anew")

// The units of the table: 1 leads the task, 2 coordinates it, 3 has nothing to do with it.
var (
	leadUnit    = plan.Unit{ID: 1, Kind: plan.Specialised}
	secondUnit  = plan.Unit{ID: 2, Kind: plan.Specialised}
	otherUnit   = plan.Unit{ID: 3, Kind: plan.Specialised}
	officeUnit  = plan.Unit{ID: 4, Kind: plan.Office}
	leadersUnit = plan.Unit{ID: 5, Kind: plan.Leaders}
	aboutTask   = plan.Bearing{Act: []int64{1}, Coordinate: []int64{2}, Area: 3}
)

// actors are the columns: who a person is in the commune.
var actors = []struct {
	name  string
	place plan.Place
}{
	{"clerk", in(plan.Membership{Unit: 1, Role: plan.Clerk})},
	{"head", in(plan.Membership{Unit: 1, Role: plan.Head})},
	{"coordinates", in(plan.Membership{Unit: 2, Role: plan.Clerk})},
	{"elsewhere", in(plan.Membership{Unit: 3, Role: plan.Head})},
	{"office", in(plan.Membership{Unit: 4, Role: plan.OfficeClerk})},
	{"vice", in(plan.Membership{Unit: 5, Role: plan.ViceChairman, Areas: []int{3}})},
	{"vice_other", in(plan.Membership{Unit: 5, Role: plan.ViceChairman, Areas: []int{7}})},
	{"chairman", in(plan.Membership{Unit: 5, Role: plan.Chairman})},
	{"operator", plan.Place{Operator: true}},
	{"unknown", plan.Place{}},
	{"masked", plan.Place{Nobody: true}},
}

func in(m plan.Membership) plan.Place { return plan.Place{Memberships: []plan.Membership{m}} }

// scenes are where something is said. In another commune nobody is on record.
var scenes = []struct {
	name    string
	here    plan.Unit
	private bool
	abroad  bool
}{
	{name: "the chat of the unit that leads", here: leadUnit},
	{name: "the chat of the unit that coordinates", here: secondUnit},
	{name: "the chat of another unit", here: otherUnit},
	{name: "the office's chat", here: officeUnit},
	{name: "the leaders' chat", here: leadersUnit},
	{name: "private", private: true},
	{name: "the lead's chat of another commune", here: leadUnit, abroad: true},
	{name: "the office's chat of another commune", here: officeUnit, abroad: true},
}

// Who may do what about a task, in every place: a table to read, and to be changed knowingly.
func TestPermissionTable(t *testing.T) {
	t.Parallel()
	var all strings.Builder
	for _, reporting := range []plan.Reporting{plan.Open, plan.Registered} {
		for _, s := range scenes {
			fmt.Fprintf(&all, "%s reporting, in %s\n%s\n", reporting, s.name, heading())
			for _, a := range plan.Actions() {
				fmt.Fprintf(&all, "%-12s", a)
				for _, who := range actors {
					p := who.place
					p.Commune.Reporting, p.Private = reporting, s.private
					if s.abroad {
						p.Memberships = nil
					}
					fmt.Fprintf(&all, " %*s", len(who.name), mark(p.May(a, s.here, aboutTask)))
				}
				all.WriteByte('\n')
			}
			all.WriteByte('\n')
		}
	}
	const path = "testdata/permission.golden"
	if *updatePermissions {
		if err := os.WriteFile(path, []byte(all.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), all.String()); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}

func heading() string {
	line := strings.Repeat(" ", 12)
	for _, who := range actors {
		line += " " + who.name
	}
	return line
}

func mark(may bool) string {
	if may {
		return "yes"
	}
	return "·"
}

// Every action is granted to somebody and every capacity may see: the table has no hole.
func TestPermissionTableIsWhole(t *testing.T) {
	t.Parallel()
	for _, a := range plan.Actions() {
		granted := 0
		for _, c := range plan.Capacities() {
			if plan.Granted(a, c) {
				granted++
			}
			if a == plan.ActSee && !plan.Granted(a, c) {
				t.Errorf("%s may not see", c)
			}
		}
		if granted == 0 {
			t.Errorf("nobody may %s", a)
		}
	}
}
