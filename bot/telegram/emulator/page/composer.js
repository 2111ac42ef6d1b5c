// Where one writes: text, what it replies to or edits, a file, and as whom.

import * as api from "./api.js";
import { attempt } from "./notice.js";
import { commandMenu } from "./commands.js";
import { fileTray } from "./tray.js";
import { fullName } from "./store.js";
import { h, icon } from "./dom.js";

const PHOTO = /^image\/(jpeg|png)$/; // other pictures go as documents

const form = document.getElementById("form");
const area = document.getElementById("composer");
const bar = document.getElementById("target");
const who = document.getElementById("who");
const HINT = area.placeholder;

export function composerView(store, changed) {
  let shown = null; // the room on screen
  let target = null; // { kind: "reply" or "edit", message }
  let shift = false; // held with the last key
  const drafts = new Map(); // room key -> { text, target }
  const menu = commandMenu(area, store, (command) => send(`/${command}`));
  const tray = fileTray();

  function setText(text) {
    area.value = text;
    grow();
    menu.update();
  }

  function aim(kind, message) {
    if (target?.kind === "edit" || kind === "edit") setText(kind === "edit" ? message.text : "");
    target = kind && { kind, message };
    showTarget();
    area.focus();
  }

  // asked opens the reply that a message asks for, unless something is being written.
  function asked(message) {
    if (shown?.key === store.keyOf(message) && store.asks(message) && !target && !area.value) aim("reply", message);
  }

  function showTarget() {
    bar.hidden = !target;
    area.placeholder = (target?.kind === "reply" && target.message.asks?.placeholder) || HINT;
    if (!target) return;
    const { kind, message } = target;
    const title = kind === "edit" ? "Sửa tin nhắn" : `Trả lời ${message.from?.name ?? ""}`;
    const cancel = h("button", { type: "button", class: "round", "aria-label": "Hủy", title: "Hủy (Esc)" }, icon("close"));
    cancel.addEventListener("click", () => aim(null));
    const line = (message.text || message.file?.name || "").split("\n", 1)[0];
    bar.replaceChildren(icon(kind), h("div", {}, h("b", {}, title), h("span", {}, line)), cancel);
  }

  // say posts a text that was not typed and leaves the field alone.
  function say(text) {
    const room = store.room;
    attempt(() => post(room, store.who(room.chat)?.id, text, {}));
  }

  // send posts what was typed, gives the field free at once, and brings the words back if that failed.
  async function send(text) {
    const room = store.room;
    const user = room && store.who(room.chat)?.id;
    const sent = { target, files: tray.files };
    if (!user || (!text && sent.files.length === 0)) return;
    target = null;
    tray.clear();
    setText("");
    showTarget();
    const done = await attempt(() => post(room, user, text, sent));
    if (done || area.value || store.room !== room) return;
    target = sent.target;
    tray.put(sent.files);
    setText(text);
    showTarget();
  }

  function key(event) {
    shift = event.shiftKey;
    if (event.isComposing) return; // the input method of Vietnamese letters is at work
    if (menu.key(event)) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send(area.value.trim());
    } else if (event.key === "Escape" && target) aim(null);
    else if (event.key === "ArrowUp" && !area.value && !target) editLast(event);
  }

  function editLast(event) {
    const mine = store.messages(store.room).findLast((message) => store.own(message) && message.text && !message.service);
    if (!mine) return;
    event.preventDefault();
    aim("edit", mine);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(area.value.trim());
  });
  area.addEventListener("keydown", key);
  area.addEventListener("beforeinput", (event) => {
    // Keyboards on glass announce Enter only here.
    if (event.inputType !== "insertLineBreak" || shift || event.isComposing) return;
    event.preventDefault();
    send(area.value.trim());
  });
  area.addEventListener("input", () => {
    grow();
    menu.update();
  });
  area.addEventListener("blur", menu.close);
  who.addEventListener("change", () => {
    store.be(store.room.chat.id, Number(who.value));
    changed();
  });

  function enter(room) {
    if (shown) drafts.set(shown.key, { text: area.value, target });
    const last = store.last(room);
    const asking = last && store.asks(last) ? { kind: "reply", message: last } : null;
    const draft = drafts.get(room.key);
    shown = room;
    target = draft?.text || draft?.target ? draft.target : asking;
    tray.clear();
    setText(draft?.text ?? "");
    menu.close();
    showTarget();
  }

  function render() {
    const room = store.room;
    if (!room) return;
    if (shown?.key !== room.key) enter(room);
    identities(store, room);
    area.disabled = !store.who(room.chat);
  }

  return { render, aim, asked, say, focus: () => area.focus() };
}

// post sends a text, or files with the text under the first: several are an album, of pictures or of documents.
async function post(room, user, text, { target, files = [] }) {
  const chat = room.chat.id;
  if (target?.kind === "edit") return api.edit({ chat, message: target.message.id, user, text });
  const message = { chat, thread: room.thread, user, reply_to: target?.message.id ?? 0 };
  if (files.length === 0) return api.send({ ...message, text });
  const album = files.length > 1 ? String(Date.now()) : "";
  const photo = files.every((file) => file.base64 && PHOTO.test(file.mime));
  for (const [i, file] of files.entries()) await api.send({ ...message, caption: i === 0 ? text : "", file, photo, album });
}

function grow() {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}

// identities lists the people one may be in this room; it is left alone while nothing changed.
function identities(store, room) {
  const people = store.members(room.chat);
  const options = people.map((user) => ({ id: String(user.id), name: [fullName(user), user.label].filter(Boolean).join(" · ") }));
  const same = options.length === who.options.length && options.every(({ id, name }, i) => who.options[i].value === id && who.options[i].text === name);
  if (!same) who.replaceChildren(...options.map(({ id, name }) => h("option", { value: id }, name)));
  who.value = String(store.who(room.chat)?.id ?? "");
  who.disabled = options.length < 2;
}
