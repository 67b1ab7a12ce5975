/** Photos and files of a message. Each is fetched with the key, for no other page shall get it. */

import { Component, h } from "./preact.js";
import { askFile } from "./ask.js";
import { icon } from "./icons.js";
import { change, toast } from "./state.js";
import { sayKind, saySize } from "./words.js";

const addresses = new Map();

/** Give an address within the page for a file; null where it is gone. */
async function addressOf(id) {
  if (!addresses.has(id))
    addresses.set(
      id,
      askFile(id).then((blob) => (blob ? URL.createObjectURL(blob) : null)),
    );
  return addresses.get(id);
}

/** Draw all that the messages of one bubble hold beside words. */
export function drawMedia(messages, tab) {
  const photos = messages.filter((message) => message.photo);
  const rest = messages.filter((message) => !message.photo && sayKind(message));
  return [
    photos.length > 0 &&
      h(
        "div",
        { class: `photos n-${Math.min(photos.length, 4)}` },
        photos.map((message) => h(Photo, { key: message.message_id, sizes: message.photo, tab })),
      ),
    rest.map((message) =>
      message.document
        ? h(File, { key: message.message_id, file: message.document, tab })
        : h("p", { class: "other-kind" }, sayKind(message)),
    ),
  ];
}

/** A photo; pressing it shows it whole. */
class Photo extends Component {
  async componentDidMount() {
    const src = await addressOf(this.props.sizes.at(-1).file_id);
    if (src) this.setState({ src, ...(await measure(src)) });
  }

  render({ tab }, { src, width, height }) {
    if (!src) return h("span", { class: "no-photo", role: "img", "aria-label": "Photo" });
    const show = () => change((s) => (s.dialog = { kind: "photo", src }));
    const image = h("img", { src, width, height, alt: "Photo" });
    return h("button", { type: "button", class: "photo", tabIndex: tab, onClick: show }, image);
  }
}

/** Give the size of a picture, so that it has its room at once; nothing where it is none. */
async function measure(src) {
  const image = Object.assign(new Image(), { src });
  await image.decode().catch(() => null);
  return image.naturalWidth ? { width: image.naturalWidth, height: image.naturalHeight } : {};
}

function File({ file, tab }) {
  const name = file.file_name ?? "file";
  return h(
    "button",
    {
      type: "button",
      class: "file",
      tabIndex: tab,
      "aria-label": `Save the file ${name}`,
      onClick: () => save(file.file_id, name),
    },
    h("span", { class: "file-sign" }, icon("file")),
    h("span", null, h("bdi", { class: "file-name" }, name), h("small", null, saySize(file.file_size ?? 0))),
  );
}

async function save(id, name) {
  const href = await addressOf(id);
  if (!href) return toast("This file is gone.");
  saveAs(href, name);
}

/** Keep what stands at an address within the page as a file. */
export function saveAs(href, name) {
  const link = document.createElement("a");
  Object.assign(link, { href, download: name });
  link.click();
}
