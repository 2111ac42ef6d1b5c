// The file that goes with the next message.

import * as format from "./format.js";
import { h, icon } from "./dom.js";
import { toast } from "./notice.js";

const LIMIT = 20 * 1024 * 1024; // bytes a bot may fetch

const input = document.getElementById("attach");
const tray = document.getElementById("attached");

export function fileTray() {
  let file = null; // { name, mime, base64, size }

  function put(next) {
    file = next;
    tray.hidden = !file;
    if (!file) return;
    const drop = h("button", { type: "button", class: "round", "aria-label": "Bỏ tệp", title: "Bỏ tệp" }, icon("close"));
    drop.addEventListener("click", () => put(null));
    tray.replaceChildren(icon("file"), h("div", {}, h("b", {}, file.name), h("span", {}, format.size(file.size))), drop);
  }

  input.addEventListener("change", async () => {
    const [chosen] = input.files;
    if (chosen?.size > LIMIT) toast(`Tệp quá lớn, mỗi tệp tối đa ${format.size(LIMIT)}.`);
    else if (chosen) put(await read(chosen));
    input.value = ""; // the same file may be chosen again
  });

  return {
    get file() {
      return file;
    },
    put,
    clear: () => put(null),
  };
}

function read(chosen) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => {
      const base64 = reader.result.slice(reader.result.indexOf(",") + 1);
      resolve({ name: chosen.name, mime: chosen.type || "application/octet-stream", base64, size: chosen.size });
    };
    reader.readAsDataURL(chosen);
  });
}
