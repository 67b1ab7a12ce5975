/** Buttons that were pressed, and what the bot answers to them. */

import { doIt, follow, here } from "./doings.js";
import { change, state, toast } from "./state.js";

const PATIENCE = 20_000;

/** Press a button under a message; what the bot answers is shown when it comes. */
export async function press(message, data) {
  const waiting = { chat: state.chat, message, data, query: null };
  change((s) => (s.presses = [...s.presses, waiting]));
  const answer = await doIt({ act: "press", ...here(), message, data });
  waiting.query = answer.query;
  if (answer.ok) settlePresses();
  else stopWaiting(waiting);
  setTimeout(() => stopWaiting(waiting), PATIENCE);
}

function stopWaiting(waiting) {
  if (state.presses.includes(waiting)) change((s) => (s.presses = s.presses.filter((one) => one !== waiting)));
}

/** Keep what the bot answered: it may come before the query's number does. */
export function keepAnswer({ query, text, alert, url }) {
  if (state.presses.length === 0) return;
  change((s) => s.answers.set(query, { text, alert, url }));
  settlePresses();
}

/** Show what came for the presses of this page; those of other pages are theirs. */
function settlePresses() {
  for (const press of state.presses.filter((one) => state.answers.has(one.query))) {
    showAnswer(state.answers.get(press.query));
    state.answers.delete(press.query);
    stopWaiting(press);
  }
}

function showAnswer({ text, alert, url }) {
  if (url) follow(url);
  else if (text && alert) change((s) => (s.dialog = { kind: "alert", text }));
  else if (text) toast(text);
}
