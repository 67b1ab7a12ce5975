/** The few signs of the page, drawn in the colour of the words beside them. */

import { h } from "./preact.js";

const PATHS = {
  attach: "M20 11.5l-8.2 8.2a5 5 0 0 1-7-7L13 4.5a3.3 3.3 0 0 1 4.7 4.7l-8.2 8.2a1.7 1.7 0 0 1-2.4-2.4l7.6-7.5",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  down: "M12 5v14M6 13l6 6 6-6",
  file: "M7 3h7l4 4v14H7zM14 3v5h4",
  forward: "M4 18v-2a6 6 0 0 1 6-6h9M14 5l5 5-5 5",
  inside: "M4 5h16v14H4zM14 5v14M7 9h4M7 13h4",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  pencil: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  reply: "M20 18v-2a6 6 0 0 0-6-6H5M10 5L5 10l5 5",
  restart: "M5 12a7 7 0 1 0 2.2-5.1M5 4v4h4",
  samples: "M5 4h14v4H5zM5 11h14v4H5zM5 18h9",
  send: "M4 12l16-7-6 15-3-6z",
  theme: "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16",
};

/** Give a sign that a screen reader passes over. */
export function icon(name) {
  const look = {
    viewBox: "0 0 24 24",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": name === "more" ? 3.2 : 1.8,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  };
  const half = name === "theme" && h("path", { d: "M12 4a8 8 0 0 0 0 16z", fill: "currentColor", stroke: "none" });
  return h("svg", { class: "icon", "aria-hidden": "true", ...look }, h("path", { d: PATHS[name] }), half);
}

/** A button that shows a sign and has a name. */
export function signButton(name, label, onClick, more = {}) {
  const { class: kind = "", ...rest } = more;
  return h("button", { type: "button", class: `sign ${kind}`, "aria-label": label, title: label, onClick, ...rest }, icon(name));
}
