/** The inside view: what the bot calls, how it reads, which rules saw what, and the rule files. */

import { Component, createRef, h } from "./preact.js";
import { Calls } from "./calls.js";
import { signButton } from "./icons.js";
import { Reading } from "./reading.js";
import { Rules } from "./rules.js";
import { change, focusComposer, state } from "./state.js";

const TABS = { calls: "Calls", reading: "Reading", trace: "Trace", rules: "Rules" };

function openTab(tab) {
  change((s) => Object.assign(s, { drawer: tab, rulesSeen: s.rulesSeen || tab === "rules" }));
}

function close() {
  change((s) => (s.drawer = ""));
  focusComposer();
}

export class Drawer extends Component {
  constructor() {
    super();
    this.box = createRef();
  }

  componentDidMount() {
    this.box.current.querySelector("[aria-selected=true]").focus();
  }

  onKey(event) {
    const names = Object.keys(TABS);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const tab = names[(names.indexOf(state.drawer) + step + names.length) % names.length];
    openTab(tab);
    document.getElementById(`tab-${tab}`).focus();
  }

  render({ tab }) {
    const onKeyDown = (event) => event.key === "Escape" && close();
    const tabs = Object.entries(TABS).map(([name, label]) => this.drawTab(name, label, name === tab));
    return h(
      "aside",
      { class: "drawer", ref: this.box, "aria-label": "Inside view", onKeyDown },
      h(
        "header",
        null,
        h("div", { role: "tablist", "aria-label": "Inside view", onKeyDown: (event) => this.onKey(event) }, tabs),
        signButton("close", "Close the inside view", close),
      ),
      h("div", { class: "drawn", id: "drawn", role: "tabpanel", "aria-labelledby": `tab-${tab}`, tabIndex: 0 }, drawInside(tab)),
    );
  }

  drawTab(name, label, isOpen) {
    const hasNews = name === "rules" && !state.rulesSeen;
    return h(
      "button",
      {
        key: name,
        id: `tab-${name}`,
        type: "button",
        role: "tab",
        "aria-selected": String(isOpen),
        "aria-controls": "drawn",
        tabIndex: isOpen ? 0 : -1,
        class: hasNews ? "has-news" : "",
        onClick: () => openTab(name),
      },
      label,
      hasNews && h("span", { class: "unseen" }, " (new)"),
    );
  }
}

function drawInside(tab) {
  if (tab === "calls") return h(Calls, { calls: state.calls });
  if (tab === "rules") return h(Rules, { rules: state.world.rules, last: state.rules });
  return h(Reading, {
    shows: tab,
    subject: state.subject,
    chat: state.chat,
    histories: state.histories.get(state.chat),
    digest: state.world.rules.digest,
  });
}
