"use strict";
// Shows the entry of a statement where its words are pointed at, and how far a cue's words reach. Without it, links lead there.
(() => {
  const card = document.querySelector(".card");
  const shown = card.querySelector("div");
  let pinned = null;

  const wordsOf = (n) => document.querySelectorAll(`a.s[data-n="${n}"]`);

  function light(n, cue) {
    document.querySelectorAll(".reached").forEach((one) => one.classList.remove("reached"));
    if (n === null) return;
    wordsOf(n).forEach((words) => words.querySelectorAll("[data-scopes]").forEach((run) => {
      if (cue === null || run.dataset.scopes.split(" ").includes(cue)) run.classList.add("reached");
    }));
    shown.querySelectorAll("[data-cue]").forEach((line) => line.classList.toggle("on", line.dataset.cue === cue));
  }

  function show(n, cue) {
    const entry = document.getElementById(`n${n}`);
    if (!entry) return;
    if (card.dataset.n !== n || card.hidden) {
      const copy = entry.cloneNode(true);
      copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
      copy.querySelectorAll(".where").forEach((link) => { link.href = `#n${n}`; });
      shown.replaceChildren(...copy.childNodes);
      card.dataset.n = n;
      card.hidden = false;
    }
    document.querySelectorAll("a.s.on").forEach((one) => one.classList.remove("on"));
    wordsOf(n).forEach((one) => one.classList.add("on"));
    light(n, cue);
  }

  function hide() {
    pinned = null;
    card.hidden = true;
    document.querySelectorAll("a.s.on").forEach((one) => one.classList.remove("on"));
    light(null, null);
  }

  function cueAt(target) {
    const run = target.closest("mark[data-cues]");
    return run ? run.dataset.cues.split(" ")[0] : null;
  }

  document.querySelectorAll("a.s").forEach((words) => {
    const n = words.dataset.n;
    words.addEventListener("pointerover", (event) => {
      if (event.pointerType === "mouse" && (pinned === null || pinned === n)) show(n, cueAt(event.target));
    });
    words.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && pinned === null) hide();
    });
    words.addEventListener("focus", () => { if (pinned === null) show(n, null); });
    words.addEventListener("blur", (event) => { if (pinned === null && !card.contains(event.relatedTarget)) hide(); });
    words.addEventListener("click", (event) => {
      event.preventDefault();
      pinned = n;
      show(n, cueAt(event.target));
    });
  });

  shown.addEventListener("pointerover", (event) => {
    const line = event.target.closest("[data-cue]");
    light(card.dataset.n, line ? line.dataset.cue : null);
  });
  shown.addEventListener("click", (event) => { if (event.target.closest("a")) hide(); });
  card.querySelector("button").addEventListener("click", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("a.s") && !card.contains(event.target)) hide();
  });
})();
