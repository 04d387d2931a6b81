// Coding a text: what is selected becomes positions; a dialog asks for codes; the server sends the text again, or the
// dialog with what is wrong in it.
"use strict";

(() => {
  const chooser = document.getElementById("chooser");
  const SHOWN = 120;

  // The dialog's content is replaced when the server refuses it, so its parts are looked up each time.
  const form = () => chooser.querySelector("form");
  const search = () => document.getElementById("code-search");
  const items = () => [...chooser.querySelectorAll(".codes li:not(.book)")];

  // The server counts characters, a browser UTF-16 units.
  const length = (text) => [...text].length;

  function position(node, offset) {
    const said = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".said");
    if (!said) return null;
    const range = document.createRange();
    range.setStart(said, 0);
    range.setEnd(node, offset);
    return Number(said.dataset.start) + length(range.toString());
  }

  function selected() {
    const selection = getSelection();
    if (selection.rangeCount && !selection.isCollapsed) {
      const range = selection.getRangeAt(0);
      const touched = [...document.querySelectorAll(".said")].filter((said) => range.intersectsNode(said));
      if (touched.length) {
        const start = position(range.startContainer, range.startOffset) ?? Number(touched[0].dataset.start);
        const end = position(range.endContainer, range.endOffset) ?? Number(touched.at(-1).dataset.end);
        if (start < end) return { start, end, text: selection.toString() };
      }
    }
    const said = document.activeElement?.closest(".paragraph")?.querySelector(".said");
    return said ? { start: Number(said.dataset.start), end: Number(said.dataset.end), text: said.textContent } : null;
  }

  function open() {
    const passage = selected();
    if (!passage) return;
    const { elements } = form();
    elements.start.value = passage.start;
    elements.end.value = passage.end;
    document.getElementById("chosen-text").textContent =
      passage.text.length > SHOWN ? `${passage.text.slice(0, SHOWN)}…` : passage.text;
    for (const name of ["memo", "actor", "direction", "summary", "translation"]) elements[name].value = "";
    items().forEach((item) => { item.querySelector("input").checked = false; });
    chooser.querySelectorAll(".errorlist, [role=alert]").forEach((said) => said.remove());
    search().value = "";
    show(chooser);
  }

  function show(dialog) {
    narrow();
    dialog.showModal();
    search().focus();
  }

  // What was refused comes back with all that was typed, once nothing else is being typed.
  function again(refused) {
    if (chooser.open) {
      chooser.addEventListener("close", () => again(refused), { once: true });
      return;
    }
    chooser.replaceChildren(...refused.childNodes);
    show(chooser);
  }

  function narrow() {
    const words = search().value.split(/\s+/).filter(Boolean);
    let first = true;
    for (const item of items()) {
      const fits = words.every((word) => hasWord(item.textContent, word));
      item.hidden = !fits;
      item.classList.toggle("first", fits && first && words.length > 0);
      if (fits) first = false;
    }
    for (const book of [...chooser.querySelectorAll(".codes .book")].reverse()) {
      let item = book.nextElementSibling;
      while (item && item.hidden) item = item.nextElementSibling;
      book.hidden = !item || item.matches(".book");
    }
  }

  // One thing after another: an answer that comes late must not bring back what stood before it.
  let last = Promise.resolve();
  const inTurn = (work) => { last = last.then(work, work); };

  // The answer's page; nothing where it failed, which is said.
  async function post(url, data) {
    const answer = await fetch(url, { method: "POST", body: data, headers: { "HX-Request": "true" } });
    const page = parsed(await answer.text());
    if (answer.ok) return page;
    const refused = page.getElementById("chooser");
    if (refused?.hasAttribute("open")) again(refused);
    else document.getElementById("failed").hidden = false;
    return null;
  }

  const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

  function read(page) {
    document.getElementById("reading").replaceWith(page.getElementById("reading"));
  }

  chooser.addEventListener("submit", (event) => {
    event.preventDefault();
    const ticked = items().some((item) => item.querySelector("input").checked);
    if (!ticked) {
      const first = items().find((item) => !item.hidden);
      if (first && search().value) first.querySelector("input").checked = true;
      else return;
    }
    const { action } = form();
    const data = new FormData(form());
    chooser.close();
    inTurn(async () => {
      const page = await post(action, data);
      if (!page) return;
      read(page);
      document.getElementById(`p${data.get("start")}`)?.focus({ preventScroll: true });
      getSelection().removeAllRanges();
    });
  });

  async function undo() {
    const button = document.getElementById("undo");
    if (!button) return;
    const url = document.getElementById("reading").dataset.url;
    await post(button.action, new FormData(button));
    read(parsed(await (await fetch(url)).text()));
  }

  chooser.addEventListener("input", (event) => { if (event.target === search()) narrow(); });
  chooser.addEventListener("click", (event) => { if (event.target.closest("[data-closes]")) chooser.close(); });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "undo") return;
    event.preventDefault();
    inTurn(undo);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "c") { event.preventDefault(); open(); }
    if (event.key === "u") { event.preventDefault(); inTurn(undo); }
  });
  if (chooser.open) { // the page came without this script's help
    chooser.close();
    show(chooser);
  }
  const button = document.getElementById("code-selection");
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", open);
})();
