package bot

import (
	"context"
	"slices"
	"strconv"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// tapEvidence shows what is filed for a task.
func (b *Bot) tapEvidence(ctx context.Context, t *turn, args []string) (Answer, error) {
	task, all, err := b.taskEvidence(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", b.refreshed(ctx, t, t.evidenceList(task, all))), nil
}

func (b *Bot) taskEvidence(ctx context.Context, t *turn, args []string) (*plan.Task, []plan.Evidence, error) {
	id, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil {
		return nil, nil, errBadTap
	}
	if err := b.goToTasks(ctx, t, []int64{id}); err != nil {
		return nil, nil, err
	}
	task, ok := t.plan.TaskByID(id)
	if !ok {
		return nil, nil, errBadTap
	}
	all, err := b.Store.Evidence(ctx, t.place.Commune.ID, id)
	return task, all, err
}

// mostFiles is how many files are sent back at once: a group takes twenty messages a minute.
const mostFiles = 20

// tapEvidenceFiles sends the files of a task back, the newest where there are too many.
func (b *Bot) tapEvidenceFiles(ctx context.Context, t *turn, args []string) (Answer, error) {
	task, all, err := b.taskEvidence(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	var files []message.File
	for _, e := range all {
		if e.Counts() && e.File != "" {
			files = append(files, message.File{Name: e.Name, ID: e.File, Photo: e.Kind == plan.ProofPhoto})
		}
	}
	if len(files) == 0 {
		return t.alert(message.ProofNoFiles), nil
	}
	files = files[max(0, len(files)-mostFiles):]
	return t.toast("", t.showing(aboutEvidence(task), message.ProofSentBack(task, files), task)), nil
}

// tapEvidenceSet shows one set, with the products that it may prove.
func (b *Bot) tapEvidenceSet(ctx context.Context, t *turn, args []string) (Answer, error) {
	set, task, err := b.setTapped(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	all, err := b.Store.Evidence(ctx, t.place.Commune.ID, task.ID)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", b.refreshed(ctx, t, t.shownSet(task, set, all))), nil
}

// tapEvidenceProduct says which product of its task a set proves.
func (b *Bot) tapEvidenceProduct(ctx context.Context, t *turn, args []string) (Answer, error) {
	if len(args) != 3 {
		return Answer{}, errBadTap
	}
	set, task, err := b.setTapped(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	i, err := strconv.Atoi(args[1])
	if err != nil || i < 0 || i >= len(task.Products) || message.ProductMark(task.Products[i]) != args[2] {
		return Answer{}, errBadTap
	}
	if sentence := t.mayNot(plan.ActProve, task); sentence != "" {
		return t.alert(sentence), nil
	}
	set, all, err := b.Store.ClassifyEvidence(ctx, t.place.Commune.ID, set.ID, task.Products[i], t.author(), t.now)
	if err != nil {
		return Answer{}, err
	}
	return t.toast(message.TapClassified, b.refreshed(ctx, t, t.shownSet(task, set, all))), nil
}

// tapEvidenceWithdraw takes a set back, for the one who sent it or for the office.
func (b *Bot) tapEvidenceWithdraw(ctx context.Context, t *turn, args []string) (Answer, error) {
	set, task, err := b.setTapped(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	own := t.speaks(set.Author) && t.mayFor(plan.ActProve, task)
	switch {
	case t.place.Nobody:
		return t.alert(message.NobodyMayReport), nil
	case !own && !t.may(plan.ActTakeBack):
		return t.alert(message.ProofByOwner), nil
	}
	set, all, err := b.Store.WithdrawEvidence(ctx, t.place.Commune.ID, set.ID, t.author(), t.now)
	if err != nil {
		return Answer{}, err
	}
	return t.toast(message.TapWithdrawn, b.tappedAnew(ctx, t, t.shownSet(task, set, all), t.evidenceList(task, all))...), nil
}

func (b *Bot) setTapped(ctx context.Context, t *turn, args []string) (plan.EvidenceSet, *plan.Task, error) {
	id, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil {
		return plan.EvidenceSet{}, nil, errBadTap
	}
	set, err := b.Store.EvidenceSetByID(ctx, t.place.Commune.ID, id)
	if err != nil {
		return plan.EvidenceSet{}, nil, err
	}
	if err := b.goToTasks(ctx, t, []int64{set.Task}); err != nil {
		return plan.EvidenceSet{}, nil, err
	}
	task, ok := t.plan.TaskByID(set.Task)
	if !ok {
		return plan.EvidenceSet{}, nil, errBadTap
	}
	return set, task, nil
}

// tappedAnew shows anew whichever of some things the tapped message shows, and nothing where it shows none.
func (b *Bot) tappedAnew(ctx context.Context, t *turn, choice ...Reply) []Reply {
	posted, err := b.tappedPosted(ctx, t)
	i := slices.IndexFunc(choice, func(r Reply) bool { return err == nil && r.About == posted.About })
	if i < 0 {
		return nil
	}
	return []Reply{t.inPlace(choice[i])}
}
