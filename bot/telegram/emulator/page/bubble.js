// One message as an element.
//
// Whatever can be pressed in it carries data-act; chat.js hears them all. They
// leave the Tab order except in the message the keyboard is at.

import * as format from "./format.js";
import { avatar, h, icon, muted, tint } from "./dom.js";
import { happening } from "./service.js";
import { sanitize } from "./sanitize.js";

// bubble shows a message as view tells: own, first of its author's run, in a
// group, the message it replies to, the data of a button that waits, a reaction.
export function bubble(message, view) {
  if (message.service) return h("li", { class: "msg service", "data-id": message.id }, h("span", {}, happening(message)));
  const name = message.from?.name ?? "";
  const classes = ["msg", view.own ? "own" : "other", view.first && "first", view.group && "group"].filter(Boolean);
  return h(
    "li",
    { class: classes.join(" "), "data-id": message.id, "data-from": message.from?.id, tabindex: -1 },
    view.group && !view.own && avatar(name, message.from?.id ?? 0),
    h(
      "div",
      { class: "column" },
      h(
        "div",
        { class: "bubble" },
        view.group && !view.own && h("p", { class: `author ${tint(message.from?.id ?? 0)}` }, name, message.from?.is_bot && h("small", {}, "bot")),
        message.reply_to > 0 && quote(message.reply_to, view.quoted),
        message.file && attachment(message.file),
        h("div", { class: "text" }, enliven(sanitize(message.html ?? ""))),
        meta(message),
      ),
      view.reaction && h("p", { class: "reaction" }, view.reaction),
      message.buttons?.length > 0 && keyboard(message.buttons, view.waiting),
    ),
    actions(view.own && Boolean(message.text)),
  );
}

function quote(id, quoted) {
  const text = quoted ? quoted.text || quoted.file?.name || "" : "Tin nhắn không còn";
  return h(
    "button",
    { type: "button", class: "quote", "data-act": "goto", "data-goto": id, tabindex: -1 },
    quoted && h("b", {}, quoted.from?.name ?? ""),
    h("span", {}, text.split("\n", 2).join(" ")),
  );
}

function attachment(file) {
  if (file.mime?.startsWith("image/")) {
    return h("a", { class: "photo", href: file.url, download: file.name, tabindex: -1 }, h("img", { src: file.url, alt: file.name || "Ảnh" }));
  }
  return h(
    "a",
    { class: "file", href: file.url, download: file.name, tabindex: -1 },
    h("span", { class: "disc" }, icon("file")),
    h("span", {}, h("b", {}, file.name), h("small", {}, format.size(file.size))),
  );
}

function meta(message) {
  const time = h("time", { datetime: new Date(message.date).toISOString() }, format.time(message.date));
  return h("p", { class: "meta" }, message.silent && muted(), message.edit_date > 0 && h("span", {}, "đã sửa "), time);
}

function keyboard(rows, waiting) {
  return h("div", { class: "buttons" }, ...rows.map((line, row) => h("div", {}, ...line.map((button, col) => key(button, row, col, waiting)))));
}

function key({ text, data, url, style }, row, col, waiting) {
  if (url) return h("a", { class: style, href: url, target: "_blank", rel: "noopener noreferrer", tabindex: -1 }, text);
  const busy = waiting === data && "true";
  const at = { "data-act": "tap", "data-row": row, "data-col": col };
  return h("button", { type: "button", class: style, tabindex: -1, "aria-busy": busy, ...at }, text);
}

function actions(mine) {
  const action = (act, name) =>
    h("button", { type: "button", class: "round", "data-act": act, "aria-label": name, title: name, tabindex: -1 }, icon(act));
  return h("div", { class: "actions" }, action("reply", "Trả lời"), mine && action("edit", "Sửa"));
}

// enliven makes commands, spoilers and long quotations in a text answer to taps.
function enliven(text) {
  for (const command of text.querySelectorAll(".bot_command")) {
    command.replaceWith(h("button", { type: "button", class: "command", "data-act": "command", tabindex: -1 }, command.textContent));
  }
  for (const spoiler of text.querySelectorAll(".spoiler")) press(spoiler, "reveal");
  for (const quotation of text.querySelectorAll("blockquote.expandable")) press(quotation, "expand");
  for (const link of text.querySelectorAll("a")) link.tabIndex = -1;
  return text;
}

function press(element, act) {
  element.dataset.act = act;
  element.tabIndex = -1;
  element.setAttribute("role", "button");
  element.setAttribute("aria-expanded", "false");
}
