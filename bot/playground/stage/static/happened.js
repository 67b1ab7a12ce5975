/** What each kind of event changes in what the page knows. */

import { keepAnswer } from "./presses.js";
import { authorOf, change, isOfBot, say, state, toast, wordsOf } from "./state.js";

const MOST_CALLS = 500;
const TYPING = 6000;

const KINDS = {
  world: setWorld,
  messages: putMessages,
  typing: setTyping,
  answered: keepAnswer,
  call: keepCall,
  bot: setBot,
  rules: setRules,
};

/** Take an event in; a kind that is not known is passed over. */
export function apply(event) {
  KINDS[event.kind]?.(event);
}

/** The first `world` of a stream begins everything anew; later ones only tell what is different. */
function setWorld(event) {
  change((s) => {
    s.world = event;
    if (!s.ready) Object.assign(s, { histories: new Map(), typing: new Map(), calls: [], digest: event.rules.digest });
    for (const chat of s.histories.keys()) if (!event.chats.some((one) => one.id === chat)) s.histories.delete(chat);
    if (!event.chats.some((chat) => chat.id === s.chat)) openFirst(s);
  });
}

function openFirst(s) {
  Object.assign(s, { chat: s.world.chats[0]?.id ?? null, active: null, reply: null, edit: null, subject: null, unread: {} });
}

function putMessages({ chat, messages, gone }) {
  const history = new Map(state.histories.get(chat));
  const isNew = (message) => !history.has(message.message_id);
  const news = state.ready ? messages.filter(isNew) : [];
  const changed = state.ready
    ? messages.filter((message) => !isNew(message) && isChanged(history.get(message.message_id), message))
    : [];
  for (const id of gone ?? []) history.delete(id);
  for (const message of messages) history.set(message.message_id, message);
  const sorted = news.length > 0 ? new Map([...history].sort(([one], [other]) => one - other)) : history;
  change((s) => s.histories.set(chat, sorted));
  tellNews(chat, news, changed);
}

const isChanged = (before, after) => wordsOf(before) !== wordsOf(after);

function tellNews(chat, news, changed) {
  const fromBot = news.filter(isOfBot);
  if (fromBot.length > 0) change((s) => s.typing.delete(chat));
  if (chat !== state.chat) {
    change((s) => (s.unread = { ...s.unread, [chat]: (s.unread[chat] ?? 0) + news.length }));
    return;
  }
  const said = [...fromBot.map(sayMessage), ...changed.filter(isOfBot).map((message) => `Changed. ${sayMessage(message)}`)];
  if (said.length > 0) say(said.join(" "));
}

const sayMessage = (message) => `${authorOf(message)}: ${wordsOf(message).slice(0, 600)}`;

function setTyping({ chat }) {
  change((s) => s.typing.set(chat, Date.now() + TYPING));
  setTimeout(() => change(() => {}), TYPING + 50);
}

function keepCall(event) {
  change((s) => (s.calls = [...s.calls.slice(1 - MOST_CALLS), event]));
}

function setBot(event) {
  change((s) => Object.assign(s, { bot: event, ready: true }));
}

function setRules(event) {
  const world = { ...state.world, rules: { ...state.world.rules, digest: event.digest } };
  const isSame = event.digest === state.digest;
  change((s) =>
    Object.assign(s, {
      world,
      digest: event.digest,
      rules: { ...event, isSame, at: Date.now() },
      rulesSeen: s.drawer === "rules",
    }),
  );
  if (state.drawer === "rules") say(sayRules(event));
  else
    toast(sayRules(event), { label: "Show", run: () => change((s) => Object.assign(s, { drawer: "rules", rulesSeen: true })) });
}

function sayRules({ error, changes, file }) {
  const named = file ? ` (${file})` : "";
  if (error) return `The rules were not taken${named}; the old ones stay.`;
  const n = changes?.length ?? 0;
  return `Rules reloaded${named}: ${n === 0 ? "no statement" : n === 1 ? "1 statement" : `${n} statements`} of the last message changed.`;
}
