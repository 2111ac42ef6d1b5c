// The menu of the bot's commands that opens when a text begins with a slash.

import { h } from "./dom.js";

const MENU = document.getElementById("commands");

// commandMenu completes in area; pick sends a command, as a tap on it does.
export function commandMenu(area, store, pick) {
  let at = -1;

  const options = () => [...MENU.children];

  function close() {
    MENU.hidden = true;
    at = -1;
    area.removeAttribute("aria-activedescendant");
  }

  function update() {
    const typed = /^\/([a-z0-9_]*)$/i.exec(area.value);
    const fitting = typed ? store.commands.filter(({ command }) => command.startsWith(typed[1].toLowerCase())) : [];
    close();
    MENU.replaceChildren(...fitting.map(option));
    MENU.hidden = fitting.length === 0;
  }

  function move(step) {
    const all = options();
    at = (at + step + all.length + (at < 0 && step < 0 ? 1 : 0)) % all.length;
    all.forEach((each, i) => each.setAttribute("aria-selected", String(i === at)));
    all[at].scrollIntoView({ block: "nearest" });
    area.setAttribute("aria-activedescendant", all[at].id);
  }

  function complete() {
    const chosen = options()[Math.max(at, 0)];
    area.value = `/${chosen.dataset.command} `;
    close();
  }

  // key handles a key while the menu is open and says whether it did.
  function key(event) {
    if (MENU.hidden) return false;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Tab" && !event.shiftKey) complete();
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) pick(options()[at].dataset.command);
    else return false;
    return true;
  }

  MENU.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  MENU.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-command]");
    if (chosen) pick(chosen.dataset.command);
  });

  return { update, close, key };
}

function option({ command, description }) {
  const attributes = { role: "option", id: `command-${command}`, "data-command": command, "aria-selected": "false" };
  return h("li", attributes, h("b", {}, `/${command}`), h("span", {}, description));
}
