/** The stream of what happens: one JSON object a line, opened again whenever it ends. */

import { openStream } from "./ask.js";
import { change, state } from "./state.js";
import { apply } from "./happened.js";

const SHORTEST = 400;
const LONGEST = 8000;
const SILENCE = 30_000;

/** Listen for as long as the page is open, with growing pauses where nobody answers. */
export async function listen() {
  for (let pause = SHORTEST; state.link !== "shut"; pause = Math.min(2 * pause, LONGEST)) {
    const hasHeard = await hearOut();
    if (hasHeard) pause = SHORTEST;
    if (state.link !== "shut") change((s) => (s.link = hasHeard ? "connecting" : "lost"));
    await new Promise((resume) => setTimeout(resume, pause));
  }
}

/** Follow one stream to its end; says whether it ever began. */
async function hearOut() {
  try {
    const { response, controller } = await openStream();
    if (response.status === 403 || response.status === 421) change((s) => (s.link = "shut"));
    if (!response.ok) return false;
    change((s) => Object.assign(s, { link: "open", ready: false }));
    await readLines(response.body.getReader(), controller);
    return true;
  } catch {
    return state.link === "open";
  }
}

async function readLines(reader, controller) {
  const decoder = new TextDecoder();
  for (let rest = ""; ;) {
    const watchdog = setTimeout(() => controller.abort(), SILENCE);
    const { done, value } = await reader.read().finally(() => clearTimeout(watchdog));
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = lines.pop();
    lines.filter(Boolean).forEach((line) => apply(JSON.parse(line)));
  }
}
