/** How the playground's own rulebook reads a message: statement by statement, as JSON, and with the rules behind it. */

import { Component, h } from "./preact.js";
import { askReading } from "./ask.js";
import { copyText, jumpTo } from "./doings.js";
import { lastOfPeople } from "./messages.js";
import { change, messageOf, wordsOf } from "./state.js";
import { showJson } from "./words.js";

/** Props: shows (reading | trace), subject or null for the last message, chat, histories, digest of the rules. */
export class Reading extends Component {
  constructor() {
    super();
    this.state = { answer: null, isJson: false };
  }

  componentDidMount() {
    this.ask();
  }

  componentDidUpdate() {
    this.ask();
  }

  place({ subject, chat }) {
    const last = subject ?? lastOfPeople(chat);
    return last ? { chat: last.chat?.id ?? last.chat, message: last.message_id ?? last.message } : null;
  }

  /** Ask where another message is meant, or it or the rules have changed. */
  async ask() {
    const place = this.place(this.props);
    const message = place && messageOf(place.chat, place.message);
    const asked = place ? [place.chat, place.message, message && wordsOf(message), this.props.digest].join("|") : "";
    if (asked === this.asked) return;
    this.asked = asked;
    const answer = place ? await askReading(place.chat, place.message) : null;
    if (asked === this.asked) this.setState({ answer, place });
  }

  render({ shows, subject }, { answer, isJson, place }) {
    const follow = () => change((s) => (s.subject = null));
    return h(
      "section",
      { class: "reading", "aria-label": shows === "trace" ? "Trace of rules" : "Reading" },
      h(
        "div",
        { class: "tools" },
        h("span", null, subject ? "The message you chose" : "The last message of this chat"),
        place && h("button", { type: "button", onClick: () => jumpTo(place.chat, place.message) }, "Show it"),
        subject && h("button", { type: "button", onClick: follow }, "Follow the last"),
        shows === "reading" &&
          answer?.ok &&
          h(
            "button",
            { type: "button", "aria-pressed": String(isJson), onClick: () => this.setState({ isJson: !isJson }) },
            "JSON",
          ),
      ),
      drawAnswer(answer, shows, isJson),
    );
  }
}

function drawAnswer(answer, shows, isJson) {
  if (!answer) return h("p", { class: "nothing" }, "Nothing to read yet. Send a text, and its reading stands here.");
  if (!answer.ok || !answer.reading)
    return h("p", { class: "nothing", dir: "auto" }, answer.why ?? answer.why_not ?? "This message holds nothing to read.");
  if (shows === "trace") return h("ol", { class: "statements" }, answer.trace.map(drawTrace));
  const text = showJson(answer.reading);
  if (isJson)
    return h(
      "figure",
      null,
      h("figcaption", null, "The reading as JSON", h("button", { type: "button", onClick: () => copyText(text) }, "Copy")),
      h("pre", { class: "json", tabIndex: 0, dir: "ltr" }, text),
    );
  return [
    drawSummary(answer.reading),
    h(
      "ol",
      { class: "statements" },
      answer.reading.statements.map((one) =>
        drawStatement(
          one,
          answer.trace.find((traced) => traced.n === one.n),
        ),
      ),
    ),
  ];
}

function drawSummary({ summary, receipt, rules, findings }) {
  return [
    h("p", { class: "summary" }, summary),
    findings.length > 0 &&
      h(
        "ul",
        { class: "findings" },
        findings.map((finding, n) => h("li", { key: n, dir: "auto" }, finding.says)),
      ),
    h("p", { class: "receipt" }, "receipt ", h("code", null, receipt.toUpperCase()), " · rules ", h("code", null, rules)),
  ];
}

function drawStatement(statement, traced) {
  return h(
    "li",
    { key: statement.n },
    h(
      "p",
      { class: `is ${statement.status}` },
      h("b", null, traced?.status ?? statement.status),
      h("small", null, statement.role === "headline" ? "headline" : `s. ${statement.sentence}`),
    ),
    h("p", { class: "said", dir: "auto" }, statement.text),
    statement.cues.length > 0 &&
      h(
        "p",
        { class: "cues" },
        "Words: ",
        statement.cues.map((cue, n) => [n > 0 && ", ", h("q", { key: n }, cue.text)]),
      ),
    statement.sources.length > 0 &&
      h(
        "p",
        { class: "cues" },
        "Sources: ",
        statement.sources.map((source) => `${source.name ?? source.text} (${source.kind}, ${source.part})`).join("; "),
      ),
  );
}

function drawTrace({ n, sentence, status, text, lines }) {
  return h(
    "li",
    { key: n },
    h("p", { class: "is" }, h("b", null, status), h("small", null, sentence === 0 ? "headline" : `s. ${sentence}`)),
    h("p", { class: "said", dir: "auto" }, text),
    h(
      "ul",
      { class: "lines" },
      lines.map((line, at) => h("li", { key: at, class: line.startsWith("  ") ? "deeper" : "", dir: "auto" }, line.trim())),
    ),
  );
}
