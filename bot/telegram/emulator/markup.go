package emulator

import (
	"encoding/json"
	"net/url"
	"strings"
)

// Limits of an inline keyboard.
const (
	maxButtonData = 64 // bytes
	maxButtons    = 100
	maxMarkup     = 10 << 10 // bytes of JSON
)

// parseKeyboard reads reply_markup. Markup that is not an inline keyboard is
// accepted and shows nothing, but for that of parseForceReply.
func parseKeyboard(raw string, private bool) (*keyboard, error) {
	if raw == "" {
		return nil, nil // no markup is no keyboard
	}
	var k keyboard
	if err := json.Unmarshal([]byte(raw), &k); err != nil {
		return nil, badRequest("can't parse reply keyboard markup JSON object")
	}
	if len(raw) > maxMarkup {
		return nil, badRequest("reply markup is too long")
	}
	count := 0
	rows := k.Rows[:0]
	for _, row := range k.Rows {
		for i := range row {
			if err := row[i].check(private); err != nil {
				return nil, err
			}
		}
		if count += len(row); len(row) > 0 {
			rows = append(rows, row)
		}
	}
	if count > maxButtons {
		return nil, badRequest("reply markup is too long")
	}
	if k.Rows = rows; len(rows) == 0 {
		return nil, nil // an empty keyboard is no keyboard
	}
	return &k, nil
}

func (b *button) check(private bool) error {
	switch {
	case b.Text == "":
		return badRequest("can't parse inline keyboard button: Field \"text\" must be non-empty")
	case len(b.CallbackData) > maxButtonData:
		return badRequest("BUTTON_DATA_INVALID")
	case b.Style != "" && b.Style != "danger" && b.Style != "success" && b.Style != "primary":
		return badRequest("invalid button style specified")
	case b.WebApp != nil && !private:
		return badRequest("BUTTON_TYPE_INVALID")
	}
	if b.URL != "" {
		return checkButtonURL(b.URL)
	}
	if b.CallbackData == "" && b.WebApp == nil && b.CopyText == nil && b.SwitchInline == nil && b.SwitchHere == nil && b.LoginURL == nil {
		return badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	}
	return nil
}

func checkButtonURL(raw string) error {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "tg" ||
		u.Scheme == "" && !strings.Contains(raw, ".") {
		return badRequest("inline keyboard button URL '%s' is invalid: Wrong HTTP URL", raw)
	}
	return nil
}
