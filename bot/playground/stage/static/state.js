/** What the page knows of the stage and of itself, and the one way to change it. */

const SOON = 6000;

export const state = {
  /** connecting | open | lost | shut (the key does not fit) */
  link: "connecting",
  /** True once the whole state has come, so that what comes after it is news. */
  ready: false,
  world: {
    bot: { id: 0, username: "", name: "", commands: [] },
    people: [],
    chats: [],
    samples: [],
    rules: { folder: "", files: [], digest: "" },
  },
  bot: { state: "starting", line: "" },
  /** chat id → Map of message id → message, in the order of the ids */
  histories: new Map(),
  /** chat id → until when the bot is typing there */
  typing: new Map(),
  calls: [],
  /** The last `rules` event, and whether the person has seen it. */
  rules: null,
  /** The digest that the last `rules` event told, or the beginning. */
  digest: "",
  rulesSeen: true,
  /** What the bot answered to presses, by query, and what this page waits for. */
  answers: new Map(),
  presses: [],

  chat: null,
  /** chat id → the person who writes there */
  writers: {},
  drafts: {},
  unread: {},
  /** On a phone: list | chat */
  pane: "chat",
  reply: null,
  edit: null,
  files: [],
  /** The message the keyboard stands on, in the chat that is open. */
  active: null,
  /** { chat, message, quote } to show and light up once it is drawn */
  jump: null,
  menu: null,
  dialog: null,
  tray: false,
  drawer: "",
  /** { chat, message } the drawer tells of; null follows the last message. */
  subject: null,
  toasts: [],
  said: "",
};

let draw = () => {};
let isDue = false;
let toasted = 0;

/** Call `drawing` after every change. */
export function onChange(drawing) {
  draw = drawing;
}

/** Change the state, and have the page drawn anew when all changes of this turn are done. */
export function change(changing) {
  changing(state);
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    draw();
  });
}

/** Show a short message for a while; `action` = { label, run } adds a button to it. */
export function toast(text, action = null) {
  const shown = { id: ++toasted, text, action };
  change((s) => (s.toasts = [...s.toasts.slice(-2), shown]));
  setTimeout(() => dropToast(shown), action ? 2 * SOON : SOON);
}

export function dropToast(shown) {
  change((s) => (s.toasts = s.toasts.filter((one) => one !== shown)));
}

/** Have a screen reader say something once. */
export function say(text) {
  change((s) => (s.said = s.said === text ? text + "\u00a0" : text));
}

export const chatOf = (id) => state.world.chats.find((chat) => chat.id === id);

export const messageOf = (chat, id) => state.histories.get(chat)?.get(id);

export const historyOf = (chat) => [...(state.histories.get(chat)?.values() ?? [])];

/** Who writes in a chat: { person, label, role }. */
export function writerIn(chat) {
  const can = chatOf(chat)?.can ?? [];
  return can.find((one) => one.person === state.writers[chat]) ?? can[0] ?? { person: 0, label: "", role: "" };
}

/** The name a message is signed with. */
export function authorOf(message) {
  const { sender_chat: room, from } = message;
  return room ? room.title : nameOf(from);
}

export const nameOf = (person) => [person?.first_name, person?.last_name].filter(Boolean).join(" ");

/** A channel's post shows no author but is the bot's all the same where it says so. */
export const isOfBot = (message) => message.from?.id === state.world.bot.id;

/** Whether the person who writes here now has written a message. */
export function isOwn(message) {
  const writer = writerIn(message.chat.id);
  if (message.sender_chat) return writer.role === "anonymous administrator" && message.sender_chat.id === message.chat.id;
  return message.from?.id === writer.person;
}

/** Give the keyboard to where one writes; a screen's own keyboard would only cover what has just come. */
export function focusComposer() {
  if (matchMedia("(pointer: fine)").matches) document.getElementById("composer")?.focus({ preventScroll: true });
}

export const wordsOf = (message) => message.text ?? message.caption ?? "";
