package emulator_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
)

func ids(list []got) []int64 {
	var out []int64
	for _, u := range list {
		out = append(out, u.ID)
	}
	return out
}

func TestUpdatesComeUntilConfirmed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{PrivacyOff: true}, "group")
	var want []int64
	for _, text := range []string{"a", "b", "c", "d"} {
		want = append(want, w.say(w.clerk, text).UpdateID)
	}
	if first, again := ids(w.peek()), ids(w.peek()); !slices.Equal(first, want) || !slices.Equal(again, want) {
		t.Errorf("got %v and %v, want %v twice", first, again, want)
	}
	w.ok(w.call("getUpdates", "offset", want[1]))
	if left := ids(w.peek()); !slices.Equal(left, want[1:]) {
		t.Errorf("got %v after the offset, want %v", left, want[1:])
	}
	w.ok(w.call("getUpdates", "offset", -1))
	if left := ids(w.peek()); !slices.Equal(left, want[3:]) {
		t.Errorf("got %v after a negative offset, want %v", left, want[3:])
	}
}

func TestAllowedUpdatesStick(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	w.ok(w.call("getUpdates", "allowed_updates", `["callback_query"]`))
	if sent := w.say(w.clerk, "/tasks@planbot"); sent.UpdateID != 0 {
		t.Errorf("got update %d of a kind not asked for", sent.UpdateID)
	}
	w.ok(w.call("getUpdates"))
	if sent := w.say(w.clerk, "/tasks@planbot"); sent.UpdateID != 0 {
		t.Error("the list did not stick")
	}
	w.ok(w.call("getUpdates", "allowed_updates", `[]`))
	if sent := w.say(w.clerk, "/tasks@planbot"); sent.UpdateID == 0 {
		t.Error("an empty list does not mean the default")
	}
}

func TestOlderPollEndsInConflict(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	older := make(chan reply, 1)
	go func() {
		r, _ := w.try(t.Context(), "getUpdates", "timeout", 50)
		older <- r
	}()
	for { // until the older poll stands
		w.call("getUpdates")
		select {
		case r := <-older:
			w.wants(r, 409, "Conflict: terminated by other getUpdates request")
			return
		default:
		}
	}
}

func TestPollWakesOnArrival(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	woken := make(chan reply, 1)
	go func() {
		r, _ := w.try(t.Context(), "getUpdates", "timeout", 3600)
		woken <- r
	}()
	w.say(w.clerk, "/tasks@planbot")
	if r := <-woken; !r.OK || len(r.Result) < 10 {
		t.Errorf("got %s, want the update", r.Result)
	}
}

func TestUpdatesExpire(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	id := w.botSays("a", "reply_markup", `{"inline_keyboard":[[{"text":"Go","callback_data":"go"}]]}`)
	w.say(w.clerk, "/tasks@planbot")
	tap := must(w.Tap(t.Context(), emulator.Tapping{Chat: w.group, Message: id, User: w.clerk, Button: "Go"}))(t)
	w.clock.Advance(149 * time.Second)
	if n := len(w.peek()); n != 2 {
		t.Errorf("got %d updates before 150 s, want 2", n)
	}
	w.clock.Advance(2 * time.Second)
	if n := len(w.peek()); n != 1 {
		t.Errorf("got %d updates after 150 s, want 1", n)
	}
	w.wants(w.call("answerCallbackQuery", "callback_query_id", tap.CallbackID), 400, "query is too old")
	w.clock.Advance(24 * time.Hour)
	if n := len(w.peek()); n != 0 {
		t.Errorf("got %d updates after a day, want 0", n)
	}
}

func TestRedelivery(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{PrivacyOff: true}, "group")
	a, b := w.say(w.clerk, "a").UpdateID, w.say(w.clerk, "b").UpdateID
	w.updates()
	w.check(w.Redeliver(t.Context(), 2, true))
	c := w.say(w.clerk, "c").UpdateID
	w.ok(w.call("getUpdates", "offset", b+1))
	w.check(w.Redeliver(t.Context(), 3, true))
	if got, want := ids(w.peek()), []int64{c, b, a}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := ids(w.peek()), []int64{c}; !slices.Equal(got, want) {
		t.Errorf("got %v afterwards, want %v: it was never confirmed", got, want)
	}
}

func TestRawUpdate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	id := must(w.Raw(t.Context(), `{"subscription":{"x":1}}`))(t)
	must(w.Raw(t.Context(), `{"update_id":7,"guest_message":{}}`))(t)
	if got, want := ids(w.updates()), []int64{7, id}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWebhook(t *testing.T) {
	t.Parallel()
	type hit struct{ secret, body string }
	hits, fail := make(chan hit, 10), make(chan bool, 1)
	fail <- true
	hook := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		select {
		case <-fail:
			rw.WriteHeader(http.StatusBadGateway)
		default:
			hits <- hit{r.Header.Get("X-Telegram-Bot-Api-Secret-Token"), string(body)}
		}
	}))
	t.Cleanup(hook.Close)
	w := newWorld(t, emulator.Options{}, "group")
	w.ok(w.call("setWebhook", "url", hook.URL, "secret_token", "s3cret"))
	w.wants(w.call("getUpdates"), 409, "can't use getUpdates method while webhook is active")
	w.say(w.clerk, "/tasks@planbot")
	if h := <-hits; h.secret != "s3cret" || len(h.body) == 0 {
		t.Errorf("got %+v, want the secret and the update", h)
	}
	w.check(w.Idle(t.Context(), 5*time.Second, 0))
	w.ok(w.call("deleteWebhook"))
	w.ok(w.call("getUpdates"))
}
