// Light or dark: as the system has it, or as the reader chose here; kept in this browser and never in a link.
import { el } from "./dom.js";
import { readPalette } from "./palette.js";

const FONT_SAMPLE = "AaЯяİış"; // a letter of each file of a face
const KEPT_AS = "corridor-atlas-theme";
const THEMES = ["auto", "light", "dark"];

// {element, palette, dress(), stop()}: a choice to be shown, and the colours that the canvases draw with. `given()` is the
// host's theme or undefined; `onChange` is called once the root has been dressed anew.
export function makeAppearance({ t, root, given, onChange }) {
  const darkness = window.matchMedia("(prefers-color-scheme: dark)");
  const names = { auto: t("auto"), light: t("light"), dark: t("dark") };
  const choice = el("select", "frame-choice", { on: { change: () => { keep(choice.value); dress(); onChange(); } } },
    THEMES.map((theme) => el("option", "", { value: theme, selected: theme === kept() }, names[theme])));
  const appearance = {
    element: el("label", "frame-theme", {}, t("Light or dark"), choice), palette: null, dress,
    stop: () => darkness.removeEventListener("change", follow),
  };
  darkness.addEventListener("change", follow);
  return appearance;

  function follow() {
    dress();
    onChange();
  }

  function dress() {
    const chosen = choice.value === "auto" ? null : choice.value;
    root.dataset.theme = chosen ?? given() ?? systemTheme();
    appearance.palette = readPalette(root);
  }
}

// Asks for every file of a font at once: a canvas would ask for each only when it first draws with it.
export function askFonts(font) {
  for (const face of ["400 12px", "600 12px", "italic 400 12px"]) document.fonts?.load(`${face} ${font}`, FONT_SAMPLE).catch(() => {});
}

// The theme to begin with, before there is a map to choose it on.
export function themeOf() {
  return kept() === THEMES[0] ? systemTheme() : kept();
}

function systemTheme() {
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

// A browser may refuse storage, or throw where a page is opened from disk.
function kept() {
  try {
    const theme = window.localStorage.getItem(KEPT_AS);
    return THEMES.includes(theme) ? theme : THEMES[0];
  } catch {
    return THEMES[0];
  }
}

function keep(theme) {
  try {
    window.localStorage.setItem(KEPT_AS, theme);
  } catch {
    // it holds until the page is left
  }
}
