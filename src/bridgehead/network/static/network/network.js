// The drawing of the network under the hand: move, zoom, look at one actor, find one, take it along as PNG.
"use strict";

const svg = document.getElementById("network");

if (svg) {
  const whole = svg.viewBox.baseVal;
  const all = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const lines = [...svg.querySelectorAll(".lines line")];
  const points = new Map([...svg.querySelectorAll(".points > [data-n]")].map((p) => [p.dataset.n, p]));

  const show = (box) => svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);

  function zoom(by, x = 0.5, y = 0.5) {
    const now = svg.viewBox.baseVal;
    const width = Math.min(Math.max(now.width * by, 40), all.width * 2);
    const height = (width * all.height) / all.width;
    show({ x: now.x + (now.width - width) * x, y: now.y + (now.height - height) * y, width, height });
  }

  // On a phone the whole would be too small to read: it begins with the middle, and "Show all" is beside it.
  if (svg.clientWidth < 600) zoom(0.45);

  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const frame = svg.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.15 : 0.87, (event.clientX - frame.x) / frame.width, (event.clientY - frame.y) / frame.height);
  }, { passive: false });

  let from = null;
  let moved = false;
  svg.addEventListener("pointerdown", (event) => { from = { x: event.clientX, y: event.clientY }; moved = false; });
  svg.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    const now = svg.viewBox.baseVal;
    const scale = now.width / svg.getBoundingClientRect().width;
    moved ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > 4;
    if (!moved) return;
    show({ x: now.x - (event.clientX - from.x) * scale, y: now.y - (event.clientY - from.y) * scale, width: now.width, height: now.height });
    from = { x: event.clientX, y: event.clientY };
  });
  svg.addEventListener("pointerup", () => { from = null; });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); });

  function look(point) {
    svg.querySelectorAll(".near").forEach((part) => part.classList.remove("near"));
    svg.classList.toggle("dimmed", Boolean(point));
    if (!point) return;
    const mark = (n, deep) => {
      points.get(n)?.classList.add("near");
      for (const line of lines) {
        if (line.dataset.a !== n && line.dataset.b !== n) continue;
        line.classList.add("near");
        const other = line.dataset.a === n ? line.dataset.b : line.dataset.a;
        const first = !points.get(other)?.classList.contains("near");
        points.get(other)?.classList.add("near");
        // Through an activity the others who took part are near as well.
        if (deep && first && points.get(other)?.matches(".through")) mark(other, false);
      }
    };
    mark(point.dataset.n, true);
  }
  for (const point of points.values()) {
    point.addEventListener("pointerenter", () => { if (!from) look(point); });
    point.addEventListener("pointerleave", () => look(null));
    point.addEventListener("focusin", () => look(point));
    point.addEventListener("focusout", () => look(null));
  }

  document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => {
    if (button.dataset.zoom === "all") show(all);
    else zoom(button.dataset.zoom === "in" ? 0.7 : 1.4);
  }));

  document.getElementById("network-find").addEventListener("change", (event) => {
    const wanted = event.target.value.trim();
    svg.querySelectorAll(".found").forEach((part) => part.classList.remove("found"));
    const named = [...points.values()].filter((p) => p.dataset.name);
    const point = wanted && (named.find((p) => folded(p.dataset.name) === folded(wanted)) || named.find((p) => hasWord(p.dataset.name, wanted)));
    if (!point) { look(null); if (wanted) event.target.form.submit(); return; }
    const circle = point.querySelector("circle");
    const width = all.width / 3;
    const height = all.height / 3;
    point.classList.add("found");
    look(point);
    show({ x: circle.cx.baseVal.value - width / 2, y: circle.cy.baseVal.value - height / 2, width, height });
  });

  document.getElementById("network-find").form.addEventListener("submit", (event) => event.preventDefault());

  document.getElementById("network-png").addEventListener("click", async () => {
    const text = await (await fetch(document.getElementById("network-svg").href)).text();
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = all.width * 3;
    canvas.height = all.height * 3;
    const context = canvas.getContext("2d");
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const link = document.createElement("a");
    link.download = "network.png";
    link.href = canvas.toDataURL("image/png");
    link.click();
  });
}
