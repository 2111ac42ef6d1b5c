package bot

import (
	"context"
	"strings"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// command is a row of the command table.
type command struct {
	names   []string // English name first, then unaccented Vietnamese ones
	run     func(*Bot, context.Context, *turn) (Answer, error)
	reads   bool // changes nothing, so the last of many is enough
	unbound bool // works in a chat that belongs to no unit
	slow    bool // makes files: the chat is shown that they are on their way
}

// commands maps what staff type to what is done.
var commands = []command{
	{names: []string{"start", "help", "trogiup"}, run: (*Bot).help, reads: true, unbound: true},
	{names: []string{"tasks", "nhiemvu", "viec"}, run: (*Bot).tasks, reads: true},
	{names: []string{"task", "chitiet"}, run: (*Bot).task, reads: true},
	{names: []string{"update", "capnhat"}, run: (*Bot).update},
	{names: []string{"evidence", "minhchung"}, run: (*Bot).evidence},
	{names: []string{"undo", "hoantac"}, run: (*Bot).undo},
	{names: []string{"history", "lichsu"}, run: (*Bot).history, reads: true},
	{names: []string{"find", "tim"}, run: (*Bot).find, reads: true},
	{names: []string{"today", "homnay"}, run: (*Bot).today, reads: true},
	{names: []string{"alerts", "canhbao"}, run: (*Bot).alerts, reads: true},
	{names: []string{"missing", "chuabao"}, run: (*Bot).missing, reads: true},
	{names: []string{"remind", "dondoc"}, run: (*Bot).remind},
	{names: []string{"why", "visao"}, run: (*Bot).why, reads: true},
	{names: []string{"simulate", "mophong"}, run: (*Bot).simulate, reads: true},
	{names: []string{"pending", "hosocho"}, run: (*Bot).pending},
	{names: []string{"assign", "giaoviec"}, run: (*Bot).assign},
	{names: []string{"sub", "vieccon"}, run: (*Bot).sub},
	{names: []string{"confirm", "xacnhan"}, run: (*Bot).countersign},
	{names: []string{"close", "chot"}, run: (*Bot).close},
	{names: []string{"report", "baocao"}, run: (*Bot).periodic, reads: true, slow: true},
	{names: []string{"calendar", "lich"}, run: (*Bot).workdays},
	{names: []string{"silences", "tamngung"}, run: (*Bot).silences},
	{names: []string{"status", "trangthai"}, run: (*Bot).status, reads: true},
	{names: []string{"test", "thu"}, run: (*Bot).trial},
	{names: []string{"done", "hoanthanh"}, run: (*Bot).done},
	{names: []string{"extend", "giahan"}, run: (*Bot).extend},
	{names: []string{"obstacle", "vuongmac"}, run: (*Bot).obstacle},
	{names: []string{"explain", "giaitrinh"}, run: (*Bot).explain},
	{names: []string{"direct", "chidao"}, run: (*Bot).direct},
	{names: []string{"chart", "bieudo"}, run: (*Bot).chart, reads: true, slow: true},
	{names: []string{"who", "traloi"}, run: (*Bot).who, reads: true},
	{names: []string{"meeting", "hop"}, run: (*Bot).meeting, reads: true},
	{names: []string{templateCommand, "mau"}, run: (*Bot).template, slow: true},
	{names: []string{"export", "xuat"}, run: (*Bot).export, reads: true, slow: true},
	{names: []string{"overview", "tongquan"}, run: (*Bot).overview, reads: true},
	{names: []string{"score", "diem"}, run: (*Bot).score, reads: true},
	{names: []string{"whoami", "toilaai"}, run: (*Bot).whoami, reads: true, unbound: true},
	{names: []string{"members", "canbo"}, run: (*Bot).members, unbound: true},
	{names: []string{"join", "thamgia"}, run: (*Bot).join, unbound: true},
	{names: []string{"handover", "bangiao"}, run: (*Bot).handover},
	{names: []string{"bind", "ganbophan"}, run: (*Bot).bind, unbound: true},
	{names: []string{"unbind", "bobophan"}, run: (*Bot).unbind, unbound: true},
}

// byName finds the row of a name; names are folded, so that "/nhiệmvụ" is understood too.
var byName = func() map[string]command {
	all := map[string]command{}
	for _, c := range commands {
		for _, name := range c.names {
			all[name] = c
		}
	}
	return all
}()

// Menu lists the commands for Telegram's menu: every English name, then every Vietnamese alias.
func Menu() []telegram.Command {
	var menu []telegram.Command
	for _, c := range message.Commands {
		menu = append(menu, telegram.Command{Name: c.Name, Description: c.Does})
	}
	for _, c := range message.Commands {
		menu = append(menu, telegram.Command{Name: c.Alias, Description: c.Does})
	}
	return menu
}

// words answers what somebody wrote: a command, a correction, or a reply with a figure. Other talk is not for us.
func (b *Bot) words(ctx context.Context, u telegram.Update) (Answer, error) {
	if u.Words().IsAutomaticForward {
		return Answer{}, nil // a post of the linked channel, whatever it says
	}
	c := callOf(u, b.Me.Username)
	switch {
	case b.attachmentOf(u) == asWorkbook:
		return b.sentBack(ctx, u)
	case b.attachmentOf(u) == asEvidence:
		return b.received(ctx, u)
	case c.known && u.EditedMessage == nil:
		return b.command(ctx, u, c.command, c.args)
	case c.known && c.names[0] == "update":
		return b.correct(ctx, u, c.args)
	case c.typed && !c.known && u.EditedMessage == nil:
		return b.calledNothing(ctx, u, c)
	case c.typed:
		return Answer{}, nil
	case u.EditedMessage != nil && b.forUs(u):
		return b.correct(ctx, u, u.Words().Body())
	case b.forUs(u):
		return b.reply(ctx, u)
	case u.Words().Unreadable() && u.EditedMessage == nil && u.Words().MediaGroupID == "" && b.toUs(u):
		return b.unreadable(ctx, u)
	default:
		return Answer{}, nil
	}
}

// forUs reports whether free text speaks to the bot: a reply to one of its messages, or a private chat.
func (b *Bot) forUs(u telegram.Update) bool {
	return strings.TrimSpace(u.Words().Body()) != "" && b.toUs(u)
}

// toUs reports whether a message, with or without words, speaks to the bot.
func (b *Bot) toUs(u telegram.Update) bool {
	to := u.ReplyTo()
	if to == nil {
		return u.Chat().Private()
	}
	return to.From != nil && to.From.ID == b.Me.ID
}

func (b *Bot) command(ctx context.Context, u telegram.Update, c command, args string) (Answer, error) {
	t, err := b.turn(ctx, u)
	if err != nil {
		return Answer{}, err
	}
	t.args = args
	switch {
	case !c.unbound && t.place.Unit == 0 && t.place.Private:
		return t.say(message.Refused(message.NotEnrolled))
	case !c.unbound && t.place.Unit == 0:
		return t.refuse(plan.ErrNotBound)
	case !c.unbound && t.plan == nil:
		return t.say(message.Refused(message.NoPlanYet))
	}
	a, err := c.run(b, ctx, t)
	if err == nil && u.Words().Attached() != nil && !c.reads && c.names[0] != evidenceCommand {
		a.Replies = append(a.Replies, Reply{Message: message.Refused(message.ProofBesideCommand), Commune: t.place.Commune.ID})
	}
	return a, err
}

// unreadable answers a voice message, a video and the like: whoever speaks to the bot so would else take it for heard.
func (b *Bot) unreadable(ctx context.Context, u telegram.Update) (Answer, error) {
	t, err := b.turn(ctx, u)
	if err != nil {
		return Answer{}, err
	}
	return t.say(message.Refused(message.Unreadable))
}
