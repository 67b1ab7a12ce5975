/** One message, or the several of an album, as a bubble with its buttons and reactions. */

import { Component, h } from "./preact.js";
import { copyText, follow, jumpTo, react, sendCommand } from "./doings.js";
import { drawText } from "./entities.js";
import { icon, signButton } from "./icons.js";
import { drawMedia } from "./media.js";
import { openMenu } from "./menu.js";
import { press } from "./presses.js";
import { authorOf, change, chatOf, isOfBot, nameOf, state, toast, wordsOf, writerIn } from "./state.js";
import { hue, sayKind, sayTime } from "./words.js";

const LONG_PRESS = 450;
const MOVED = 10;

/** Props: unit (messages), chat, isOwn, isFirst, isActive, lit (words to light up or true), waiting (data that is being pressed). */
export class Bubble extends Component {
  shouldComponentUpdate(next) {
    return Object.keys(next).some((name) =>
      name === "unit" ? !isSameUnit(next.unit, this.props.unit) : next[name] !== this.props[name],
    );
  }

  render({ unit, isOwn, isFirst, isActive, lit }) {
    const [head] = unit;
    const classes = [
      "message",
      isOwn ? "out" : "in",
      isFirst && "is-first",
      lit && "is-lit",
      unit.some((one) => one.reply_markup) && "has-keyboard",
    ];
    return h(
      "article",
      {
        class: classes.filter(Boolean).join(" "),
        id: `message-${head.message_id}`,
        tabIndex: isActive ? 0 : -1,
        "aria-label": describe(unit, isOwn),
        "aria-haspopup": "menu",
        onFocusIn: () => change((s) => (s.active = head.message_id)),
        onContextMenu: (event) => this.askMenu(event, head),
        onKeyDown: (event) => this.onKey(event, head),
        ...this.longPress(head),
      },
      h("div", { class: "bubble" }, this.drawInside()),
      this.drawKeyboard(),
      drawReactions(head, isActive ? 0 : -1),
    );
  }

  drawInside() {
    const { unit, isOwn, isFirst, isActive, lit } = this.props;
    const tab = isActive ? 0 : -1;
    const [head] = unit;
    const worded = unit.find(wordsOf);
    const on = { link: follow, command: sendCommand, tab };
    const marked = lit?.text ? { position: lit.position, length: lit.text.length } : null;
    return [
      isFirst && !isOwn && chatOf(head.chat.id)?.type !== "private" && drawAuthor(head),
      drawForward(head),
      drawReply(head, tab),
      drawMedia(unit, tab),
      worded &&
        h(
          "div",
          { class: "words", dir: "auto" },
          drawText(wordsOf(worded), worded.entities ?? worded.caption_entities, marked, on),
        ),
      h(
        "span",
        { class: "when" },
        unit.some((one) => one.edit_date) && "edited ",
        h("time", { dateTime: new Date(head.date * 1000).toISOString() }, sayTime(head.date)),
      ),
      signButton("more", "More for this message", (event) => openMenu(head, event.currentTarget.getBoundingClientRect()), {
        class: "more",
        tabIndex: tab,
        "aria-haspopup": "menu",
      }),
    ];
  }

  drawKeyboard() {
    const message = this.props.unit.find((one) => one.reply_markup?.inline_keyboard);
    if (!message) return null;
    const rows = message.reply_markup.inline_keyboard;
    const draw = (button, n) => this.drawButton(message, button, n);
    return h(
      "div",
      { class: "keyboard", role: "group", "aria-label": "Buttons of this message" },
      rows.map((row, n) => h("div", { class: "row", key: n }, row.map(draw))),
    );
  }

  drawButton(message, button, n) {
    const isWaiting = button.callback_data !== undefined && this.props.waiting?.includes(button.callback_data);
    const sign = button.copy_text ? "copy" : button.url ? "forward" : null;
    return h(
      "button",
      {
        key: n,
        type: "button",
        tabIndex: this.props.isActive ? 0 : -1,
        "aria-busy": isWaiting ? "true" : null,
        onClick: () => doButton(message, button),
      },
      h("bdi", null, button.text),
      sign && icon(sign),
    );
  }

  askMenu(event, message) {
    event.preventDefault();
    clearTimeout(this.timer);
    const isByKey = event.button !== 2 && event.pointerType !== "touch" && event.clientX + event.clientY === 0;
    const rect = isByKey ? event.currentTarget.getBoundingClientRect() : new DOMRect(event.clientX, event.clientY, 0, 0);
    openMenu(message, rect);
  }

  onKey(event, message) {
    const isMenuKey = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
    const isOnItself = event.target === event.currentTarget;
    if (!isMenuKey && !(isOnItself && event.key === "Enter")) return;
    event.preventDefault();
    openMenu(message, event.currentTarget.querySelector(".bubble").getBoundingClientRect());
  }

  /** Where a finger rests, the menu comes; iOS sends no contextmenu. */
  longPress(message) {
    const stop = () => clearTimeout(this.timer);
    return {
      onPointerDown: (event) => {
        if (event.pointerType !== "touch") return;
        this.from = [event.clientX, event.clientY];
        const rect = new DOMRect(event.clientX, event.clientY, 0, 0);
        this.timer = setTimeout(() => openMenu(message, rect), LONG_PRESS);
      },
      onPointerMove: (event) =>
        this.from && Math.hypot(event.clientX - this.from[0], event.clientY - this.from[1]) > MOVED && stop(),
      onPointerUp: stop,
      onPointerCancel: stop,
    };
  }
}

const isSameUnit = (one, other) => one.length === other.length && one.every((message, n) => message === other[n]);

function describe(unit, isOwn) {
  const [head] = unit;
  const kinds = unit.map(sayKind).filter(Boolean).join(", ");
  const words = wordsOf(unit.find(wordsOf) ?? head);
  return [isOwn ? "You" : authorOf(head), sayTime(head.date), kinds, words.length > 200 ? `${words.slice(0, 200)} …` : words]
    .filter(Boolean)
    .join(", ");
}

function drawAuthor(message) {
  const writer = message.sender_chat ? null : chatOf(message.chat.id)?.can.find((one) => one.person === message.from?.id);
  const tag =
    message.sender_chat?.id === message.chat.id && message.chat.type !== "channel"
      ? "anonymous"
      : writer?.role !== "member"
        ? writer?.role
        : "";
  const id = message.sender_chat?.id ?? message.from?.id;
  return h(
    "p",
    { class: `author ${hue(id)}` },
    h("bdi", null, authorOf(message)),
    tag && h("small", null, tag),
    isOfBot(message) && h("small", null, "bot"),
  );
}

function drawForward({ forward_origin: origin }) {
  if (!origin) return null;
  const who = origin.chat?.title ?? origin.sender_chat?.title ?? origin.sender_user_name ?? nameOf(origin.sender_user);
  const signed = origin.author_signature ? ` (${origin.author_signature})` : "";
  return h("p", { class: "forwarded" }, icon("forward"), " Forwarded from ", h("bdi", null, who + signed));
}

/** The words a message replies to; pressing them leads to where they stand. */
function drawReply(message, tab) {
  const { reply_to_message: replied, quote, external_reply: external } = message;
  if (!replied && !external) return null;
  const words = quote?.text ?? wordsOf(replied ?? {}) ?? "";
  const author = replied ? authorOf(replied) : (external.origin?.chat?.title ?? nameOf(external.origin?.sender_user) ?? "");
  const place = replied ? [message.chat.id, replied.message_id] : [external.chat?.id, external.message_id];
  const id = replied?.sender_chat?.id ?? replied?.from?.id;
  return h(
    "button",
    {
      type: "button",
      class: `replied ${hue(id)} ${quote ? "is-quote" : ""}`,
      tabIndex: tab,
      "aria-label": `In reply to ${author}: ${words.slice(0, 120)}. Go to that message`,
      onClick: () => jumpTo(...place, quote),
    },
    h("bdi", { class: "author" }, author),
    h("bdi", { class: "preview", dir: "auto" }, words || sayKind(replied ?? external)),
  );
}

function drawReactions(message, tab) {
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return null;
  const { person } = writerIn(message.chat.id);
  return h(
    "div",
    { class: "reactions" },
    reactions.map(({ emoji, people }) => drawReaction(message, emoji, people, people.includes(person), tab)),
  );
}

function drawReaction(message, emoji, people, isMine, tab) {
  const names = people.map((id) =>
    id === state.world.bot.id ? state.world.bot.name : (state.world.people.find((one) => one.id === id)?.name ?? "somebody"),
  );
  return h(
    "button",
    {
      key: emoji,
      type: "button",
      tabIndex: tab,
      "aria-pressed": String(isMine),
      "aria-label": `${emoji} by ${names.join(", ")}`,
      title: names.join(", "),
      onClick: () => react(message.message_id, isMine ? "" : emoji),
    },
    h("span", { class: "emoji" }, emoji),
    names.length > 1 ? ` ${names.length}` : ` ${names[0]}`,
  );
}

function doButton(message, button) {
  if (button.callback_data !== undefined) return press(message.message_id, button.callback_data);
  if (button.copy_text) return copyText(button.copy_text.text);
  if (button.url) return follow(button.url);
  return toast("Telegram would let you choose a chat here. The playground does not play that.");
}
