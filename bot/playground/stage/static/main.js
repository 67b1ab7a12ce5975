/** The page as a whole, and its beginning. */

import { Component, h, render } from "./preact.js";
import { ChatHead, Chats } from "./chats.js";
import { Composer } from "./composer.js";
import { Dialog } from "./dialogs.js";
import { Drawer } from "./drawer.js";
import { dropTarget } from "./dropped.js";
import { listen } from "./events.js";
import { Menu } from "./menu.js";
import { Messages } from "./messages.js";
import { change, chatOf, dropToast, messageOf, onChange, state } from "./state.js";
import { restoreTheme } from "./theme.js";

class Page extends Component {
  render(_props, { isOver }) {
    const { chat, drawer, menu, dialog } = state;
    const drop =
      chatOf(chat)?.type === "channel"
        ? {}
        : dropTarget((over) => over !== Boolean(this.state.isOver) && this.setState({ isOver: over }));
    return h(
      "div",
      { class: `page shows-${state.pane} ${drawer ? "has-drawer" : ""}` },
      h(Chats),
      h(
        "main",
        {
          class: `room ${isOver ? "is-over" : ""}`,
          "aria-label": "Chat",
          "aria-busy": String(!state.ready),
          ...drop,
        },
        h(ChatHead),
        h(Banner),
        chat !== null && [h(Messages, { key: "messages", chat }), h(Composer, { key: "composer", chat, edit: state.edit })],
      ),
      drawer && h(Drawer, { tab: drawer }),
      menu && h(Menu, { menu, message: messageOf(menu.chat, menu.message) }),
      dialog && h(Dialog, { key: dialog.kind, dialog }),
      h("div", { class: "toasts", role: "status" }, state.toasts.map(drawToast)),
      h("div", { class: "unseen", role: "status", id: "said" }, state.said || null),
    );
  }
}

function drawToast(toast) {
  const { id, text, action } = toast;
  const act = () => {
    dropToast(toast);
    action.run();
  };
  return h(
    "p",
    { class: "toast", key: id },
    h("span", { dir: "auto" }, text),
    action && h("button", { type: "button", onClick: act }, action.label),
  );
}

/** What stands between the person and an answer, in one sentence. */
function Banner() {
  const text = sayHindrance();
  return h("div", { class: "banner-place", role: "status" }, text && h("p", { class: "banner" }, text));
}

function sayHindrance() {
  const { link, bot } = state;
  if (link === "shut")
    return "This address does not fit the playground that is running. Open the one that “caveat play” printed.";
  if (link === "lost") return "The playground does not answer. Trying again; if it was ended, start “caveat play” once more.";
  if (link === "connecting" || bot.state === "starting") return "The bot is starting. What you send waits for it.";
  if (bot.state === "restarting") return "The bot is starting again. What you send waits for it.";
  return bot.state === "failed" ? `The bot did not start and is tried again. Its last line: ${bot.line}` : "";
}

restoreTheme();
const root = document.getElementById("app");
root.replaceChildren();
onChange(() => render(h(Page), root));
change(() => {});
listen();
