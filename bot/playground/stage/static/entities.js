/** Texts with Telegram's entities, drawn as nested elements; whatever the text says, it stays text. */

import { Component, createRef, h } from "./preact.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", mark: "mark" };
const NAMES = new Set(["mention", "text_mention", "hashtag", "cashtag", "email", "phone_number"]);
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

/**
 * Draw a text. Offsets are UTF-16 units, as in JavaScript's strings.
 * @param marked { position, length } of words to light up, or null
 * @param on { link(url), command(text), tab } what links and commands do, and the tabindex of all that can be pressed
 */
export function drawText(text, entities, marked, on) {
  const nested = [...(entities ?? []), ...markPieces(entities ?? [], marked)];
  nested.sort(
    (one, other) => one.offset - other.offset || other.length - one.length || (one.type === "mark") - (other.type === "mark"),
  );
  return drawPart(text, 0, text.length, nested, on);
}

/** Cut what is marked where entities begin and end, so that everything nests. */
function markPieces(entities, marked) {
  if (!marked) return [];
  const end = marked.position + marked.length;
  const cuts = entities
    .flatMap(({ offset, length }) => [offset, offset + length])
    .filter((at) => at > marked.position && at < end);
  const ends = [...new Set([marked.position, ...cuts, end])].sort((one, other) => one - other);
  return ends.slice(1).map((to, n) => ({ type: "mark", offset: ends[n], length: to - ends[n] }));
}

function drawPart(text, start, end, entities, on) {
  const drawn = [];
  let at = start;
  for (let n = 0; n < entities.length; n++) {
    const entity = entities[n];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (to <= from) continue;
    if (from > at) drawn.push(text.slice(at, from));
    const inner = entities.slice(n + 1).filter((one) => one.offset < to);
    drawn.push(drawEntity(entity, text.slice(from, to), drawPart(text, from, to, inner, on), on));
    at = BLOCKS.has(entity.type) && text[to] === "\n" && to < end ? to + 1 : to;
  }
  if (at < end) drawn.push(text.slice(at, end));
  return drawn;
}

function drawEntity(entity, words, inner, on) {
  const { type } = entity;
  if (TAGS[type]) return h(TAGS[type], null, inner);
  if (NAMES.has(type)) return h("span", { class: "name" }, inner);
  if (type === "url") return drawLink(() => on.link(withScheme(words)), inner, on);
  if (type === "text_link") return drawLink(() => on.link(entity.url), inner, on);
  if (type === "bot_command") return drawLink(() => on.command(words), inner, on);
  if (type === "pre") return h("pre", { class: "pre" }, h("code", null, inner));
  if (type === "blockquote") return h("blockquote", null, inner);
  if (type === "expandable_blockquote") return h(Folded, { tab: on.tab }, inner);
  if (type === "spoiler") return h(Spoiler, { tab: on.tab }, inner);
  return h("span", null, inner);
}

const withScheme = (address) => (/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`);

/** Something to press that wraps like words: the browser itself never follows it. */
function drawLink(follow, inner, { tab }) {
  return h("span", { class: "link", role: "link", tabIndex: tab, ...pressable(follow) }, inner);
}

/** Click, Enter and the space bar do the same. */
function pressable(press) {
  const onKeyDown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    press();
  };
  return { onClick: press, onKeyDown };
}

/** A quotation of which three lines show until it is unfolded. */
class Folded extends Component {
  constructor() {
    super();
    this.text = createRef();
    this.state = { isOpen: false, isLong: false };
  }

  componentDidMount() {
    this.watch = new ResizeObserver(() => this.measure());
    this.watch.observe(this.text.current);
  }

  componentWillUnmount() {
    this.watch.disconnect();
  }

  measure() {
    const { scrollHeight, clientHeight } = this.text.current;
    const isLong = this.state.isOpen || scrollHeight > clientHeight + 2;
    if (isLong !== this.state.isLong) this.setState({ isLong });
  }

  render({ tab, children }, { isOpen, isLong }) {
    const open = () => this.setState({ isOpen: true });
    const turn = () => this.setState({ isOpen: !isOpen });
    const folds =
      isLong &&
      h(
        "button",
        { class: "unfold", type: "button", tabIndex: tab, "aria-expanded": String(isOpen), onClick: turn },
        isOpen ? "Show less" : "Show all",
      );
    return h(
      "blockquote",
      { class: `folds ${isOpen ? "is-open" : ""}` },
      h("div", { ref: this.text, class: "folded", onFocusIn: open }, children),
      folds,
    );
  }
}

/** Words that are hidden until they are asked for. */
class Spoiler extends Component {
  render({ tab, children }, { isShown }) {
    if (isShown) return h("span", { class: "spoiler is-shown" }, children);
    const asked = pressable(() => this.setState({ isShown: true }));
    return h(
      "span",
      { class: "spoiler", role: "button", tabIndex: tab, "aria-label": "Hidden words, press to show", ...asked },
      h("span", { "aria-hidden": "true" }, children),
    );
  }
}
