// Package emulator is a local Bot API, as strict as Telegram where a bot can go
// wrong, so that tests and the demo talk real HTTP and need neither token nor
// network.
//
// # The bot's side
//
// A [Server] answers /bot<token>/<method> and /file/bot<token>/<path> with forms,
// JSON and multipart, in Telegram's own error texts. Parameters that the Bot API
// does not know, null, mistyped or missing ones are refused with 400. Updates wait
// for a getUpdates with a higher offset; messages expire after 24 hours and
// taps after 150 seconds on the emulator's clock. Texts are read with parse_mode
// HTML or entities; other modes are refused.
//
// # The side door
//
// Everything that is not the bot happens under /sim/, in JSON. [Door] is its Go
// client. A failure is 400, or 404 for what does not exist, with {"error": text}.
// Durations are written 1h30m, instants in RFC 3339.
//
// Looking:
//
//	GET  /sim/state[?chat=ID]                 State; commands are those of the chat's menu
//	GET  /sim/messages?chat=ID[&thread=T]     {"messages":[Msg]}; thread=0 is outside of topics
//	GET  /sim/events?since=SEQ&timeout=20     long poll: {"seq":N,"events":[Event]}
//	GET  /sim/callback?id=ID&timeout=5        {"answered":bool,"text","alert"}
//	GET  /sim/requests?method=&since=&limit=  {"requests":[Request]}, the last limit of them
//	GET  /sim/transcript?chat=ID              text/plain: the chat as a play
//	GET  /sim/idle?timeout=5&quiet=50ms       {"idle":bool}: every update confirmed, no request in
//	                                          flight and none for as long as quiet says
//	GET  /sim/file/FILE                       the contents that Msg.File.URL points to
//
// Making the world:
//
//	POST /sim/users    User                   a new person, or a changed one; answers the User
//	POST /sim/chats    NewChat                answers the Chat
//	POST /sim/topics   NewTopic               begins a topic; with its id closes, opens or deletes it
//	POST /sim/members  Moving                 adds, promotes, mutes, kicks; user 0 is the bot
//	POST /sim/migrate  {"chat"}               a group becomes a supergroup: {"chat":newid}
//	POST /sim/block    {"user","blocked"}     blocks or unblocks the bot in private
//
// Speaking:
//
//	POST /sim/send     Sending                {"message_id","update_id"}; update_id 0: privacy hides it
//	POST /sim/edit     Editing                the same
//	POST /sim/delete   {"chat","message"}
//	POST /sim/tap      Tapping                {"callback_id","update_id"}
//
// Misfortune and time:
//
//	POST   /sim/clock      {"advance":"1h"} or {"set":instant} or {"to":"next_morning"}: {"now"};
//	                                          answered once Options.Stops are passed and settled
//	POST   /sim/faults     Fault
//	DELETE /sim/faults
//	POST   /sim/raw        {"update":{...}}   any update; without update_id it gets the next one
//	POST   /sim/redeliver  {"count","reorder"}  the last updates once more, whatever the offset
//
// The door has no password: serve it on a loopback address only.
package emulator
