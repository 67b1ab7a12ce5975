/** The messages of the open chat: days, runs of one author, the arrow keys, and where the view stands. */

import { Component, createRef, h } from "./preact.js";
import { Bubble } from "./bubble.js";
import { sendSample } from "./doings.js";
import { icon } from "./icons.js";
import { authorOf, change, chatOf, focusComposer, historyOf, isOfBot, isOwn, nameOf, state } from "./state.js";
import { sayDay } from "./words.js";

const NEAR = 90;
const RUN = 300;
const LIT = 2600;

export class Messages extends Component {
  constructor() {
    super();
    this.box = createRef();
    this.isAtEnd = true;
    this.held = null;
    this.letGo = () => (this.held = null);
  }

  componentDidMount() {
    this.watch = new ResizeObserver(() => this.isAtEnd && this.toEnd());
    this.watch.observe(this.box.current);
    this.watch.observe(this.box.current.firstElementChild);
    document.addEventListener("pointerdown", this.letGo, true);
    this.toEnd();
  }

  componentWillUnmount() {
    document.removeEventListener("pointerdown", this.letGo, true);
    this.watch.disconnect();
  }

  /** Where the view stands just before the page changes; the news of a scroll may not have come yet. */
  getSnapshotBeforeUpdate() {
    return isNearEnd(this.box.current);
  }

  componentDidUpdate(before, _state, wasAtEnd) {
    this.isAtEnd = wasAtEnd || before.chat !== this.props.chat;
    if (this.isAtEnd && !state.jump) this.toNews();
    this.keepFocus();
    this.jump();
  }

  toEnd() {
    const box = this.box.current;
    box.scrollTop = box.scrollHeight;
  }

  /** To the end, but no further than the beginning of an answer that has just come. */
  toNews() {
    const last = this.box.current.querySelector(".message:last-child:not(.typing)");
    const isNew = last && last.id !== this.last && this.lastChat === this.props.chat;
    Object.assign(this, { last: last?.id, lastChat: this.props.chat });
    this.toEnd();
    if (!isNew || !last.matches(".in") || last.offsetHeight < this.box.current.clientHeight) return;
    last.scrollIntoView({ block: "start" });
    this.isAtEnd = isNearEnd(this.box.current);
    this.setState({});
  }

  /** A button that is gone after an edit gives the keyboard back to its message, a message that is gone to where one writes. */
  keepFocus() {
    if (!this.held || document.activeElement !== document.body) return;
    const message = document.getElementById(`message-${this.held}`);
    if (message) message.focus({ preventScroll: true });
    else focusComposer();
  }

  jump() {
    const { jump } = state;
    if (!jump || jump.chat !== this.props.chat || this.jumped === jump) return;
    const found = this.box.current.querySelector(`#message-${headOf(jump.message, this.props.chat)}`);
    if (!found) return;
    this.jumped = jump;
    found.scrollIntoView({ block: "center" });
    found.focus({ preventScroll: true });
    setTimeout(() => change((s) => s.jump === jump && (s.jump = null)), LIT);
  }

  onScroll({ currentTarget: box }) {
    const isAtEnd = isNearEnd(box);
    if (isAtEnd !== this.isAtEnd) {
      this.isAtEnd = isAtEnd;
      this.setState({});
    }
  }

  onKey(event) {
    if (event.target.getAttribute("role") === "menuitem") return;
    const all = [...this.box.current.querySelectorAll(".message")];
    const at = all.findIndex((one) => one.contains(document.activeElement));
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    if (event.key === "Escape") document.getElementById("composer")?.focus();
    else if (event.key in steps) all[Math.max(0, Math.min(all.length - 1, steps[event.key]))]?.focus();
    else return;
    event.preventDefault();
  }

  render({ chat }) {
    const units = groupUnits(historyOf(chat));
    const active = units.some(([head]) => head.message_id === state.active)
      ? state.active
      : units.findLast(([head]) => !isService(head))?.[0].message_id;
    const isTyping = (state.typing.get(chat) ?? 0) > Date.now();
    const hold = ({ target }) => (this.held = target.closest?.(".message")?.id.slice("message-".length) ?? null);
    return h(
      "div",
      { class: "messages-frame" },
      h(
        "div",
        {
          class: "messages",
          ref: this.box,
          role: "log",
          "aria-live": "off",
          "aria-label": "Messages",
          onScroll: (event) => this.onScroll(event),
          onKeyDown: (event) => this.onKey(event),
          onFocusIn: hold,
          onFocusOut: (event) => event.relatedTarget && (this.held = null),
        },
        h(
          "div",
          { class: "column" },
          drawAll(units, chat, active),
          units.every(([head]) => isService(head)) && h(Welcome, { chat: chatOf(chat) }),
          isTyping && h(Typing),
        ),
      ),
      !this.isAtEnd &&
        h(
          "button",
          { type: "button", class: "to-end sign", "aria-label": "To the last message", onClick: () => this.toEnd() },
          icon("down"),
        ),
    );
  }
}

const isNearEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;

/** Messages of one album are one unit; all others are one each. */
function groupUnits(messages) {
  const units = [];
  for (const message of messages) {
    const last = units.at(-1)?.[0];
    if (message.media_group_id && last?.media_group_id === message.media_group_id) units.at(-1).push(message);
    else units.push([message]);
  }
  return units;
}

const headOf = (message, chat) =>
  groupUnits(historyOf(chat)).find((unit) => unit.some((one) => one.message_id === message))?.[0].message_id;

function drawAll(units, chat, active) {
  let before = null;
  return units.flatMap((unit) => {
    const [head] = unit;
    const isNewDay = !before || sayDay(before.date) !== sayDay(head.date);
    const isFirst = isNewDay || isService(before) || authorOf(before) !== authorOf(head) || head.date - before.date > RUN;
    before = head;
    return [
      isNewDay && h("p", { class: "day", key: `day-${head.message_id}` }, h("span", null, sayDay(head.date))),
      drawUnit(unit, chat, isFirst, active),
    ];
  });
}

function drawUnit(unit, chat, isFirst, active) {
  const [head] = unit;
  const key = `${chat}-${head.message_id}`;
  if (isService(head)) return h("p", { class: "service", key }, h("span", null, sayService(head)));
  const { jump } = state;
  const isLit = jump?.chat === chat && unit.some((one) => one.message_id === jump.message);
  const waiting = state.presses
    .filter((press) => press.chat === chat && unit.some((one) => one.message_id === press.message))
    .map((press) => press.data);
  return h(Bubble, {
    key,
    unit,
    chat,
    isFirst,
    isOwn: isOwn(head),
    isActive: head.message_id === active,
    lit: isLit ? (jump.quote ?? true) : null,
    waiting: waiting.length > 0 ? waiting : null,
  });
}

const SERVICE = {
  new_chat_members: (message) => `${message.new_chat_members.map(nameOf).join(", ")} joined the group`,
  left_chat_member: (message) => `${nameOf(message.left_chat_member)} left the group`,
  pinned_message: (message) => `${authorOf(message)} pinned a message`,
  new_chat_title: (message) => `The chat is now called ${message.new_chat_title}`,
  group_chat_created: () => "The group was made",
  supergroup_chat_created: () => "The group was made",
  channel_chat_created: () => "The channel was made",
};

const WORDED = [
  "text",
  "caption",
  "photo",
  "document",
  "video",
  "voice",
  "audio",
  "sticker",
  "animation",
  "video_note",
  "poll",
  "location",
  "contact",
  "venue",
  "dice",
  "story",
  "game",
];

const isService = (message) => !WORDED.some((name) => name in message);

function sayService(message) {
  const kind = Object.keys(SERVICE).find((name) => name in message);
  return kind ? SERVICE[kind](message) : "Something changed in this chat";
}

function Typing() {
  return h(
    "div",
    { class: "message in typing" },
    h(
      "div",
      { class: "bubble" },
      h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
      h("span", { class: "unseen" }, `${state.world.bot.name} is typing`),
    ),
  );
}

/** What an empty chat offers. */
function Welcome({ chat }) {
  if (!chat) return null;
  const samples = chat.type === "channel" ? [] : state.world.samples.slice(0, 4);
  const text =
    chat.type === "channel"
      ? "Write a post below, then forward it from its menu."
      : "Paste an article below, drop a .txt or saved .html file, or begin with one of these:";
  return h(
    "section",
    { class: "welcome", "aria-label": "How to begin" },
    h("h2", null, h("bdi", null, chat.title)),
    chat.note && h("p", null, chat.note),
    h("p", null, text),
    h(
      "div",
      null,
      samples.map((sample) =>
        h("button", { key: sample.id, type: "button", onClick: () => sendSample(sample.id) }, sample.title),
      ),
    ),
    samples.length > 0 &&
      h("button", { type: "button", class: "all-samples", onClick: () => change((s) => (s.tray = true)) }, "All samples…"),
  );
}

export const lastOfPeople = (chat) =>
  historyOf(chat).findLast((message) => !isService(message) && !isOfBot(message) && !(message.text ?? "").startsWith("/"));
