// The keyboard among messages: Tab stops at one of them and at its buttons,
// arrows go to the next, Enter replies.

const PRESSABLE = "button, a, [data-act]";

export function startWalk(list) {
  let current = null;

  const pressables = (node) => [...node.querySelectorAll(PRESSABLE)];

  function to(node, focus = true) {
    if (current && current !== node) for (const each of [current, ...pressables(current)]) each.tabIndex = -1;
    current = node;
    if (!node) return;
    for (const each of [node, ...pressables(node)]) each.tabIndex = 0;
    if (focus) node.focus();
  }

  list.addEventListener("focusin", (event) => to(event.target.closest(".msg[tabindex]"), false));
  list.addEventListener("keydown", (event) => {
    const here = event.target.closest(".msg");
    const messages = [...list.querySelectorAll(".msg[tabindex]")];
    const at = messages.indexOf(here);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: messages.length - 1 }[event.key];
    if (messages[next]) {
      event.preventDefault();
      to(messages[next]);
    } else if (event.key === "Enter" && event.target === here) {
      event.preventDefault();
      here.querySelector('[data-act="reply"]')?.click();
    }
  });

  let refocus = null;

  return {
    to,
    // replaced notes where the focus was in elements that are about to be made anew.
    replaced(items) {
      const focused = document.activeElement;
      const changed = items.find(({ old }) => old?.contains(focused));
      if (changed) {
        const at = pressables(changed.old).indexOf(focused);
        refocus = () => (pressables(changed.node)[at] ?? changed.node).focus();
      }
      if (items.some(({ old }) => old && old === current)) to(items.find(({ old }) => old === current).node, false);
      for (const item of items) delete item.old;
    },
    // settle gives the focus back and, when there are news, lets Tab stop at the last message.
    settle(news) {
      refocus?.();
      refocus = null;
      if (current?.isConnected && (!news || list.contains(document.activeElement))) return;
      to([...list.querySelectorAll(".msg[tabindex]")].at(-1) ?? null, false);
    },
  };
}
