/** What a person does on the page: each asks the stage, and says calmly where it is not to be. */

import { act, hangUpDuring } from "./ask.js";
import { change, chatOf, focusComposer, messageOf, state, toast, wordsOf, writerIn } from "./state.js";

/** Do something and give the answer; a refusal is shown. */
export async function doIt(what) {
  const answer = await act(what);
  if (!answer.ok) toast(answer.why);
  return answer;
}

export const here = () => ({ chat: state.chat, as: writerIn(state.chat).person });

/** Send what was written, as the composer stands: a new message, a reply, an edit, files or a channel's post. */
export async function send(text) {
  const { reply, edit, files } = state;
  if (!text.trim() && files.length === 0) return false;
  const answer = await doIt(whatToSend(text, reply, edit, files));
  if (answer.ok) change((s) => Object.assign(s, { reply: null, edit: null, files: [] }));
  return answer.ok;
}

function whatToSend(text, reply, edit, files) {
  if (edit) return { act: "edit", ...here(), message: edit, text };
  if (files.length > 0)
    return { act: "upload", ...here(), caption: text, files: files.map(({ name, type, base64 }) => ({ name, type, base64 })) };
  if (chatOf(state.chat)?.type === "channel") return { act: "publish", text };
  const replied = reply ? { reply_to: reply.message, ...(reply.quote ? { quote: reply.quote } : {}) } : {};
  return { act: "write", ...here(), text, ...replied };
}

export const sendCommand = (text) => doIt({ act: "write", ...here(), text });

export function sendSample(id) {
  change((s) => (s.tray = false));
  focusComposer();
  return doIt({ act: "sample", id, ...here() });
}

export const removeMessage = (message) => doIt({ act: "delete", ...here(), message });

export const react = (message, emoji) => doIt({ act: "react", ...here(), message, emoji });

/** Forward a message to another chat and go there. */
export async function forward(fromChat, message, chat, as) {
  const answer = await doIt({ act: "forward", from_chat: fromChat, message, chat, as });
  if (answer.ok) openChat(chat, as);
}

/** Follow a link: those of the bot and of chats within, all others after a look at the address. */
export async function follow(url) {
  const address = parseAddress(url);
  if (!address) return toast("This is no address that can be opened.");
  if (!isOfTelegram(address)) return change((s) => (s.dialog = { kind: "link", url: address.href }));
  const answer = await doIt({ act: "open", as: writerIn(state.chat).person, url });
  if (!answer.ok) return;
  if (answer.jump) lightUp(answer.jump.chat, answer.jump.message);
  else if (answer.outside) change((s) => (s.dialog = { kind: "link", url: address.href }));
  else if (answer.says) toast(answer.says);
}

function parseAddress(url) {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  return ["http:", "https:", "tg:"].includes(address.protocol) ? address : null;
}

const isOfTelegram = (address) => address.protocol === "tg:" || address.hostname === "t.me" || address.hostname === "telegram.me";

/** Show a chat; what was written and not sent stays with the chat it was written in. */
export function openChat(chat, as = null) {
  change((s) => {
    if (s.chat !== chat)
      Object.assign(s, { reply: null, edit: null, files: [], active: null, menu: null, tray: false, subject: null });
    if (as !== null) s.writers = { ...s.writers, [chat]: as };
    Object.assign(s, { chat, pane: "chat", unread: { ...s.unread, [chat]: 0 } });
  });
}

/** Go to a message and light it up, or the words of it that were quoted. */
export function jumpTo(chat, message, quote = null) {
  if (messageOf(chat, message)) lightUp(chat, message, quote);
  else toast("That message is gone, or was never here.");
}

/** The message may still be on its way. */
function lightUp(chat, message, quote = null) {
  openChat(chat);
  if (message !== null) change((s) => Object.assign(s, { jump: { chat, message, quote }, active: message }));
}

export async function copyText(text, said = "Copied.") {
  try {
    await navigator.clipboard.writeText(text);
    toast(said);
  } catch {
    change((s) => (s.dialog = { kind: "json", title: "Copy this text", text }));
  }
}

/** Begin a new world with an empty memory. */
export async function startAgain() {
  const answer = await hangUpDuring(doIt({ act: "again" }));
  if (!answer.ok) return;
  change((s) =>
    Object.assign(s, {
      histories: new Map(),
      subject: null,
      reply: null,
      edit: null,
      rules: null,
      rulesSeen: true,
      drafts: {},
      unread: {},
      answers: new Map(),
    }),
  );
  toast("A fresh world: nothing said, nothing kept.");
}

/** Put a message into the composer to be changed. */
export function startEdit(message) {
  const text = wordsOf(message);
  change((s) => Object.assign(s, { edit: message.message_id, reply: null, drafts: { ...s.drafts, [s.chat]: text } }));
}
