// Light or dark: as the system says until the reader chooses.

const KEY = "planbot.theme";
const root = document.documentElement;
const button = document.getElementById("theme");
const system = matchMedia("(prefers-color-scheme: dark)");

function dark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
}

function show() {
  button.setAttribute("aria-pressed", dark());
}

function toggle() {
  root.dataset.theme = dark() ? "light" : "dark";
  try {
    localStorage.setItem(KEY, root.dataset.theme);
  } catch {
    // storage is off: the choice lasts as long as the page
  }
  show();
}

export function startTheme() {
  try {
    const chosen = localStorage.getItem(KEY);
    if (chosen) root.dataset.theme = chosen;
  } catch {
    // storage is off: the system decides
  }
  button.addEventListener("click", toggle);
  system.addEventListener("change", show);
  show();
}
