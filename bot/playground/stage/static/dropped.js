/** Files that were chosen, pasted or dropped, made ready to send. */

import { change, state, toast } from "./state.js";

const MOST_FILES = 10;
const MOST_BYTES = 17 * 1024 * 1024;

/** Put files beside what is being written. */
export async function readFiles(list) {
  const files = [...list];
  const together = [...state.files, ...files];
  if (together.length > MOST_FILES) return toast(`Up to ${MOST_FILES} files go together.`);
  if (together.reduce((sum, file) => sum + file.size, 0) > MOST_BYTES)
    return toast("These files are too large to send here: 17 MB together.");
  const read = await Promise.all(files.map(readFile));
  change((s) => (s.files = [...s.files, ...read]));
  document.getElementById("composer")?.focus();
}

async function readFile(file) {
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return {
    name: file.name || "file",
    type: file.type || "application/octet-stream",
    size: file.size,
    base64: address.slice(address.indexOf(",") + 1),
  };
}

/** What an element needs for files to be dropped on it. */
export function dropTarget(setOver) {
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  return {
    onDragOver: (event) => holdsFiles(event) && (event.preventDefault(), setOver(true)),
    onDragLeave: (event) => !event.currentTarget.contains(event.relatedTarget) && setOver(false),
    onDrop: (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      readFiles(event.dataTransfer.files);
    },
  };
}
