// The list of rooms: who spoke last, when, and how much is unread.

import * as format from "./format.js";
import { arrange, avatar, h } from "./dom.js";
import { happening } from "./service.js";

const list = document.getElementById("chats");
const rows = new Map(); // room key -> { mark, node }

export function roomsView(store) {
  list.addEventListener("keydown", walk);
  return () => {
    const nodes = store.rooms().map((room) => row(store, room));
    if (!nodes.some((node) => node.tabIndex === 0) && nodes[0]) nodes[0].tabIndex = 0;
    const focused = document.activeElement;
    arrange(list, nodes);
    if (list.contains(focused)) focused.focus({ preventScroll: true }); // a row that moved up
    count(store.unreadInAll());
  };
}

// count says how much is unread where the list itself may be out of sight: in the title and on the way back to it.
function count(unread) {
  document.title = unread ? `(${unread}) planbot` : "planbot";
  const back = document.getElementById("back");
  const words = "Về danh sách nhóm";
  back.setAttribute("aria-label", unread ? `${words}, ${unread} tin chưa đọc` : words);
  back.dataset.unread = unread > 99 ? "99+" : unread || "";
}

// row returns the link of a room, made anew only when something in it changed.
function row(store, room) {
  const facts = {
    name: room.name,
    topic: room.thread > 0,
    closed: room.closed,
    open: store.room?.key === room.key,
    last: preview(store, room),
    when: store.last(room) ? format.moment(store.last(room).date, store.now) : "",
    unread: store.unread(room),
  };
  const mark = JSON.stringify(facts);
  const known = rows.get(room.key) ?? { node: h("a", { href: `#/${room.key}`, tabindex: -1 }) };
  if (known.mark !== mark) {
    fill(known.node, room, facts);
    known.mark = mark;
    rows.set(room.key, known);
  }
  return known.node;
}

function fill(node, room, facts) {
  node.className = facts.topic ? "room topic" : "room";
  node.dataset.chat = room.chat.id;
  if (facts.topic) node.dataset.thread = room.thread;
  if (facts.open) node.setAttribute("aria-current", "true");
  else node.removeAttribute("aria-current");
  node.replaceChildren(
    facts.topic ? h("span", { class: "avatar hash", "aria-hidden": "true" }, "#") : avatar(facts.name, room.chat.id),
    h("span", { class: "name" }, facts.name + (facts.closed ? " (đã đóng)" : "")),
    h("span", { class: "when" }, facts.when),
    h("span", { class: "last" }, facts.last),
    ...(facts.unread > 0 ? [badge(facts.unread)] : []),
  );
}

function badge(count) {
  return h("span", { class: "unread", role: "img", "aria-label": `${count} tin chưa đọc` }, count > 99 ? "99+" : String(count));
}

function preview(store, room) {
  const last = store.last(room);
  if (!last) return "Chưa có tin nhắn";
  if (last.service) return happening(last);
  const line = (last.text || last.file?.name || "").split("\n", 1)[0];
  if (store.own(last)) return `Bạn: ${line}`;
  return room.chat.type === "private" ? line : `${last.from?.name ?? ""}: ${line}`;
}

// walk moves through the list by arrow keys, so that Tab stops in it only once.
function walk(event) {
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (to === undefined || !links[to]) return;
  event.preventDefault();
  for (const link of links) link.tabIndex = -1;
  links[to].tabIndex = 0;
  links[to].focus();
}
