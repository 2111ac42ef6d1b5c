// The page: loads what there is, follows what happens, and shows it.

import * as api from "./api.js";
import { alert, announce, attempt, offline, toast } from "./notice.js";
import { chatView } from "./chat.js";
import { composerView } from "./composer.js";
import { messageKey, Store } from "./store.js";
import { pushView } from "./push.js";
import { roomsView } from "./rooms.js";
import { startClock } from "./clock.js";
import { startTheme } from "./theme.js";

const PATIENCE = 30_000; // milliseconds a button waits for its answer
const WRITING = 6_000; // milliseconds one seems to be writing after saying so
const RETRY = 1_500; // milliseconds between tries when the server is gone

const store = new Store();
const composer = composerView(store, render);
const renderRooms = roomsView(store);
const renderChat = chatView(store, {
  reply: (message) => composer.aim("reply", message),
  edit: (message) => composer.aim("edit", message),
  command: (_, element) => composer.say(element.textContent),
  tap,
});
const push = pushView(store);
const showTime = startClock(store, render);

function render() {
  if (store.room && document.visibilityState === "visible") store.markRead(store.room);
  renderRooms();
  renderChat();
  composer.render();
  push.render();
}

// route opens the room that the address names, then asks which commands its menu has.
async function route() {
  const room = store.find(location.hash.slice(2));
  store.room = room;
  document.body.dataset.screen = room ? "room" : "list";
  render();
  if (!room) return;
  const { commands } = await api.state(room.chat.id);
  if (store.room === room) store.commands = commands;
}

async function load() {
  const state = await api.state();
  const messages = await Promise.all(state.chats.map((chat) => api.messages(chat.id)));
  store.forget();
  store.takeState(state);
  messages.flat().forEach((message) => store.put(message));
  showTime();
  await route();
}

// follow keeps the page up to date for as long as it is open.
async function follow() {
  for (let fresh = false; ; ) {
    try {
      if (!fresh) await load();
      fresh = true;
      offline(false);
      const { seq, events } = await api.events(store.seq);
      if (seq < store.seq) fresh = false; // another server answers
      else await take(seq, events);
    } catch (error) {
      if (!(error instanceof api.Unreachable)) console.error(error);
      fresh = false;
      offline(true);
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }
}

async function take(seq, events) {
  for (const event of events) await happen[event.kind]?.(event);
  store.seq = seq;
  if (events.length > 0) render();
}

// happen says what each kind of event does to what the page knows.
const happen = {
  message({ message }) {
    store.put(message);
    if (message.from?.is_bot) store.typing.delete(message.chat);
    if (push.takes(message)) return push.show(message);
    composer.asked(message);
    if (!store.own(message)) announce(`${message.from?.name ?? ""}: ${message.text ?? ""}`);
  },
  edit({ message }) {
    store.put(message);
  },
  delete({ chat, message }) {
    store.drop(chat, message.id);
  },
  callback_answer({ chat, message, user, text, alert: important }) {
    release(messageKey(message));
    if (!text || user !== store.who(store.chats.get(chat))?.id) return;
    (important ? alert : toast)(text);
  },
  clock({ now, moving }) {
    store.setNow(now);
    store.moving = Boolean(moving);
    showTime();
  },
  async chat() {
    store.takeState({ ...(await api.state()), seq: store.seq });
    await route();
  },
  typing({ chat }) {
    clearTimeout(store.typing.get(chat));
    const stop = () => {
      store.typing.delete(chat);
      render();
    };
    store.typing.set(chat, setTimeout(stop, WRITING));
  },
  reaction({ message, text }) {
    store.reactions.set(messageKey(message), text);
  },
};

// tap presses an inline button, which spins until its answer comes.
async function tap(message, element) {
  const { data } = message.buttons[element.dataset.row][element.dataset.col];
  const key = messageKey(message);
  if (store.taps.has(key)) return;
  store.taps.set(key, data);
  render();
  setTimeout(release, PATIENCE, key);
  const chat = store.room.chat;
  const sent = await attempt(() => api.tap({ chat: chat.id, message: message.id, user: store.who(chat)?.id, data }));
  if (!sent) release(key);
}

function release(key) {
  if (store.taps.delete(key)) render();
}

startTheme();
addEventListener("hashchange", () => {
  attempt(route);
  // A keyboard on glass would cover half of the room, so it waits to be asked.
  if (store.room && !matchMedia("(pointer: coarse)").matches) composer.focus();
});
document.addEventListener("visibilitychange", render);
follow();
