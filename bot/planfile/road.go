package planfile

import (
	"github.com/shopspring/decimal"

	"planbot/storage/plan"
)

// readRoad reads the points by which a target is to be on its way.
func (r *reader) readRoad(parent *fields) []plan.Waypoint {
	var road []plan.Waypoint
	for _, n := range parent.list("road", optional) {
		f, ok := r.open(n, "a waypoint of "+parent.what)
		if !ok {
			continue
		}
		w := plan.Waypoint{On: f.date("on", required), Value: f.decimal("value", required)}
		f.close()
		if len(road) > 0 && !w.On.IsZero() {
			former := road[len(road)-1]
			if !w.On.After(former.On) {
				r.problem(f.at("on"), "waypoints of %s go from the earliest to the latest day", parent.what)
			}
			if w.Value.LessThan(former.Value) {
				r.problem(f.at("value"), "waypoints of %s never fall: %s comes after %s", parent.what, w.Value, former.Value)
			}
		}
		road = append(road, w)
	}
	return road
}

// checkRoad sees that a road leads somewhere: to the goal, on the day the task is due.
func (r *reader) checkRoad(f *fields, t plan.Target, deadline plan.Deadline) {
	undue := deadline.Kind == plan.ByDate && deadline.Due.IsZero() // reported where the date is read
	if len(t.Road) == 0 || undue {
		return
	}
	at := f.at("road")
	first, last := t.Road[0], t.Road[len(t.Road)-1]
	switch {
	case t.Measure == plan.Milestone || t.Judged == plan.Continuously:
		r.problem(at, "%s has a road, which only a target with a goal that is judged at its due date has", f.what)
	case deadline.Due.IsZero():
		r.problem(at, "%s has a road, but no due date to lead to", f.what)
	case !last.On.Before(deadline.Due):
		r.problem(at, "the road of %s goes to %v, but ends by itself at the due date %v", f.what, last.On, deadline.Due)
	case !first.On.IsZero() && first.On.Before(r.plan.From):
		r.problem(at, "the road of %s begins on %v, before the plan does on %v", f.what, first.On, r.plan.From)
	default:
		if top := highest(t.Goals); top.IsPositive() && last.Value.GreaterThan(top) {
			r.problem(at, "the road of %s goes to %s, above the goal %s", f.what, last.Value, top)
		}
	}
}

func highest(goals []plan.Goal) decimal.Decimal {
	top := decimal.Zero
	for _, g := range goals {
		top = decimal.Max(top, g.Value)
	}
	return top
}
