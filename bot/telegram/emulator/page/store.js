// What the page knows: chats, people, messages, and how far each room has been read.
//
// A room is what one opens and reads: a chat, or one topic of a forum.

const WHO = "planbot.who";
const READ = "planbot.read";

export class Store {
  bot = {};
  users = new Map();
  chats = new Map();
  commands = [];
  seq = 0;
  moving = false; // the clock is on its way
  room = null; // the open one
  typing = new Map(); // chat id -> the timer that ends the bot's writing
  taps = new Map(); // message key -> the data of the button that waits for an answer
  reactions = new Map(); // message key -> emoji
  #messages = new Map(); // chat id -> message id -> message
  #sorted = new Map(); // room key -> its messages by id, until one of them changes
  #ahead = 0; // milliseconds the server's clock is ahead of ours
  #who = recall(WHO);
  #read = recall(READ);

  takeState(state) {
    this.bot = state.bot;
    this.users = new Map(state.users.map((user) => [user.id, user]));
    this.chats = new Map(state.chats.map((chat) => [chat.id, chat]));
    this.commands = state.commands;
    this.seq = state.seq;
    this.moving = Boolean(state.moving);
    this.setNow(state.now);
  }

  setNow(now) {
    this.#ahead = Date.parse(now) - Date.now();
  }

  get now() {
    return Date.now() + this.#ahead;
  }

  put(message) {
    const chat = this.#messages.get(message.chat) ?? new Map();
    this.#messages.set(message.chat, chat.set(message.id, message));
    this.#sorted.clear();
  }

  drop(chat, id) {
    this.#messages.get(chat)?.delete(id);
    this.#sorted.clear();
  }

  forget() {
    this.#messages.clear();
    this.#sorted.clear();
    this.taps.clear();
    this.reactions.clear();
  }

  message(chat, id) {
    return this.#messages.get(chat)?.get(id);
  }

  // rooms lists every room, the latest talk first, the topics of a forum below it.
  rooms() {
    const living = [...this.chats.values()].filter((chat) => !chat.migrated_to);
    const groups = living.map((chat) => this.#roomsOf(chat));
    const latest = (rooms) => Math.max(...rooms.map((room) => this.last(room)?.date ?? 0));
    return groups.sort((a, b) => latest(b) - latest(a)).flat();
  }

  #roomsOf(chat) {
    return [
      { key: `${chat.id}/0`, chat, thread: 0, name: this.#title(chat) },
      ...chat.topics.map(({ id, name, closed }) => ({ key: `${chat.id}/${id}`, chat, thread: id, name, closed })),
    ];
  }

  #title(chat) {
    return chat.type === "private" ? `${this.bot.first_name} · ${chat.title}` : chat.title;
  }

  roomOf(message) {
    return this.find(this.keyOf(message));
  }

  find(key) {
    return this.rooms().find((room) => room.key === key) ?? null;
  }

  keyOf(message) {
    return `${message.chat}/${message.thread ?? 0}`;
  }

  messages(room) {
    const sorted = this.#sorted.get(room.key) ?? this.#sort(room);
    this.#sorted.set(room.key, sorted);
    return sorted;
  }

  #sort(room) {
    return [...(this.#messages.get(room.chat.id)?.values() ?? [])]
      .filter((message) => !message.deleted && this.keyOf(message) === room.key)
      .sort((a, b) => a.id - b.id);
  }

  last(room) {
    return this.messages(room).at(-1);
  }

  // members are the people of a chat one may write as.
  members(chat) {
    return chat.members
      .filter((member) => member.status !== "left" && member.status !== "kicked")
      .map((member) => this.users.get(member.user))
      .filter((user) => user && !user.is_bot);
  }

  // who is the user one is in a chat: the one chosen there, else the one chosen last, else the first.
  who(chat) {
    const members = this.members(chat);
    const chosen = [this.#who[chat.id], this.#who.last];
    return chosen.map((id) => members.find((user) => user.id === id)).find(Boolean) ?? members[0];
  }

  be(chat, user) {
    this.#who = { ...this.#who, [chat.id]: user, last: user };
    keep(WHO, this.#who);
  }

  own(message) {
    const chat = this.chats.get(message.chat);
    return Boolean(chat) && message.from?.id === this.who(chat)?.id;
  }

  // asks says whether a message opens the reply to it for whoever one is in its chat.
  asks({ chat, asks }) {
    const user = this.who(this.chats.get(chat))?.id;
    return Boolean(asks) && (!asks.selective || Boolean(asks.users?.includes(user)));
  }

  markRead(room) {
    const last = this.last(room)?.id ?? 0;
    if (last === this.#read[room.key]) return;
    this.#read[room.key] = last;
    keep(READ, this.#read);
  }

  unread(room) {
    const messages = this.messages(room);
    const read = this.#read[room.key] ?? 0;
    // A mark beyond the last message is left over from an earlier run of the server.
    const seen = read > (messages.at(-1)?.id ?? 0) ? 0 : read;
    return messages.filter((message) => message.id > seen && !message.service && !this.own(message)).length;
  }

  unreadInAll() {
    return this.rooms().reduce((sum, room) => sum + this.unread(room), 0);
  }
}

export function fullName(user) {
  return [user.first_name, user.last_name].filter(Boolean).join(" ");
}

export const messageKey = (message) => `${message.chat}/${message.id}`;

function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {}; // storage is off or holds something else
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // storage is off: the choice lasts as long as the page
  }
}
