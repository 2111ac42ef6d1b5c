// The clock of the rehearsal, in Vietnam's time, and the buttons that move it.

import * as api from "./api.js";
import * as format from "./format.js";
import { attempt } from "./notice.js";

const face = document.getElementById("clock");
const steps = document.querySelector("#top .steps");

// startClock shows the store's time every second; moved hears the new time after a step.
export function startClock(store, moved) {
  const show = () => {
    const text = `${format.weekday(store.now)}, ${format.date(store.now)} ${format.time(store.now)}`;
    if (face.textContent !== text) face.textContent = text;
    face.setAttribute("datetime", new Date(store.now).toISOString());
  };
  steps.addEventListener("click", (event) => {
    const { advance, to } = event.target.closest("button")?.dataset ?? {};
    if (!advance && !to) return;
    attempt(async () => {
      moved((await api.clock(advance ? { advance } : { to })).now);
      show();
    });
  });
  setInterval(show, 1000);
  return show;
}
