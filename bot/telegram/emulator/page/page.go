// Package page is the phone in the browser: a chat app that talks to the
// emulator's side door, so that anybody can try the bot by hand.
//
// It is plain HTML, CSS and JavaScript modules, served as they stand. It
// speaks to nobody but the server it came from: the policy in index.html
// forbids the rest, inline scripts and eval included, so a browser test waits
// with chromedp.Evaluate and a promise where it would use chromedp.Poll.
//
// Tests may rely on these selectors:
//
//	#chats [data-chat="ID"]          a chat in the list; a forum's topics have data-thread too
//	#chats [data-chat="ID"] .unread  its count of unread messages, absent when there are none
//	#composer, #send, #attach        the field to write in, its button, the input of files
//	#commands [data-command="NAME"]  the menu that a slash opens
//	#target                          the bar over the composer while it replies or edits
//	.msg[data-id="ID"]               a message; also data-from with its author, .own for one's own
//	.msg .text, .msg .quote          its text; the message it replies to
//	.msg .buttons button             its inline buttons; aria-busy while an answer is awaited
//	.msg [data-act="reply"]          replies to it; [data-act="edit"] edits one's own
//	#toast, #alert, #alert-close     the answer to a tap: in passing, or to be closed
//	#who                             a select with the ids of the users one may be in the chat
//	#clock                           the time, its instant in the attribute datetime
//	[data-advance="1h"], [data-advance="24h"], [data-to="next_morning"]  move the clock
//	[data-advance][aria-disabled]    they cannot be pressed while the clock moves, which #moving says
//	#push                            what arrived in another chat, for a moment; it leads there
//	.msg .muted                      marks a message that made no sound
//	#theme, #back                    light or dark; from a chat to the list on a narrow screen
//
// The address #/CHAT/THREAD opens a chat, with thread 0 outside of topics.
package page

import (
	"embed"
	"io/fs"
)

//go:embed index.html icon.svg style.css *.js
var files embed.FS

// Files returns the page, with index.html at its root.
func Files() fs.FS { return files }
