// The clock of the rehearsal, in Vietnam's time, and the buttons that move it.
//
// A move may take long: the clock pauses at mornings in between until the bot has done what is due then.

import * as api from "./api.js";
import * as format from "./format.js";
import { attempt } from "./notice.js";

const face = document.getElementById("clock");
const moving = document.getElementById("moving");
const steps = document.querySelector("#top .steps");

// startClock shows the store's time every second; moved is called after a step.
export function startClock(store, moved) {
  const show = () => {
    const text = `${format.weekday(store.now)}, ${format.date(store.now)} ${format.time(store.now)}`;
    if (face.textContent !== text) face.textContent = text;
    face.setAttribute("datetime", new Date(store.now).toISOString());
    busy(store.moving);
  };
  steps.addEventListener("click", async (event) => {
    const { advance, to } = event.target.closest("button")?.dataset ?? {};
    if (store.moving || (!advance && !to)) return;
    store.moving = true;
    show();
    await attempt(async () => store.setNow((await api.clock(advance ? { advance } : { to })).now));
    store.moving = false;
    show();
    moved();
  });
  setInterval(show, 1000);
  return show;
}

// busy keeps the buttons from being pressed while the clock moves. They stay where the keyboard is.
function busy(on) {
  const words = on ? "Đang trôi…" : "";
  if (moving.textContent === words) return;
  moving.textContent = words;
  for (const button of steps.children) {
    if (on) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}
