// How instants and sizes are written for Vietnamese readers.

const vietnam = new Intl.DateTimeFormat("vi-VN", {
  timeZone: "Asia/Ho_Chi_Minh",
  hourCycle: "h23",
  weekday: "long",
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

function parts(instant) {
  return Object.fromEntries(vietnam.formatToParts(instant).map(({ type, value }) => [type, value]));
}

// date writes 05/09/2025.
export function date(instant) {
  const p = parts(instant);
  return `${p.day}/${p.month}/${p.year}`;
}

// time writes 14:05.
export function time(instant) {
  const p = parts(instant);
  return `${p.hour}:${p.minute}`;
}

// weekday writes Thứ Sáu.
export function weekday(instant) {
  return parts(instant).weekday;
}

// day names the day of an instant as seen at now: hôm nay, hôm qua or the date.
export function day(instant, now) {
  const written = date(instant);
  if (written === date(now)) return "Hôm nay";
  if (written === date(now - 24 * 3600 * 1000)) return "Hôm qua";
  return `${weekday(instant)}, ${written}`;
}

// moment is the short mark of a row in the chat list: the time of today, else the date.
export function moment(instant, now) {
  return date(instant) === date(now) ? time(instant) : date(instant).slice(0, 5);
}

// size writes a number of bytes as people read it, with a decimal comma.
export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  const [amount, unit] = kilo < 1024 ? [kilo, "KB"] : [kilo / 1024, "MB"];
  return `${amount.toLocaleString("vi-VN", { maximumFractionDigits: 1 })} ${unit}`;
}
