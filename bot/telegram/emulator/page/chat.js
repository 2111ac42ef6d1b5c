// The open room: its heading and its messages.

import * as format from "./format.js";
import { arrange, avatar, h } from "./dom.js";
import { bubble } from "./bubble.js";
import { messageKey } from "./store.js";
import { startWalk } from "./walk.js";

const STEP = 200; // messages shown at once; older ones on demand
const NEAR = 80; // pixels from the end that still count as the end

const main = document.getElementById("room");
const scroller = document.getElementById("scroll");
const list = document.getElementById("messages");
const jump = document.getElementById("jump");
const older = h("li", { class: "older" }, h("button", { type: "button" }, "Xem tin cũ hơn"));

// chatView returns the function that shows store.room; acts answers presses by their data-act.
export function chatView(store, acts) {
  let shown = null; // key of the room on screen
  let limit = STEP;
  let cache = new Map(); // message id -> { mark, node }
  const walk = startWalk(list);

  const toEnd = () => (scroller.scrollTop = scroller.scrollHeight);
  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  const showJump = () => (jump.hidden = atEnd());

  scroller.addEventListener("scroll", showJump, { passive: true });
  jump.addEventListener("click", toEnd);
  list.addEventListener("load", toEnd, true); // a picture has found its height
  older.addEventListener("click", () => {
    const below = scroller.scrollHeight - scroller.scrollTop;
    limit += STEP;
    render();
    scroller.scrollTop = scroller.scrollHeight - below;
  });
  list.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-act]");
    if (pressed) press(pressed);
  });
  list.addEventListener("keydown", (event) => {
    const pressed = event.target.closest("[data-act][role=button]");
    if (!pressed || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    press(pressed);
  });

  function press(element) {
    const id = Number(element.closest(".msg").dataset.id);
    const here = { goto: () => goTo(Number(element.dataset.goto)), reveal: () => open(element), expand: () => open(element, true) };
    const act = here[element.dataset.act] ?? acts[element.dataset.act];
    act?.(store.message(store.room.chat.id, id), element);
  }

  function goTo(id) {
    const target = list.querySelector(`[data-id="${id}"]`);
    if (!target) return;
    target.scrollIntoView({ block: "center" });
    target.classList.remove("found");
    requestAnimationFrame(() => target.classList.add("found"));
    walk.to(target);
  }

  // item returns the element of a message, made anew only when something in it changed.
  function item(message, before) {
    const view = {
      own: store.own(message),
      first: !before || Boolean(before.service) || before.from?.id !== message.from?.id,
      group: store.room.chat.type !== "private",
      quoted: message.reply_to > 0 ? store.message(message.chat, message.reply_to) : null,
      waiting: store.taps.get(messageKey(message)),
      reaction: store.reactions.get(messageKey(message)),
    };
    const mark = JSON.stringify([message, { ...view, quoted: [view.quoted?.text, view.quoted?.from?.name] }]);
    let known = cache.get(message.id);
    if (known?.mark !== mark) known = { mark, node: bubble(message, view), old: known?.node };
    return known;
  }

  function messageNodes(messages) {
    const next = new Map();
    const nodes = [];
    let day = "";
    let before = null;
    for (const message of messages) {
      const today = format.day(message.date, store.now);
      if (today !== day) {
        nodes.push(separator(today));
        before = null;
      }
      const known = item(message, before);
      next.set(message.id, known);
      nodes.push(known.node);
      [day, before] = [today, message];
    }
    walk.replaced([...next.values()]);
    cache = next;
    return nodes;
  }

  function render() {
    const room = store.room;
    main.dataset.state = room ? "open" : "empty";
    if (!room) {
      shown = null;
      return;
    }
    heading(store, room);
    const entered = shown !== room.key;
    if (entered) [limit, cache] = [STEP, new Map()];
    const stay = !entered && !atEnd();
    const messages = store.messages(room);
    const news = entered || messages.at(-1)?.id !== Number(list.lastElementChild?.dataset.id);
    const nodes = messageNodes(messages.slice(-limit));
    arrange(list, messages.length > limit ? [older, ...nodes] : nodes);
    walk.settle(news);
    shown = room.key;
    if (!stay || (news && messages.at(-1) && store.own(messages.at(-1)))) toEnd();
    showJump();
  }

  return render;
}

function separator(day) {
  return h("li", { class: "day" }, h("span", {}, day));
}

function open(element, again = false) {
  const opened = element.getAttribute("aria-expanded") === "true";
  if (!opened || again) element.setAttribute("aria-expanded", String(!opened));
}

let headed = "";

function heading(store, room) {
  const writing = store.typing.has(room.chat.id);
  const people = store.members(room.chat).length;
  let about = room.chat.type === "private" ? "trò chuyện riêng" : `${people} thành viên`;
  if (room.thread) about = `chủ đề của ${room.chat.title}`;
  if (["left", "kicked"].includes(room.chat.bot_status)) about = `${store.bot.first_name} không còn trong nhóm này`;
  const subtitle = document.getElementById("subtitle");
  subtitle.textContent = writing ? `${store.bot.first_name} đang soạn tin…` : about;
  subtitle.classList.toggle("typing", writing);
  if (headed === room.key + room.name) return;
  headed = room.key + room.name;
  document.getElementById("title").textContent = room.name;
  const face = room.thread ? h("span", { class: "avatar hash", "aria-hidden": "true" }, "#") : avatar(room.name, room.chat.id);
  document.getElementById("portrait").replaceChildren(face);
}
