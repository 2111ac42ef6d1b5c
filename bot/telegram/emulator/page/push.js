// What arrives in another room than the open one: for a moment a line at the top, which leads there.

import { announce } from "./notice.js";
import { avatar, h, muted } from "./dom.js";

const LINGER = 6000; // milliseconds it stays, longer under a finger or with the focus on it

const line = document.getElementById("push");

// firstLine is what a message says first, past a heading that only repeats whose room it is.
function firstLine(message, name) {
  const lines = (message.text || message.file?.name || "").split("\n").filter(Boolean);
  return (lines[0]?.startsWith(name) && lines[1]) || (lines[0] ?? "");
}

export function pushView(store) {
  let timer;
  let room = null; // where the line leads to
  let others = 0; // what came since it appeared and is no longer on it

  function hide() {
    clearTimeout(timer);
    if (line.matches(":hover, :focus")) timer = setTimeout(hide, LINGER);
    else close();
  }

  function close() {
    clearTimeout(timer);
    line.hidden = true;
    room = null;
    others = 0;
  }

  line.addEventListener("click", close);
  line.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  return {
    // takes says whether a message is the bot's, for a room that is not open.
    takes: (message) => Boolean(message.from?.is_bot) && !message.service && store.keyOf(message) !== store.room?.key,

    show(message) {
      const to = store.roomOf(message);
      if (!to) return;
      if (room) others++;
      room = to;
      const first = firstLine(message, room.name);
      const more = others > 0 && h("small", {}, `và ${others} tin khác`);
      line.href = `#/${room.key}`;
      line.replaceChildren(
        avatar(room.name, room.chat.id),
        h("b", {}, room.name),
        h("span", { class: "marks" }, more, message.silent && muted()),
        h("span", { class: "first" }, first),
      );
      line.hidden = false;
      announce(`${room.name}: ${first}`);
      clearTimeout(timer);
      timer = setTimeout(hide, LINGER);
    },

    // render takes the line away once its room is open.
    render() {
      if (room && store.room?.key === room.key) close();
    },
  };
}
