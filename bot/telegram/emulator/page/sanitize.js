// The second line of defence: the server has cleaned the HTML of a message
// already, and here it is rebuilt from a short list of elements anyway.

const PLAIN = new Set(["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre"]);
const DROPPED = new Set(["script", "style", "template", "iframe", "object", "svg", "math", "noscript", "textarea", "title"]);
const MARKS = new Set(["bot_command", "mention"]);
const LINK = /^(https?|tg|mailto):/i;

// sanitize returns the message as a fragment that holds nothing but what Telegram lets a bot write.
export function sanitize(html) {
  const safe = document.createDocumentFragment();
  copyChildren(new DOMParser().parseFromString(html, "text/html").body, safe);
  return safe;
}

function copyChildren(from, to) {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      to.append(child.data);
    } else if (child.nodeType === Node.ELEMENT_NODE && !DROPPED.has(child.localName)) {
      const twin = twinOf(child);
      copyChildren(child, twin ?? to); // an unknown element leaves its text behind
      if (twin) to.append(twin);
    }
  }
}

// twinOf makes the element that may stand for one of the message, or null.
function twinOf(element) {
  const name = element.localName;
  if (PLAIN.has(name)) return document.createElement(name);
  switch (name) {
    case "br":
      return document.createElement("br");
    case "tg-spoiler":
      return marked("span", "spoiler");
    case "span":
      return span(element.classList);
    case "blockquote":
      return marked("blockquote", isExpandable(element) ? "expandable" : "");
    case "a":
      return link(element.getAttribute("href") ?? "");
  }
  return null;
}

function isExpandable(element) {
  return element.hasAttribute("expandable") || element.classList.contains("expandable");
}

function span(classes) {
  if (classes.contains("spoiler") || classes.contains("tg-spoiler")) return marked("span", "spoiler");
  const mark = [...classes].find((name) => MARKS.has(name));
  return mark ? marked("span", mark) : null;
}

function marked(name, mark) {
  const twin = document.createElement(name);
  if (mark) twin.className = mark;
  return twin;
}

function link(href) {
  if (!LINK.test(href)) return null;
  const twin = document.createElement("a");
  twin.href = href;
  twin.target = "_blank";
  twin.rel = "noopener noreferrer";
  return twin;
}
