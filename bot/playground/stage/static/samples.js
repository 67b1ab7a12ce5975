/** The tray of posts that lie ready: one press sends, another shows first. */

import { Component, createRef, h } from "./preact.js";
import { sendSample } from "./doings.js";
import { signButton } from "./icons.js";
import { change, focusComposer, state } from "./state.js";

const close = () => {
  change((s) => (s.tray = false));
  focusComposer();
};

export class Samples extends Component {
  constructor() {
    super();
    this.box = createRef();
  }

  componentDidMount() {
    this.box.current.querySelector(".sample")?.focus();
  }

  render() {
    const onKeyDown = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    };
    return h(
      "section",
      { class: "sheet samples", ref: this.box, "aria-label": "Samples", onKeyDown },
      h(
        "header",
        null,
        h("h2", null, "Samples"),
        h("p", null, "One press sends it as the person you write as."),
        signButton("close", "Close the samples", close),
      ),
      h("ul", null, state.world.samples.map(drawSample)),
    );
  }
}

function drawSample(sample) {
  const preview = () => change((s) => (s.dialog = { kind: "sample", id: sample.id }));
  return h(
    "li",
    { key: sample.id },
    h(
      "button",
      { type: "button", class: "sample", onClick: () => sendSample(sample.id) },
      h("span", null, h("b", null, sample.title), h("small", { class: "kind" }, sample.kind)),
      h("span", { class: "note" }, sample.note),
    ),
    sample.text &&
      h(
        "button",
        { type: "button", class: "look", "aria-label": `Look at “${sample.title}” first`, onClick: preview },
        "Look first",
      ),
  );
}
