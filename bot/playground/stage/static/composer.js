/** Where a person writes: text, files, commands, and what is replied to or changed. */

import { Component, createRef, h } from "./preact.js";
import { send, startEdit } from "./doings.js";
import { readFiles } from "./dropped.js";
import { icon, signButton } from "./icons.js";
import { Samples } from "./samples.js";
import { authorOf, change, chatOf, historyOf, isOwn, messageOf, state, wordsOf, writerIn } from "./state.js";
import { saySize } from "./words.js";

const TALLEST = 220;

export class Composer extends Component {
  constructor() {
    super();
    this.field = createRef();
    this.picker = createRef();
    this.state = { at: 0, isListing: false };
  }

  componentDidMount() {
    if (matchMedia("(pointer: fine)").matches) this.field.current.focus();
    this.fit();
  }

  componentDidUpdate(before) {
    this.fit();
    document.querySelector("#commands [aria-selected=true]")?.scrollIntoView({ block: "nearest" });
    if (before.chat !== this.props.chat || before.edit !== this.props.edit) this.field.current.focus({ preventScroll: true });
  }

  /** As tall as what is written, up to a limit. */
  fit() {
    const field = this.field.current;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, TALLEST)}px`;
    field.style.overflowY = field.scrollHeight > TALLEST ? "auto" : "hidden";
  }

  async send() {
    const { chat } = state;
    const text = state.drafts[chat] ?? "";
    this.write("");
    const isSent = await send(text);
    if (!isSent && !state.drafts[chat]) change((s) => (s.drafts = { ...s.drafts, [chat]: text }));
    this.field.current?.focus({ preventScroll: true });
  }

  write(text) {
    change((s) => (s.drafts = { ...s.drafts, [s.chat]: text }));
    this.setState({ at: 0, isListing: text.startsWith("/") });
  }

  commands() {
    const text = state.drafts[state.chat] ?? "";
    if (!this.state.isListing) return [];
    const begun = text.startsWith("/") ? text.slice(1).toLowerCase() : "";
    const offered = writerIn(state.chat).commands ?? state.world.bot.commands;
    return /\s/.test(begun) ? [] : offered.filter((one) => one.command.startsWith(begun));
  }

  choose(command) {
    this.write("");
    send(`/${command}`);
    this.field.current.focus();
  }

  onKey(event) {
    const commands = this.commands();
    if (event.isComposing) return;
    if (commands.length > 0 && this.moveInCommands(event, commands)) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey && !matchMedia("(pointer: coarse)").matches) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") this.leave(event);
    else if (event.key === "ArrowUp" && !event.currentTarget.value) editLast(event);
  }

  moveInCommands({ key }, commands) {
    const at = Math.min(this.state.at, commands.length - 1);
    if (key === "ArrowDown" || key === "ArrowUp")
      this.setState({ at: (at + (key === "ArrowDown" ? 1 : -1) + commands.length) % commands.length });
    else if (key === "Enter" || key === "Tab") this.choose(commands[at].command);
    else if (key === "Escape") this.setState({ isListing: false });
    else return false;
    return true;
  }

  leave(event) {
    if (!state.reply && !state.edit && !state.tray && state.files.length === 0) return;
    event.stopPropagation();
    const drafts = state.edit ? { ...state.drafts, [state.chat]: "" } : state.drafts;
    change((s) => Object.assign(s, { reply: null, edit: null, tray: false, files: [], drafts }));
  }

  onPaste(event) {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    readFiles(event.clipboardData.files);
  }

  render({ chat }) {
    const text = state.drafts[chat] ?? "";
    const commands = this.commands();
    const isChannel = chatOf(chat)?.type === "channel";
    const label = isChannel ? "Write a post of this channel" : `Write a message as ${writerIn(chat).label}`;
    const canSend = text.trim() || state.files.length > 0;
    return h(
      "footer",
      { class: "composer" },
      state.tray && h(Samples),
      commands.length > 0 && this.drawCommands(commands),
      drawBar(),
      drawFiles(),
      h(
        "div",
        { class: "write" },
        !isChannel && signButton("attach", "Attach files", () => this.picker.current.click()),
        h("input", {
          ref: this.picker,
          type: "file",
          multiple: true,
          hidden: true,
          accept: ".txt,.html,.htm,.md,.pdf,image/*",
          "aria-label": "Files to attach",
          onChange: ({ currentTarget }) => readFiles(currentTarget.files).then(() => (currentTarget.value = "")),
        }),
        h("textarea", {
          id: "composer",
          ref: this.field,
          rows: 1,
          dir: "auto",
          value: text,
          placeholder: isChannel ? "Post" : "Message",
          "aria-label": label,
          "aria-controls": commands.length > 0 ? "commands" : null,
          "aria-activedescendant": commands.length > 0 ? `command-${Math.min(this.state.at, commands.length - 1)}` : null,
          onInput: (event) => this.write(event.currentTarget.value),
          onKeyDown: (event) => this.onKey(event),
          onPaste: (event) => this.onPaste(event),
        }),
        !isChannel &&
          h(
            "button",
            {
              type: "button",
              class: "sign slash",
              "aria-label": "Commands of the bot",
              title: "Commands of the bot",
              "aria-expanded": String(commands.length > 0),
              onClick: () => this.turnCommands(),
            },
            "/",
          ),
        !isChannel &&
          signButton("samples", "Samples ready to send", () => change((s) => (s.tray = !s.tray)), {
            "aria-expanded": String(state.tray),
          }),
        signButton("send", state.edit ? "Save the change" : "Send", () => this.send(), { class: "send", disabled: !canSend }),
      ),
    );
  }

  turnCommands() {
    this.setState({ isListing: !this.state.isListing, at: 0 });
    this.field.current.focus();
  }

  drawCommands(commands) {
    const at = Math.min(this.state.at, commands.length - 1);
    const rows = commands.map((one, n) =>
      h(
        "button",
        {
          key: one.command,
          id: `command-${n}`,
          type: "button",
          role: "option",
          tabIndex: -1,
          "aria-selected": String(n === at),
          onClick: () => this.choose(one.command),
        },
        h("b", null, `/${one.command}`),
        " ",
        h("span", null, one.description),
      ),
    );
    return h(
      "div",
      { class: "sheet commands", id: "commands", role: "listbox", tabIndex: 0, "aria-label": "Commands of the bot" },
      rows,
    );
  }
}

function editLast(event) {
  const mine = historyOf(state.chat).findLast((message) => isOwn(message) && wordsOf(message) && !message.forward_origin);
  if (!mine) return;
  event.preventDefault();
  startEdit(mine);
}

/** What is replied to, or changed, above the field. */
function drawBar() {
  const { reply, edit, chat } = state;
  const message = messageOf(chat, edit ?? reply?.message);
  if (!message) return null;
  const stop = () =>
    change((s) => Object.assign(s, { reply: null, edit: null, drafts: s.edit ? { ...s.drafts, [s.chat]: "" } : s.drafts }));
  const title = edit ? "Changing your message" : reply.quote ? `Quoting ${authorOf(message)}` : `Reply to ${authorOf(message)}`;
  return h(
    "div",
    { class: "bar" },
    icon(edit ? "pencil" : "reply"),
    h(
      "p",
      null,
      h("b", null, h("bdi", null, title)),
      h("bdi", { dir: "auto" }, (reply?.quote || wordsOf(message)).slice(0, 200)),
    ),
    signButton("close", "Leave it", stop),
  );
}

function drawFiles() {
  if (state.files.length === 0) return null;
  const drop = (file) => change((s) => (s.files = s.files.filter((one) => one !== file)));
  return h(
    "ul",
    { class: "attached", "aria-label": "Files to send" },
    state.files.map((file, n) =>
      h(
        "li",
        { key: `${n}-${file.name}` },
        icon("file"),
        h("bdi", null, file.name),
        h("small", null, saySize(file.size)),
        signButton("close", `Leave out ${file.name}`, () => drop(file)),
      ),
    ),
  );
}
