/** Light, dark, or what the system says: the only thing the page remembers. */

const THEMES = ["auto", "light", "dark"];
const PLACE = "caveat-playground-theme";

export function themeNow() {
  return document.documentElement.dataset.theme ?? "auto";
}

export function nextTheme() {
  setTheme(THEMES[(THEMES.indexOf(themeNow()) + 1) % THEMES.length]);
}

/** Take up the theme that was chosen last time. */
export function restoreTheme() {
  try {
    setTheme(localStorage.getItem(PLACE));
  } catch {
    setTheme("auto");
  }
}

function setTheme(theme) {
  document.documentElement.dataset.theme = THEMES.includes(theme) ? theme : "auto";
  try {
    localStorage.setItem(PLACE, themeNow());
  } catch {
    // A browser that keeps nothing forgets the theme.
  }
}
