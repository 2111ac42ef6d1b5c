package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// lockTotalQuery makes sure the row that is locked while a figure is recorded exists, locks it, and says how its
// target adds up.
const lockTotalQuery = `
	INSERT INTO total AS t (commune_id, plan_id, target_id, unit_id)
	VALUES ($1, $2, $3, $4)
	ON CONFLICT (plan_id, target_id, unit_id) DO UPDATE SET kind = t.kind
	RETURNING (SELECT measure FROM target WHERE id = $3) AS measure,
	          (SELECT accumulation FROM target WHERE id = $3) AS accumulation`

const updateTotalQuery = `
	UPDATE total
	SET kind = $4, num = $5, den = $6, estimate = $7, unsummed = $8, periods = $9,
	    last_kind = $10, last_num = $11, last_den = $12,
	    last_period_kind = $13, last_period_year = $14, last_period_no = $15, last_as_of = $16,
	    last_entry = NULLIF($17, 0::bigint), filed = $18
	WHERE plan_id = $1 AND target_id = $2 AND unit_id = $3`

// Record stores the figures of one message, all or none. A message that was recorded before changes nothing and
// gives the same answer again. A figure that a newer message of the same chat has overtaken is kept as history
// only.
func (s *Store) Record(ctx context.Context, reports []plan.Report, now time.Time) ([]plan.Recorded, error) {
	var done []plan.Recorded
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		done, err = s.record(ctx, tx, reports, now)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("record %d figures: %w", len(reports), err)
	}
	return done, nil
}

// record takes the locks in one order, so that two messages about the same tasks cannot wait for each other.
func (s *Store) record(ctx context.Context, tx *sqlx.Tx, reports []plan.Report, now time.Time) ([]plan.Recorded, error) {
	order := make([]int, len(reports))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := reports[a].Slot, reports[b].Slot
		return cmp.Or(cmp.Compare(x.Target, y.Target), cmp.Compare(x.Unit, y.Unit))
	})
	done := make([]plan.Recorded, len(reports))
	var slot *lockedSlot
	for _, i := range order {
		r := reports[i]
		if slot == nil || !slot.holds(r.Slot) {
			var err error
			if slot, err = s.lockSlot(ctx, tx, r.Commune, r.Plan, r.Slot); err != nil {
				return nil, err
			}
		}
		var err error
		if done[i], err = s.recordOne(ctx, tx, r, slot, now); err != nil {
			return nil, err
		}
	}
	return done, s.wakeRecorded(ctx, tx, reports, done, now)
}

// wakeRecorded makes the plans due that figures were recorded of.
func (s *Store) wakeRecorded(ctx context.Context, tx *sqlx.Tx, reports []plan.Report, done []plan.Recorded, now time.Time) error {
	var plans []int64
	for i, d := range done {
		if !d.Repeated {
			plans = append(plans, reports[i].Plan)
		}
	}
	slices.Sort(plans)
	for _, id := range slices.Compact(plans) {
		if err := s.wake(ctx, tx, id, now); err != nil {
			return err
		}
	}
	return nil
}

// recordOne records a figure of a slot that is held.
func (s *Store) recordOne(ctx context.Context, tx *sqlx.Tx, r plan.Report, slot *lockedSlot, now time.Time) (plan.Recorded, error) {
	earlier, err := entriesOf(ctx, tx, s.hot.sourceEntries, r.Source.Chat, r.Source.Message, r.Source.Line)
	if err != nil {
		return plan.Recorded{}, fmt.Errorf("look for the message: %w", err)
	}
	if i := slices.IndexFunc(earlier, func(e plan.Entry) bool { return e.Source == r.Source }); i >= 0 {
		return s.repeated(ctx, tx, r, earlier[i])
	}
	if laterEdit(earlier, r.Source) == 0 {
		if err := s.leaveOtherSlots(ctx, tx, r, earlier, now); err != nil {
			return plan.Recorded{}, err
		}
	}
	return s.recordNew(ctx, tx, r, slot, earlier, now)
}

// laterEdit is the entry of a later version of the same message, which was delivered first; 0 where there is none.
func laterEdit(earlier []plan.Entry, source plan.Source) int64 {
	for _, e := range earlier {
		if e.Source.Revision > source.Revision && e.Undoes == 0 {
			return e.ID
		}
	}
	return 0
}

func (s *Store) recordNew(ctx context.Context, tx *sqlx.Tx, r plan.Report, slot *lockedSlot, earlier []plan.Entry, now time.Time) (plan.Recorded, error) {
	entry := plan.Entry{
		Plan: r.Plan, Slot: r.Slot, Figure: r.Figure, AsOf: r.AsOf, Source: r.Source, Author: r.Author, Note: r.Note,
		RecordedAt: now.UTC().Truncate(time.Microsecond),
	}
	former := slot.current(r.Slot.Period)
	overtakenBy, err := s.overtakenBy(ctx, tx, entry, former, earlier)
	if err != nil {
		return plan.Recorded{}, err
	}
	entry.Overtaken = overtakenBy != 0
	if former != nil && !entry.Overtaken {
		entry.Supersedes = former.ID
	}
	if err := s.insertEntry(ctx, tx, r.Commune, r.Plan, &entry, overtakenBy); err != nil {
		return plan.Recorded{}, fmt.Errorf("add the entry: %w", err)
	}
	total, err := s.refold(ctx, tx, r.Plan, slot)
	if err != nil {
		return plan.Recorded{}, err
	}
	return plan.Recorded{Entry: entry, Former: former, Total: total, Overtaken: entry.Overtaken},
		s.audit(ctx, tx, entryChange(r.Commune, "record", entry, former))
}

// overtakenBy is the entry that a new one comes too late for, 0 where it is in time. An entry that took another back
// stands for the one that it restored; where it restored none, nothing is overtaken.
func (s *Store) overtakenBy(ctx context.Context, tx *sqlx.Tx, e plan.Entry, former *plan.Entry, earlier []plan.Entry) (int64, error) {
	if id := laterEdit(earlier, e.Source); id != 0 || former == nil {
		return id, nil
	}
	counts := *former
	if former.Undoes != 0 {
		id, err := s.standsFor(ctx, tx, *former)
		corrects := slices.ContainsFunc(earlier, func(e plan.Entry) bool { return e.ID == former.Undoes })
		if err != nil || id == 0 || corrects {
			return 0, err
		}
		if counts, err = s.entryByID(ctx, tx, id); err != nil {
			return 0, err
		}
	}
	if plan.Overtaken(e, counts, earlier) {
		return former.ID, nil
	}
	return 0, nil
}

// repeated answers a second delivery with what the first one did.
func (s *Store) repeated(ctx context.Context, tx *sqlx.Tx, r plan.Report, first plan.Entry) (plan.Recorded, error) {
	slot, err := s.lockSlot(ctx, tx, r.Commune, r.Plan, first.Slot)
	if err != nil {
		return plan.Recorded{}, err
	}
	done := plan.Recorded{Entry: first, Total: slot.total(), Repeated: true, Overtaken: first.Overtaken}
	if first.Supersedes != 0 {
		former, err := s.entryByID(ctx, tx, first.Supersedes)
		if err != nil {
			return plan.Recorded{}, err
		}
		done.Former = &former
	}
	return done, nil
}

// leaveOtherSlots takes back what earlier versions of an edited message reported for another task, unit or period: the
// latest first, since what it replaced may be an earlier version's.
func (s *Store) leaveOtherSlots(ctx context.Context, tx *sqlx.Tx, r plan.Report, earlier []plan.Entry, now time.Time) error {
	for _, e := range slices.Backward(earlier) {
		if e.Slot == r.Slot || e.Undoes != 0 {
			continue
		}
		source := r.Source
		source.Line, source.Revision = -1, e.ID // a place of its own: an entry is taken back only once
		_, err := s.takeBack(ctx, tx, r.Commune, e, source, r.Author, "", now)
		if err != nil && !errors.Is(err, plan.ErrSettled) {
			return err
		}
	}
	return nil
}

// lockedSlot is the figures of one target and unit, held until the transaction ends.
type lockedSlot struct {
	target  plan.Target
	unit    int64
	entries []plan.Entry
}

// holds reports whether a figure belongs to these.
func (l *lockedSlot) holds(slot plan.Slot) bool {
	return l.target.ID == slot.Target && l.unit == slot.Unit
}

func (s *Store) lockSlot(ctx context.Context, tx *sqlx.Tx, commune, planID int64, slot plan.Slot) (*lockedSlot, error) {
	var way struct{ Measure, Accumulation string }
	err := tx.StmtxContext(ctx, s.hot.lockTotal).GetContext(ctx, &way, commune, planID, slot.Target, slot.Unit)
	if err != nil {
		return nil, fmt.Errorf("lock target %d: %w", slot.Target, err)
	}
	locked := &lockedSlot{unit: slot.Unit, target: plan.Target{
		ID: slot.Target, Measure: plan.Measure(way.Measure), Accumulation: plan.Accumulation(way.Accumulation),
	}}
	locked.entries, err = entriesOf(ctx, tx, s.hot.slotEntries, slot.Target, slot.Unit)
	if err != nil {
		return nil, fmt.Errorf("read the figures of target %d: %w", slot.Target, err)
	}
	return locked, nil
}

// current is the entry that counts for the period, nil when there is none yet.
func (l *lockedSlot) current(p plan.Period) *plan.Entry {
	for i := range l.entries {
		if l.entries[i].Slot.Period == p {
			return &l.entries[i]
		}
	}
	return nil
}

func (l *lockedSlot) total() plan.Total { return plan.UnitTotal(l.target, l.filed()) }

func (l *lockedSlot) filed() []plan.Filed {
	filed := make([]plan.Filed, len(l.entries))
	for i, e := range l.entries {
		filed[i] = plan.Filed{Slot: e.Slot, Figure: e.Figure, AsOf: e.AsOf, Entry: e.ID}
	}
	return filed
}

// refold writes the total of a locked target and unit anew from its entries.
func (s *Store) refold(ctx context.Context, tx *sqlx.Tx, planID int64, l *lockedSlot) (plan.Total, error) {
	var err error
	if l.entries, err = entriesOf(ctx, tx, s.hot.slotEntries, l.target.ID, l.unit); err != nil {
		return plan.Total{}, fmt.Errorf("read the figures of target %d: %w", l.target.ID, err)
	}
	t := l.total()
	var asOf any
	if !t.Last.AsOf.IsZero() {
		asOf = t.Last.AsOf
	}
	_, err = tx.StmtxContext(ctx, s.hot.updateTotal).ExecContext(ctx, planID, l.target.ID, l.unit,
		string(t.Figure.Kind), t.Figure.Num, t.Figure.Den, t.Figure.Estimate, t.Unsummed, t.Periods,
		string(t.Last.Figure.Kind), t.Last.Figure.Num, t.Last.Figure.Den,
		string(t.Last.Slot.Period.Kind), t.Last.Slot.Period.Year, t.Last.Slot.Period.No, asOf, t.Last.Entry,
		filedText(l.filed()))
	if err != nil {
		return plan.Total{}, fmt.Errorf("fold target %d: %w", l.target.ID, err)
	}
	return t, nil
}

func (s *Store) entryByID(ctx context.Context, tx *sqlx.Tx, id int64) (plan.Entry, error) {
	var row entryRow
	err := tx.GetContext(ctx, &row, `SELECT `+entryColumns+` FROM entry e WHERE e.id = $1`, id)
	if err != nil {
		return plan.Entry{}, fmt.Errorf("read entry %d: %w", id, translate(ctx, err))
	}
	return row.entry(), nil
}
