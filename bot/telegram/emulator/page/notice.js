// What the page says in passing: toasts, alerts to be closed, and words for screen readers.

const LINGER = 5000; // milliseconds a toast stays

const box = document.getElementById("toast");
const dialog = document.getElementById("alert");
let timer;

export function toast(text) {
  clearTimeout(timer);
  box.textContent = text;
  box.hidden = false;
  timer = setTimeout(() => (box.hidden = true), LINGER);
}

export function alert(text) {
  document.getElementById("alert-text").textContent = text;
  if (!dialog.open) dialog.showModal();
}

export function announce(text) {
  document.getElementById("announce").textContent = text;
}

export function offline(lost) {
  document.getElementById("offline").hidden = !lost;
}

// attempt runs what may fail and tells the reader when it did.
export async function attempt(work) {
  try {
    await work();
    return true;
  } catch (error) {
    toast(`Chưa thực hiện được: ${error.message}`);
    return false;
  }
}

document.getElementById("alert-close").addEventListener("click", () => dialog.close());
