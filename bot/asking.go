package bot

import "planbot/storage/plan"

// asking is whom a message asks for words: whoever tapped, in a private chat nobody in particular.
func (t *turn) asking() plan.Author {
	if t.place.Private {
		return plan.Author{}
	}
	return t.author()
}
