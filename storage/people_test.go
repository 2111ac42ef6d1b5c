package storage_test

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"planbot/storage/plan"
)

// crew is a commune with its office's chat bound and three people on record: the office (1), two of justice (2, 3).
type crew struct {
	*books
	office, justice plan.Unit
}

var officer, head, deputy = plan.Author{ID: 201, Name: "Công chức Văn phòng"}, plan.Author{ID: 202, Name: "Trưởng bộ phận"}, plan.Author{ID: 203, Name: "Công chức Tư pháp"}

func openCrew(tb testing.TB) *crew {
	c := &crew{books: open(tb)}
	c.office, _ = c.is.Unit("VP")
	c.justice, _ = c.is.Unit("TP")
	c.must(c.Bind(c.Context(), plan.Binding{Chat: -10}, c.is.Commune.ID, c.office.ID, morning))
	c.admits(officer, c.office, plan.OfficeClerk)
	c.admits(head, c.justice, plan.Head)
	c.admits(deputy, c.justice, plan.Clerk)
	return c
}

func (c *crew) admits(who plan.Author, unit plan.Unit, role plan.Role) {
	c.Helper()
	c.must(c.AddStaff(c.Context(), c.is.Commune.ID, who.ID, who.Name, plan.Membership{Unit: unit.ID, Role: role}, someDay.AddDays(-30)))
}

// roles are what a person is in the commune now.
func (c *crew) roles(person int64) (roles []plan.Role) {
	c.Helper()
	all, err := c.Members(c.Context(), c.is.Commune.ID, someDay)
	c.must(err)
	for _, m := range all {
		if m.Person.ID == person {
			roles = append(roles, m.Role)
		}
	}
	return roles
}

// A code makes one person a member, however often it is delivered, and no second one, however many try at once.
func TestJoinOnce(t *testing.T) {
	t.Parallel()
	c := openCrew(t)
	invite := plan.Invitation{Code: "C-AAAAAAAA", Commune: c.is.Commune.ID, Unit: c.justice.ID, By: officer, Source: said(1), Expires: morning.Add(time.Hour)}
	first, err := c.Invite(t.Context(), invite, morning)
	c.must(err)
	invite.Code = "C-BBBBBBBB"
	again, err := c.Invite(t.Context(), invite, morning)
	c.must(err)
	if again.Code != first.Code || first.Role != plan.Clerk {
		t.Errorf("the same message got %s %s, want %s", again.Code, first.Role, first.Code)
	}
	var in sync.WaitGroup
	var mu sync.Mutex
	var joined []int64
	for n := range 10 {
		in.Go(func() {
			who := plan.Author{ID: int64(300 + n), Name: "Người mới"}
			if _, err := c.Join(t.Context(), first.Code, who, plan.Source{Chat: who.ID, Message: 1}, morning.Add(time.Duration(n+1)*time.Millisecond)); err == nil {
				mu.Lock()
				joined = append(joined, who.ID)
				mu.Unlock()
			} else if !errors.Is(err, plan.ErrBadCode) {
				t.Error(err)
			}
		})
	}
	in.Wait()
	if len(joined) != 1 || !slices.Equal(c.roles(joined[0]), []plan.Role{plan.Clerk}) {
		t.Fatalf("%v joined by one code", joined)
	}
	audits := c.count("audit")
	who := plan.Author{ID: joined[0], Name: "Người mới"}
	if done, err := c.Join(t.Context(), first.Code, who, plan.Source{Chat: who.ID, Message: 1}, morning.Add(time.Minute)); err != nil || !done.Before {
		t.Errorf("delivered again: %+v, %v", done, err)
	}
	if n := c.count("audit"); n != audits {
		t.Errorf("%d audit rows for what changed nothing", n-audits)
	}
}

// A request is decided once, whoever decides at the same time; nothing of another commune can be decided.
func TestDecideJoinOnce(t *testing.T) {
	t.Parallel()
	c := openCrew(t)
	unit := plan.UnitOf{Unit: c.justice.ID, Commune: c.is.Commune.ID}
	ask := plan.JoinRequest{Unit: unit, Who: plan.Author{ID: 300, Name: "Người mới"}, Source: plan.Source{Chat: 300, Message: 1}}
	r, told, again, err := c.RequestJoin(t.Context(), ask, morning)
	c.must(err)
	if told != 1 || again {
		t.Errorf("told %d chats, again %v", told, again)
	}
	if same, _, again, err := c.RequestJoin(t.Context(), ask, morning); err != nil || !again || same.ID != r.ID {
		t.Errorf("delivered again: %+v %v %v", same, again, err)
	}
	if _, _, err := c.DecideJoin(t.Context(), c.is.Commune.ID+1, r.ID, true, officer, said(5), morning); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("another commune decides: %v, want %v", err, plan.ErrNotFound)
	}
	var at sync.WaitGroup
	var mu sync.Mutex
	won := map[bool]int{}
	for n := range 8 {
		at.Go(func() {
			by := plan.Author{ID: int64(400 + n), Name: "Công chức Văn phòng"}
			_, _, err := c.DecideJoin(t.Context(), c.is.Commune.ID, r.ID, n%2 == 0, by, said(5), morning)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				won[n%2 == 0]++
			case !errors.Is(err, plan.ErrSettled):
				t.Error(err)
			}
		})
	}
	at.Wait()
	if won[true]+won[false] != 1 || len(c.roles(300)) != won[true] {
		t.Errorf("decided %v, the person is %v", won, c.roles(300))
	}
	if n := c.count("outbox WHERE kind = 'request' AND commune_id IS NULL"); n != 1 {
		t.Errorf("%d answers to who asked, want 1", n)
	}
}

// Changes are written down once, rights end at once, and the last of the office stays unless an operator ends it.
func TestMembersChange(t *testing.T) {
	t.Parallel()
	c := openCrew(t)
	change := plan.MemberChange{Commune: c.is.Commune.ID, No: 3, Role: plan.Head, By: officer, Source: said(1)}
	for _, want := range []bool{true, false} {
		if m, changed, err := c.ChangeMember(t.Context(), change, morning); err != nil || changed != want || m.Role != plan.Head {
			t.Errorf("changed %v to %s (%v), want %v", changed, m.Role, err, want)
		}
	}
	change.Commune++
	if _, _, err := c.ChangeMember(t.Context(), change, morning); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("in another commune: %v, want %v", err, plan.ErrNotFound)
	}
	ids := map[int]int64{}
	all, err := c.Members(t.Context(), c.is.Commune.ID, someDay)
	c.must(err)
	for _, m := range all {
		ids[m.No] = m.ID
	}
	end := func(no int, operator bool) (again bool, err error) {
		_, again, err = c.EndMembership(t.Context(), c.is.Commune.ID, ids[no], officer, operator, said(9), morning)
		return again, err
	}
	if _, err := end(1, false); !errors.Is(err, plan.ErrLastOffice) {
		t.Errorf("the last of the office leaves: %v, want %v", err, plan.ErrLastOffice)
	}
	for _, want := range []bool{false, true} {
		if again, err := end(3, false); err != nil || again != want {
			t.Errorf("ended again %v (%v), want %v", again, err, want)
		}
	}
	if roles := c.roles(deputy.ID); roles != nil {
		t.Errorf("who left is %v", roles)
	}
	if place, err := c.Place(t.Context(), -10, 0, deputy.ID, someDay); err != nil || place.Memberships != nil {
		t.Errorf("who left may do what %v may (%v)", place.Memberships, err)
	}
	if _, err := end(1, true); err != nil {
		t.Error(err)
	}
	if got := c.count("audit WHERE action IN ('member', 'leave')"); got != 3 {
		t.Errorf("%d audit rows, want 3", got)
	}
	if got := c.verified(); got != "sonky 5" {
		t.Errorf("the chain: %s", got)
	}
}

// The numbers of people are given one by one, commune by commune, and stay with who left.
func TestStaffAreNumbered(t *testing.T) {
	t.Parallel()
	c := openCrew(t)
	var at sync.WaitGroup
	for n := range 12 {
		at.Go(func() {
			who := plan.Author{ID: int64(500 + n), Name: "Công chức"}
			if err := c.AddStaff(t.Context(), c.is.Commune.ID, who.ID, who.Name, plan.Membership{Unit: c.justice.ID, Role: plan.Clerk}, someDay); err != nil {
				t.Error(err)
			}
		})
	}
	at.Wait()
	if n := c.count("(SELECT DISTINCT no FROM staff WHERE no BETWEEN 1 AND 15) s"); n != 15 {
		t.Errorf("%d numbers from 1 to 15, want 15", n)
	}
}
