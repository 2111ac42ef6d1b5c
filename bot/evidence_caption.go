package bot

import (
	"context"
	"hash"
	"regexp"

	"planbot/storage/plan"
)

// figureCaption is a caption, folded, that says a figure and nothing else: "145/150", "9: 97,5%", "13 1,5 ty/2,1 ty". Any
// other is a note: it may have numbers in it.
var figureCaption = regexp.MustCompile(`^\s*(\S+[\s:]\s*)?[\d.,]+\s*((ty|trieu|tr)?\s*/\s*[\d.,]+\s*(ty|trieu|tr)?|%)\s*$`)

func saysFigure(words string) bool { return figureCaption.MatchString(plan.Fold(words)) }

// captioned hears what the caption of evidence says beside: words that a matter waits for, or a figure.
func (b *Bot) captioned(ctx context.Context, p *proof) ([]Reply, error) {
	if p.typed || p.words == "" {
		return nil, nil
	}
	s, err := b.speech(ctx, p.turn, p.words)
	if err != nil {
		return nil, err
	}
	if a, ok, err := b.heardWords(ctx, s); ok || err != nil {
		return a.Replies, err
	}
	if !saysFigure(p.words) && len(s.former) == 0 {
		return nil, nil
	}
	heard := s.read()
	replies, err := b.settle(ctx, s, s.changed(heard))
	if err != nil {
		return nil, err
	}
	left, err := b.leftOut(ctx, s, len(heard))
	return append(replies, left...), err
}

// summing is a sum of what was written, and how much that was.
type summing struct {
	hash.Hash
	size int64
}

// Write adds to the sum.
func (s *summing) Write(p []byte) (int, error) {
	s.size += int64(len(p))
	return s.Hash.Write(p)
}
