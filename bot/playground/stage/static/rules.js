/** The rule files that are in force, and what the last change of them did to the last message. */

import { h } from "./preact.js";
import { jumpTo } from "./doings.js";
import { sayExactTime } from "./words.js";

export function Rules({ rules, last }) {
  return h(
    "section",
    { class: "rules", "aria-label": "Rules" },
    h("p", null, "Change a file of this folder and save it: the rules are read again, and so is the last message."),
    h("p", { class: "folder" }, h("code", { dir: "ltr" }, rules.folder)),
    last && drawLast(last),
    h(
      "details",
      { open: !last },
      h("summary", null, `${rules.files.length} files · rules `, h("code", null, rules.digest)),
      h(
        "ul",
        { class: "files" },
        rules.files.map((file) => h("li", { key: file, class: file === last?.file ? "is-changed" : "" }, h("code", null, file))),
      ),
    ),
  );
}

function drawLast({ file, error, seconds, changes, message, isSame, at }) {
  const when = sayExactTime(at / 1000);
  const named = file || "The rules";
  if (error)
    return h(
      "div",
      { class: "last is-wrong" },
      h("h3", null, `${named} was not taken, ${when}`),
      h("pre", { class: "error", tabIndex: 0, dir: "ltr" }, error),
      h("p", null, "The rules from before stay in force."),
    );
  return h(
    "div",
    { class: "last" },
    h("h3", null, `${named} read again, ${when}`),
    h(
      "p",
      null,
      `It took ${Number(seconds).toFixed(2)} s. `,
      isSame ? "They say the same as before." : sayChanges(changes, message),
    ),
    message && h("button", { type: "button", onClick: () => jumpTo(message.chat, message.id) }, "Show the message"),
    changes?.length > 0 && h("ol", { class: "statements changes" }, changes.map(drawChange)),
  );
}

function sayChanges(changes, message) {
  if (!message) return "No message was read yet, so there is nothing to compare.";
  return changes?.length ? "What is different in the last message:" : "The last message reads as before.";
}

function drawChange({ n, text, before, after, rules_before: were, rules_after: are }) {
  const gone = were.filter((rule) => !are.includes(rule));
  const come = are.filter((rule) => !were.includes(rule));
  const isSame = before === after;
  return h(
    "li",
    { key: `${n}-${text}` },
    h("p", { class: "said", dir: "auto" }, text),
    isSame
      ? h("p", { class: "is" }, h("b", null, after))
      : h(
          "p",
          { class: "turned" },
          h("del", null, before || "no statement"),
          h("span", { class: "arrow", "aria-label": "becomes" }, " → "),
          h("ins", null, after || "no statement"),
        ),
    (gone.length > 0 || come.length > 0) &&
      h(
        "ul",
        { class: "lines" },
        gone.map((rule) => h("li", { key: `-${rule}` }, "no longer ", h("code", null, rule))),
        come.map((rule) => h("li", { key: `+${rule}` }, "now ", h("code", null, rule))),
      ),
  );
}
