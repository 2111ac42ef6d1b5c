package bot

import (
	"slices"
	"testing"

	"planbot/bot/telegram"
)

// A name may be written in one word or as it is said; what follows it is kept as it was typed.
func TestCallOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, name, args string }{
		{"/tasks", "tasks", ""},
		{"/Báo cáo tháng 3", "report", "tháng 3"},
		{"/baocao tháng 3", "report", "tháng 3"},
		{"/hồ sơ chờ 3 7h45", "pending", "3 7h45"},
		{"/lịch sử 9", "history", "9"},
		{"/lịch tháng 9", "calendar", "tháng 9"},
		{"/cập nhật 8 60/60\n9 145/150", "update", "8 60/60\n9 145/150"},
		{"/cập nhật\n8 60/60\n9 145/150", "update", "8 60/60\n9 145/150"},
		{"/update\n8 60/60", "update", "8 60/60"},
		{"/upate 9 145/150", "", "9 145/150"},
	} {
		got := callOf(telegram.Update{Message: &telegram.Message{Text: c.text}}, "planbot")
		name := ""
		if got.known {
			name = got.names[0]
		}
		if name != c.name || got.args != c.args {
			t.Errorf("%q calls %q with %q, want %q with %q", c.text, name, got.args, c.name, c.args)
		}
	}
}

// What is nearly a name is offered; what is far from all is another bot's.
func TestNearly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typed string
		want  []string
	}{
		{"upate", []string{"update"}}, {"taks", []string{"tasks", "task"}}, {"tsak", []string{"task"}}, {"baoca", []string{"baocao"}},
		{"gianhan", []string{"giahan"}}, {"hoanthan", []string{"hoanthanh"}},
		{"weather", nil}, {"unknown", nil}, {"ban", nil}, {"settings", nil}, {"xy", nil},
	} {
		if got := nearly(c.typed); !slices.Equal(got, c.want) {
			t.Errorf("%q is nearly %q, want %q", c.typed, got, c.want)
		}
	}
}
