/** What is asked of the stage, always with the key of this run. */

const key = decodeURIComponent(location.hash.slice(1));
const SILENT = "The playground does not answer. Is “caveat play” still running?";

/** Fetch a path with the key. */
export function fetchWithKey(path, options = {}) {
  return fetch(path, { ...options, cache: "no-store", headers: { ...options.headers, "X-Caveat-Key": key } });
}

/** Do something in the world; gives { ok, why, … } and never throws. */
export function act(what) {
  const body = JSON.stringify(what);
  return answerTo(fetchWithKey("/act", { method: "POST", body, headers: { "Content-Type": "application/json" } }));
}

/** Have the text of a message read; gives { ok, why, reading, trace }. */
export function askReading(chat, message) {
  return answerTo(fetchWithKey(`/reading?chat=${chat}&message=${message}`));
}

/** Give a file that was sent, as a Blob; null where it is gone. */
export async function askFile(id) {
  try {
    const response = await fetchWithKey(`/file?id=${encodeURIComponent(id)}`);
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}

let listening = null;
let quiet = null;

/** Open the stream of what happens, as soon as nothing speaks against it. */
export async function openStream() {
  await quiet;
  listening = new AbortController();
  return { response: await fetchWithKey("/events", { signal: listening.signal }), controller: listening };
}

/** Do something during which the stream would break off anyway; it is opened again afterwards. */
export function hangUpDuring(doing) {
  quiet = doing;
  listening?.abort();
  return doing;
}

async function answerTo(asked) {
  try {
    const response = await asked;
    const text = await response.text();
    return response.ok ? JSON.parse(text) : { ok: false, why: text.slice(0, 300) || SILENT };
  } catch {
    return { ok: false, why: SILENT };
  }
}
