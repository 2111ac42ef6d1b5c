package plan_test

import (
	"testing"

	"planbot/storage/plan"
)

// BenchmarkReadReply reads whole replies, address and figure, as each message costs it.
func BenchmarkReadReply(b *testing.B) {
	want := expect(plan.Ratio)
	for _, reply := range []string{"145/150", "9: 1,5 tỷ/2,1 tỷ", "tháng 3: 145/150 hồ sơ"} {
		b.Run(reply, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				line := plan.SplitReply(reply, nil)[0]
				if _, err := plan.ReadFigure(line.Rest, want); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFold(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		plan.Fold("tháng 3: 145/150 hồ sơ đúng hạn")
	}
}
