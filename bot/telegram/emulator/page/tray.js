// The files that go with the next message: one, or several as an album.

import * as format from "./format.js";
import { h, icon } from "./dom.js";
import { toast } from "./notice.js";

const FETCHED = 20 * 1024 * 1024; // bytes a bot may fetch: of a larger file it is told the size alone
const ALBUM = 10; // files an album may have

const input = document.getElementById("attach");
const tray = document.getElementById("attached");

export function fileTray() {
  let files = []; // { name, mime, base64, size }

  function put(next) {
    files = next;
    tray.hidden = files.length === 0;
    if (tray.hidden) return;
    const drop = h("button", { type: "button", class: "round", "aria-label": "Bỏ tệp", title: "Bỏ tệp" }, icon("close"));
    drop.addEventListener("click", () => put([]));
    const name = files.length === 1 ? files[0].name : `${files.length} tệp`;
    const size = files.reduce((sum, file) => sum + file.size, 0);
    tray.replaceChildren(icon("file"), h("div", {}, h("b", {}, name), h("span", {}, format.size(size))), drop);
  }

  input.addEventListener("change", async () => {
    const chosen = [...input.files];
    if (chosen.length > ALBUM) toast(`Mỗi lần gửi tối đa ${ALBUM} tệp.`);
    else if (chosen.length > 0) put(await Promise.all(chosen.map(read)));
    input.value = ""; // the same file may be chosen again
  });

  return {
    get files() {
      return files;
    },
    put,
    clear: () => put([]),
  };
}

function read(chosen) {
  const file = { name: chosen.name, mime: chosen.type || "application/octet-stream", size: chosen.size };
  if (chosen.size > FETCHED) return file;
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => resolve({ ...file, base64: reader.result.slice(reader.result.indexOf(",") + 1) });
    reader.readAsDataURL(chosen);
  });
}
