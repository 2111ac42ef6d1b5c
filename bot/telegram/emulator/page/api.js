// The side door of the emulator: JSON over HTTP, from the place the page came from.

// Unreachable says that no server answered, or none that speaks JSON.
export class Unreachable extends Error {}

async function call(path, body) {
  const init = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const { ok, result } = await exchange(`sim/${path}`, init);
  if (!ok) throw new Error(result.error);
  return result;
}

async function exchange(address, init) {
  try {
    const answer = await fetch(address, init);
    return { ok: answer.ok, result: await answer.json() };
  } catch (cause) {
    throw new Unreachable("máy chủ không trả lời", { cause });
  }
}

// state tells the world but its messages; with a chat, the commands are those of its menu.
export const state = (chat) => call(chat ? `state?chat=${chat}` : "state");

export async function messages(chat) {
  const answer = await call(`messages?chat=${chat}`);
  return (answer.messages ?? []).map(dated);
}

// events waits up to 20 seconds for what happens after seq.
export async function events(seq) {
  const answer = await call(`events?since=${seq}&timeout=20`);
  for (const event of answer.events ?? []) if (event.message) event.message = dated(event.message);
  return answer;
}

// dated turns the dates of a message into milliseconds.
function dated(message) {
  return { ...message, date: Date.parse(message.date), edit_date: Date.parse(message.edit_date) || 0 };
}

export const send = (message) => call("send", message);
export const edit = (message) => call("edit", message);
export const tap = (button) => call("tap", button);
export const clock = (step) => call("clock", step);
