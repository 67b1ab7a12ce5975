/** Every call of the bot, the newest first. */

import { Component, h } from "./preact.js";
import { copyText } from "./doings.js";
import { sayExactTime, showJson } from "./words.js";

export class Calls extends Component {
  constructor() {
    super();
    this.state = { method: "", held: null, open: new Set() };
  }

  render({ calls }, { method, held, open }) {
    const methods = [...new Set(calls.map((call) => call.method))].sort();
    const shown = (held ?? calls).filter((call) => !method || call.method === method).reverse();
    const turn = () => this.setState({ held: held ? null : calls });
    return h(
      "section",
      { class: "calls", "aria-label": "Calls of the Bot API" },
      h(
        "div",
        { class: "tools" },
        h(
          "label",
          null,
          "Method ",
          h(
            "select",
            { value: method, onChange: (event) => this.setState({ method: event.target.value }) },
            h("option", { value: "" }, "all"),
            methods.map((one) => h("option", { key: one, value: one }, one)),
          ),
        ),
        h("button", { type: "button", "aria-pressed": String(Boolean(held)), onClick: turn }, held ? "Go on" : "Pause"),
      ),
      shown.length === 0 && h("p", { class: "nothing" }, "No call yet. Send something, and each call of the bot is listed here."),
      h(
        "ol",
        null,
        shown.map((call) => this.drawCall(call, open.has(call.n))),
      ),
    );
  }

  drawCall(call, isOpen) {
    const onToggle = ({ currentTarget }) => {
      const open = new Set(this.state.open);
      open[currentTarget.open ? "add" : "delete"](call.n);
      if (currentTarget.open !== isOpen) this.setState({ open });
    };
    return h(
      "li",
      { key: call.n },
      h(
        "details",
        { open: isOpen, onToggle },
        h(
          "summary",
          null,
          h("time", null, sayExactTime(call.at)),
          h("code", null, call.method),
          h("span", { class: call.status === 200 ? "status" : "status is-refused" }, call.status),
        ),
        isOpen && [
          call.description && h("p", { class: "refused" }, call.description),
          drawJson("Given", call.given),
          drawJson("Result", call.result),
        ],
      ),
    );
  }
}

function drawJson(title, thing) {
  const text = showJson(thing);
  return h(
    "figure",
    null,
    h("figcaption", null, title, h("button", { type: "button", onClick: () => copyText(text) }, "Copy")),
    h("pre", { class: "json", tabIndex: 0, dir: "ltr" }, text),
  );
}
