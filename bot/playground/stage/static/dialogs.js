/** What asks for an answer before anything else: an address, a chat to forward to, words to quote, a text to look at. */

import { Component, createRef, h } from "./preact.js";
import { copyText, forward, sendSample } from "./doings.js";
import { signButton } from "./icons.js";
import { saveAs } from "./media.js";
import { change, chatOf, messageOf, state, toast, wordsOf, writerIn } from "./state.js";
import { initials, hue } from "./words.js";

const close = () => change((s) => (s.dialog = null));

/** The one dialog that is open; the browser itself keeps the keyboard in it and gives it back. */
export class Dialog extends Component {
  constructor() {
    super();
    this.box = createRef();
  }

  componentDidMount() {
    this.box.current.showModal();
  }

  componentWillUnmount() {
    this.box.current.close();
  }

  render({ dialog }) {
    const [title, inside, ...buttons] = KINDS[dialog.kind](dialog);
    const onClick = (event) => event.target === event.currentTarget && close();
    return h(
      "dialog",
      { ref: this.box, class: `dialog ${dialog.kind}`, "aria-labelledby": "dialog-title", onClose: close, onClick },
      h(
        "div",
        { class: "inside" },
        h("header", null, h("h2", { id: "dialog-title" }, title), signButton("close", "Close", close)),
        inside,
        buttons.length > 0 && h("footer", null, buttons),
      ),
    );
  }
}

const button = (label, run, kind = "plain") => h("button", { type: "button", class: kind, onClick: run }, label);

const KINDS = {
  alert: ({ text }) => [state.world.bot.name, h("p", { class: "told", dir: "auto" }, text), button("OK", close, "main")],
  link: ({ url }) => [
    "Open this address?",
    h("p", { class: "address", dir: "ltr" }, url),
    button("Cancel", close),
    button("Open in a new tab", () => openOutside(url), "main"),
  ],
  json: ({ title, text }) => [
    title,
    h("pre", { class: "json", tabIndex: 0, dir: "ltr" }, text),
    button("Copy", () => copyText(text), "main"),
  ],
  photo: ({ src }) => [
    "Photo",
    h("div", { class: "whole-photo", tabIndex: 0 }, h("img", { src, alt: "Photo" })),
    button("Save", () => saveAs(src, "photo"), "main"),
  ],
  sample: ({ id }) => showSample(state.world.samples.find((one) => one.id === id)),
  forward: showForward,
  quote: showQuote,
};

function openOutside(url) {
  window.open(url, "_blank", "noopener,noreferrer");
  close();
}

function showSample(sample) {
  const send = () => {
    close();
    sendSample(sample.id);
  };
  return [
    sample.title,
    h(
      "div",
      { class: "told", tabIndex: 0, dir: "auto" },
      h("p", { class: "note" }, sample.note),
      h("p", { class: "sample-text" }, sample.text),
    ),
    button("Send it", send, "main"),
  ];
}

function showForward({ chat, message }) {
  const { person } = writerIn(chat);
  const chats = state.world.chats.filter((one) => one.type !== "channel" && one.can.length > 0);
  const rows = chats.map((one) => {
    const as = one.can.find((can) => can.person === person) ?? one.can[0];
    const choose = () => {
      close();
      forward(chat, message, one.id, as.person);
    };
    return h(
      "button",
      { key: one.id, type: "button", class: "chat", onClick: choose },
      h("span", { class: `face ${hue(one.id)}`, "aria-hidden": "true" }, initials(one.title)),
      h("span", { class: "chat-words" }, h("bdi", null, one.title), h("small", null, `as ${as.label}`)),
    );
  });
  return ["Forward to", h("div", { class: "choices" }, rows)];
}

/** Words are marked in a field of their own: with a finger or the keyboard they cannot be marked in a bubble. */
function showQuote({ chat, message }) {
  const text = wordsOf(messageOf(chat, message) ?? {});
  const quote = () => {
    const { selectionStart: start, selectionEnd: end } = document.getElementById("to-quote");
    if (start === end) return toast("Mark the words to quote first.");
    close();
    change((s) => Object.assign(s, { reply: { message, quote: text.slice(start, end) }, edit: null }));
    setTimeout(() => document.getElementById("composer")?.focus());
  };
  const field = h("textarea", {
    id: "to-quote",
    readOnly: true,
    rows: 8,
    value: text,
    dir: "auto",
    "aria-label": `Mark the words to quote, from ${chatOf(chat)?.title ?? "the chat"}`,
  });
  return ["Mark the words to quote", field, button("Quote them", quote, "main")];
}
