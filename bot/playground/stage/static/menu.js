/** The menu of a message: reply, forward, change, look inside. */

import { Component, createRef, h } from "./preact.js";
import { copyText, react, removeMessage, startEdit } from "./doings.js";
import { icon } from "./icons.js";
import { change, chatOf, isOwn, state, wordsOf, writerIn } from "./state.js";
import { showJson } from "./words.js";

const EMOJI = ["👍", "👎", "🔥", "🤔", "👀", "🙏", "❤"];
const EDGE = 8;

/** Open the menu of a message beside a place of the window. */
export function openMenu(message, rect) {
  if (state.menu) return;
  const marked = markedWords(message);
  change((s) => (s.menu = { chat: message.chat.id, message: message.message_id, rect, marked, from: document.activeElement }));
}

/** Give the words of a message that are marked with the mouse, as they stand in it; else nothing. */
function markedWords(message) {
  const selection = getSelection();
  const bubble = document.querySelector(`#message-${message.message_id} .words`);
  if (!bubble || selection.isCollapsed || !bubble.contains(selection.anchorNode) || !bubble.contains(selection.focusNode))
    return "";
  return findWords(wordsOf(message), selection.toString());
}

/** Find words in a text whatever white space was drawn between them. */
export function findWords(text, marked) {
  const words = marked
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return (marked.trim() && text.match(new RegExp(words.join("\\s+")))?.[0]) || "";
}

function closeMenu() {
  const from = state.menu?.from;
  change((s) => (s.menu = null));
  if (from?.isConnected) from.focus({ preventScroll: true });
}

function reply(message, quote) {
  change((s) => Object.assign(s, { reply: { message: message.message_id, quote }, edit: null }));
  document.getElementById("composer")?.focus();
}

function show(dialog) {
  change((s) => (s.dialog = dialog));
}

/** What may be done with a message: name, sign, what it does; kept in the order in which people look for it. */
function listItems(message, marked) {
  const { chat, message_id: id } = message;
  const canWrite = chatOf(chat.id)?.type !== "channel";
  const words = wordsOf(message);
  const mine = isOwn(message) && !message.forward_origin;
  const rules = writerIn(chat.id).role;
  const quote = () => (marked ? reply(message, marked) : show({ kind: "quote", chat: chat.id, message: id }));
  return [
    canWrite && ["Reply", "reply", () => reply(message, "")],
    canWrite && words && [marked ? "Reply with the marked words" : "Reply with some words…", "reply", quote],
    ["Forward to…", "forward", () => show({ kind: "forward", chat: chat.id, message: id })],
    words && ["Copy text", "copy", () => copyText(words)],
    mine && words && ["Edit", "pencil", () => startEdit(message)],
    (mine || ["moderator", "anonymous administrator"].includes(rules)) && ["Delete", "close", () => removeMessage(id)],
    [
      "Show reading",
      "inside",
      () => change((s) => Object.assign(s, { drawer: "reading", subject: { chat: chat.id, message: id } })),
    ],
    ["Show as JSON", "file", () => show({ kind: "json", title: "The message as the bot gets it", text: showJson(message) })],
  ].filter(Boolean);
}

export class Menu extends Component {
  constructor() {
    super();
    this.box = createRef();
  }

  componentDidMount() {
    const { rect } = this.props.menu;
    const box = this.box.current;
    const { offsetWidth: width, offsetHeight: height } = box;
    const below =
      rect.bottom + height + EDGE < innerHeight ? rect.bottom : Math.max(EDGE, Math.min(rect.top, innerHeight - EDGE) - height);
    box.style.left = `${Math.max(EDGE, Math.min(rect.left, innerWidth - width - EDGE))}px`;
    box.style.top = `${Math.max(EDGE, Math.min(below, innerHeight - height - EDGE))}px`;
    this.items()[0].focus();
  }

  items() {
    return [...this.box.current.querySelectorAll("[role=menuitem]")];
  }

  onKey(event) {
    const items = this.items();
    const at = items.indexOf(document.activeElement);
    const steps = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 };
    if (event.key === "Escape" || event.key === "Tab") closeMenu();
    else if (event.key in steps) items[(steps[event.key] + items.length) % items.length].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  render({ menu, message }) {
    if (!message) return null;
    const choose = (run) => () => {
      closeMenu();
      run();
    };
    const emoji = EMOJI.map((one) =>
      h(
        "button",
        {
          key: one,
          type: "button",
          role: "menuitem",
          tabIndex: -1,
          "aria-label": `React with ${one}`,
          onClick: choose(() => react(message.message_id, one)),
        },
        one,
      ),
    );
    const rows = listItems(message, menu.marked).map(([label, sign, run]) =>
      h("button", { key: label, type: "button", role: "menuitem", tabIndex: -1, onClick: choose(run) }, icon(sign), label),
    );
    return h(
      "div",
      {
        class: "veil",
        onPointerDown: (event) => event.target === event.currentTarget && closeMenu(),
        onContextMenu: (event) => event.preventDefault(),
      },
      h(
        "div",
        {
          class: "menu",
          role: "menu",
          "aria-label": "What to do with this message",
          ref: this.box,
          onKeyDown: (event) => this.onKey(event),
        },
        h("div", { class: "emojis", role: "group", "aria-label": "Reactions" }, emoji),
        rows,
      ),
    );
  }
}
