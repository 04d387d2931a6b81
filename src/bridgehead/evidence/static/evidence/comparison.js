// `n` goes to the next passage that coders differ on and nobody decided; from the last one to the first.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), select, textarea, dialog")) return;
  const open = [...document.querySelectorAll("tr.differs")];
  const at = open.indexOf(document.activeElement?.closest("tr.differs"));
  const next = open[(at + 1) % open.length];
  next?.querySelector(".lead a, a, button")?.focus();
  next?.scrollIntoView({ block: "center" });
});
