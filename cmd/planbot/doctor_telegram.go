package main

import (
	"context"
	"time"

	"planbot/bot/telegram"
)

// examineTelegram looks at the token, the way to the Bot API, privacy mode and a webhook in the way.
func (c *doctor) examineTelegram(ctx context.Context, p *program, found *findings) {
	client, err := c.client(p, nil)
	if err != nil {
		found.bad("set TELEGRAM_BOT_TOKEN to the token from @BotFather", "token: %s", sentence(err))
		return
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	start := time.Now()
	me, err := client.Me(ctx)
	switch {
	case telegram.IsAuth(err):
		found.good("Bot API reachable")
		found.bad("take the current one from @BotFather", "token not accepted")
		return
	case err != nil:
		found.bad("check the network, HTTPS_PROXY and TELEGRAM_API_URL", "Bot API not reachable: %s", sentence(err))
		return
	}
	found.good("Bot API reachable, answered in %s", time.Since(start).Round(time.Millisecond))
	found.good("token is that of @%s", me.Username)
	examinePrivacy(me, found)
	examineWebhook(ctx, client, found)
}

func examinePrivacy(me telegram.User, found *findings) {
	if me.ReadsAll {
		found.good("privacy mode is off: the bot sees every message of its groups")
		return
	}
	found.doubt("make the bot an administrator of each group, or turn the mode off with /setprivacy at @BotFather",
		"privacy mode is on: in a group the bot may miss bare commands")
}

func examineWebhook(ctx context.Context, client *telegram.Client, found *findings) {
	var hook struct {
		URL     string `json:"url"`
		Pending int    `json:"pending_update_count"`
	}
	if err := client.Call(ctx, "getWebhookInfo", nil, &hook); err != nil {
		found.doubt("try again", "webhook not looked at: %s", sentence(err))
		return
	}
	if hook.URL != "" {
		found.doubt("planbot serve will remove it; make sure nobody else needs it", "a webhook is set for this bot")
		return
	}
	found.good("no webhook in the way, %d updates waiting", hook.Pending)
}
