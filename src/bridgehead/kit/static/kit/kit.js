// Comfort on top of pages that work without it: keys, rows that open in place, clean addresses.
"use strict";

document.documentElement.classList.add("scripted");

// Texts as kit/folding.py compares them: no accents, no case; a letter that is also written as two, as both.
const LETTERS = { "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h" };
const PAIRS = { "å": "aa", "ø": "oe", "ö": "oe", "ä": "ae", "ü": "ue", "đ": "dj" };

function folded(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f\u00ad]/g, "");
  return plain.replace(/[øæœßłđðþıħ]/g, (letter) => LETTERS[letter]).replaceAll("ς", "σ");
}

function spellings(text) {
  return [folded(text), folded(text.normalize("NFC").toLowerCase().replace(/[åøöäüđ]/g, (letter) => PAIRS[letter]))];
}

// Whether a text has a word, in any of the ways in which either is written.
function hasWord(text, word) {
  return spellings(text).some((one) => spellings(word).some((other) => one.includes(other)));
}

const rows = () => [...document.querySelectorAll("[data-row]")];
const linkOf = (row) => row.querySelector("summary, .lead a, a, button");
const rowAt = () => document.activeElement?.closest("[data-row]");

function step(by) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.indexOf(rowAt());
  const next = all[at === -1 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  linkOf(next)?.focus();
  next.scrollIntoView({ block: "nearest" });
}

function open() {
  const row = rowAt();
  if (!row) return;
  const peek = row.querySelector(".peek");
  if (peek) peek.click();
  else linkOf(row)?.click();
}

const keys = {
  "/": () => (document.querySelector("[data-filter]") ?? document.querySelector("[data-search]"))?.focus(),
  s: () => document.querySelector("[data-search]")?.focus(),
  "?": () => document.getElementById("help").showModal(),
  j: () => step(1),
  k: () => step(-1),
  o: open,
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, dialog, [contenteditable]");
  if (event.key === "Escape" && event.target.matches("[data-filter], [data-search]")) event.target.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
  const folder = event.target.closest("[data-unfolds]");
  if (folder) folder.setAttribute("aria-expanded", String(folder.form.classList.toggle("unfolded")));
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

// A row that is open closes at the second press, without asking the server.
document.addEventListener("htmx:beforeRequest", (event) => {
  const button = event.target.closest?.(".peek");
  if (button?.getAttribute("aria-expanded") !== "true") return;
  event.preventDefault();
  button.setAttribute("aria-expanded", "false");
  button.closest("tr").nextElementSibling?.matches(".opened") && button.closest("tr").nextElementSibling.remove();
});

document.addEventListener("htmx:afterRequest", (event) => {
  const button = event.target.closest?.(".peek");
  if (button && event.detail.successful) button.setAttribute("aria-expanded", "true");
});

// One tick for all rows of a list.
document.addEventListener("change", (event) => {
  const form = event.target.dataset?.ticks;
  if (!form) return;
  for (const tick of document.querySelectorAll(`input[name=keys][form="${CSS.escape(form)}"]`)) tick.checked = event.target.checked;
});

// The field of a fact takes the focus where it opens, and gives it back where it is closed.
function closeFact(form) {
  const fact = form.closest(".fact");
  form.remove();
  fact.querySelector(".edit-fact")?.focus();
}
document.addEventListener("htmx:afterSwap", (event) => {
  event.target.closest?.(".fact")?.querySelector(".fact-form :is(input:not([type=hidden]), select, textarea)")?.focus();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-closes]")) closeFact(event.target.closest(".fact-form"));
});
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(".fact-form");
  if (event.key === "Escape" && form) closeFact(form);
});

// Filters that say nothing stay out of the address.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches?.(".filters")) return;
  const said = event.detail.parameters;
  const carried = (name) => event.target.querySelector(`input[type=hidden][name="${CSS.escape(name)}"]`);
  for (const name of Object.keys(said)) if (!said[name] && !carried(name)) delete said[name];
});

// What is listed is not swapped under a pressed mouse, or the click would be lost: it is asked for again afterwards.
let pressed = null;
let late = null;
document.addEventListener("pointerdown", (event) => { pressed = event.target; }, true);
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => {
    const form = late;
    pressed = late = null;
    if (form) setTimeout(() => htmx.trigger(form, "submit"));
  }, true);
}
document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = event.detail.requestConfig.elt;
  if (!asked.matches(".filters") || !event.detail.target.contains(pressed)) return;
  event.preventDefault();
  late = asked;
});

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("[data-sent]").forEach((form) => { delete form.dataset.sent; });
});

// Whoever was signed out meanwhile signs in again and comes back here.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!new URL(event.detail.xhr.responseURL).pathname.startsWith("/accounts/login/")) return;
  event.detail.shouldSwap = false;
  location.reload();
});

// A form that was refused comes back with what is wrong, and takes its place like any other answer.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status < 400 || !event.detail.xhr.getResponseHeader("HX-Reswap")) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, () => { document.getElementById("failed").hidden = false; });
}

// A card is dragged to another lane: its own form moves it, as its buttons do.
let card = null;
document.addEventListener("dragstart", (event) => {
  card = event.target.closest?.(".card[draggable]");
  card?.classList.add("held");
});
document.addEventListener("dragover", (event) => {
  const lane = card && event.target.closest?.("[data-lane]");
  for (const each of document.querySelectorAll(".lane.over")) if (each !== lane) each.classList.remove("over");
  if (!lane || lane.contains(card)) return;
  event.preventDefault();
  lane.classList.add("over");
});
document.addEventListener("drop", (event) => {
  const lane = card && event.target.closest?.("[data-lane]");
  if (!lane || lane.contains(card)) return;
  event.preventDefault();
  const stage = Object.assign(document.createElement("input"), { type: "hidden", name: "stage", value: lane.dataset.lane });
  card.querySelector("form").append(stage);
  card.querySelector("form").requestSubmit();
});
document.addEventListener("dragend", () => {
  card?.classList.remove("held");
  for (const each of document.querySelectorAll(".lane.over")) each.classList.remove("over");
  card = null;
});
