package storage

import (
	"slices"
	"strconv"
	"strings"

	"planbot/storage/plan"
)

// filedText writes the figures of one target and unit that count as the text of total.filed.
func filedText(filed []plan.Filed) string {
	var text strings.Builder
	for _, f := range filed {
		if f.Figure.Kind == plan.Withdrawn {
			continue
		}
		if text.Len() > 0 {
			text.WriteByte(';')
		}
		p := f.Slot.Period
		text.WriteString(strings.Join([]string{
			string(p.Kind), strconv.Itoa(p.Year), strconv.Itoa(p.No), string(f.Figure.Kind), f.Figure.Num.String(),
			f.Figure.Den.String(), sign(f.Figure.Estimate), f.AsOf.String(), strconv.FormatInt(f.Entry, 10),
		}, ":"))
	}
	return text.String()
}

// sign writes a truth as Postgres does.
func sign(b bool) string {
	if b {
		return "t"
	}
	return "f"
}

// filed reads what filedText wrote, the earliest period first.
func (f *totalFields) filed(key plan.TotalKey) []plan.Filed {
	text := f.next()
	if text == "" || text == `""` { // NULL, or an empty text
		return nil
	}
	all := make([]plan.Filed, 0, 1+strings.Count(text, ";"))
	for figure := range strings.SplitSeq(text, ";") {
		fields := totalFields{text: figure, apart: ':'}
		all = append(all, fields.figureFiled(key))
		f.keep(fields.err)
	}
	slices.SortStableFunc(all, func(a, b plan.Filed) int {
		switch {
		case a.Slot.Period.Before(b.Slot.Period):
			return -1
		case b.Slot.Period.Before(a.Slot.Period):
			return 1
		default:
			return 0
		}
	})
	return all
}

func (f *totalFields) figureFiled(key plan.TotalKey) plan.Filed {
	filed := plan.Filed{Slot: plan.Slot{Target: key.Target, Unit: key.Unit, Period: plan.Period{
		Kind: plan.PeriodKind(f.next()), Year: int(f.int()), No: int(f.int()),
	}}}
	filed.Figure = f.figure()
	filed.Figure.Estimate = f.next() == "t"
	filed.AsOf = f.date()
	filed.Entry = f.int()
	return filed
}
