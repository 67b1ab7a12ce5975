/** The list of chats at the left, and the head of the one that is open. */

import { h } from "./preact.js";
import { openChat, startAgain } from "./doings.js";
import { signButton } from "./icons.js";
import { change, chatOf, historyOf, isOfBot, state, wordsOf, writerIn } from "./state.js";
import { nextTheme, themeNow } from "./theme.js";
import { hue, initials, sayKind, sayTime } from "./words.js";

const KINDS = { private: "private chat", supergroup: "group", group: "group", channel: "channel" };

export function Chats() {
  return h(
    "nav",
    { class: "chats", "aria-label": "Chats" },
    h(
      "header",
      null,
      h("h1", null, "Caveat ", h("small", null, "playground")),
      signButton("theme", `Theme: ${themeNow()}. Change it`, () => change(nextTheme)),
      signButton("restart", "Start again with a fresh world", startAgain),
    ),
    h("ul", null, state.world.chats.map(drawChat)),
    h("p", { class: "notice" }, "Everything here is made up and stays on this machine. The bot is the real one."),
  );
}

function drawChat(chat) {
  const last = historyOf(chat.id).at(-1);
  const unread = state.unread[chat.id] ?? 0;
  const isOpen = chat.id === state.chat;
  return h(
    "li",
    { key: chat.id },
    h(
      "button",
      { type: "button", class: "chat", "aria-current": isOpen ? "true" : null, onClick: () => openChat(chat.id) },
      drawFace(chat),
      h(
        "span",
        { class: "chat-words" },
        h("span", { class: "chat-title" }, h("bdi", null, chat.title), last && h("time", null, sayTime(last.date))),
        h("span", { class: "chat-last" }, h("bdi", null, sayLast(last, chat))),
      ),
      unread > 0 && h("span", { class: "unread" }, unread, h("span", { class: "unseen" }, " new")),
    ),
  );
}

const drawFace = (chat) => h("span", { class: `face ${hue(chat.id)}`, "aria-hidden": "true" }, initials(chat.title));

function sayLast(last, chat) {
  if (!last) return chat.note ?? "";
  const words = (wordsOf(last) || sayKind(last)).slice(0, 90).replaceAll("\n", " ");
  return isOfBot(last) && chat.type !== "private" ? `${state.world.bot.name}: ${words}` : words;
}

export function ChatHead() {
  const chat = chatOf(state.chat);
  if (!chat) return h("header", { class: "chat-head" });
  return h(
    "header",
    { class: "chat-head" },
    signButton("back", "All chats", () => change((s) => (s.pane = "list")), { class: "to-list" }),
    drawFace(chat),
    h("div", { class: "chat-words" }, h("h2", null, h("bdi", null, chat.title)), h("p", null, sayUnder(chat))),
    drawWriters(chat),
    signButton(
      "inside",
      state.drawer ? "Hide the inside view" : "Show the inside view: calls, reading, trace, rules",
      () => change((s) => (s.drawer = s.drawer ? "" : "reading")),
      { "aria-expanded": String(Boolean(state.drawer)), class: state.rulesSeen ? "" : "has-news" },
    ),
  );
}

function sayUnder(chat) {
  const bot = state.world.bot.name;
  if ((state.typing.get(chat.id) ?? 0) > Date.now()) return `${bot} is typing…`;
  if (chat.type === "private") return "bot";
  return [KINDS[chat.type], chat.type !== "channel" && [...chat.can.map((one) => one.label), bot].join(", ")]
    .filter(Boolean)
    .join(" · ");
}

function drawWriters(chat) {
  if (chat.can.length < 2 || chat.type === "channel") return null;
  const choose = (event) => {
    const person = Number(event.target.value);
    change((s) => (s.writers = { ...s.writers, [chat.id]: person }));
  };
  const options = chat.can.map((one) => h("option", { key: one.person, value: one.person }, `${one.label} (${one.role})`));
  return h(
    "label",
    { class: "writers" },
    h("span", null, "Writing as"),
    h("select", { value: writerIn(chat.id).person, onChange: choose }, options),
  );
}
