/** Days, hours, sizes and names as the page writes them. */

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const TIME = new Intl.DateTimeFormat("en", CLOCK);
const EXACT = new Intl.DateTimeFormat("en", { ...CLOCK, second: "2-digit" });
const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", year: "numeric" });

export const sayTime = (seconds) => TIME.format(new Date(seconds * 1000));

export const sayExactTime = (seconds) => EXACT.format(new Date(seconds * 1000));

export function sayDay(seconds) {
  const day = new Date(seconds * 1000);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86_400_000);
  return ["Today", "Yesterday"][days] ?? DAY.format(day);
}

export function saySize(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export const initials = (title) =>
  title
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();

/** One of seven calm colours, always the same for the same id. */
export const hue = (id) => `hue-${Math.abs(Number(id) || 0) % 7}`;

export const showJson = (thing) => JSON.stringify(thing, null, 2) ?? "";

/** Say what a message holds beside words. */
export function sayKind(message) {
  const kinds = {
    photo: "Photo",
    document: message.document?.file_name ?? "File",
    video: "Video",
    voice: "Voice message",
    audio: "Audio",
    sticker: "Sticker",
    animation: "Animation",
    video_note: "Video message",
    poll: "Poll",
    location: "Location",
    contact: "Contact",
  };
  return Object.entries(kinds).find(([kind]) => message[kind])?.[1] ?? "";
}
