// The filters, the search box and the buttons of the bar.

const side = document.getElementById("filters");
const box = document.getElementById("search");
const results = document.getElementById("results");
const banner = document.getElementById("banner");
let active = -1;

function toggleList(title, id, entries, off) {
  const rows = entries.map(([name, label, mark]) => {
    const check = el("input", { type: "checkbox", value: name });
    check.checked = !off().has(name);
    check.addEventListener("change", () => {
      if (check.checked) off().delete(name);
      else off().add(name);
      changed();
    });
    const only = el("button", { class: "only", type: "button", "aria-label": "Only " + label, onclick: () => {
      const others = entries.map((entry) => entry[0]).filter((other) => other !== name);
      const alone = !off().has(name) && others.every((other) => off().has(other));
      off().clear();
      if (!alone) others.forEach((other) => off().add(other));
      changed();
    } }, "only");
    return el("li", {}, el("label", {}, check, mark ? icon(mark) : null, el("span", { class: "name" }, label), el("span", { class: "tally", "data-tally": id + ":" + name })), only);
  });
  return el("fieldset", { id: "filter-" + id }, el("legend", {}, title), el("ul", { class: "checks" }, rows));
}

function choice(title, id, options, key) {
  const select = el("select", { id: "filter-" + id }, el("option", { value: "" }, "all"), options.map(([value, label]) => el("option", { value }, label)));
  select.value = filters[key];
  select.addEventListener("change", () => {
    filters[key] = select.value;
    changed();
  });
  return el("label", { class: "field" }, el("span", {}, title), select);
}

function dateField(title, key) {
  const field = el("input", { type: "date", id: "filter-" + key });
  field.value = filters[key];
  field.addEventListener("change", () => {
    filters[key] = field.value;
    changed();
  });
  return el("label", { class: "field" }, el("span", {}, title), field);
}

function buildFilters() {
  const present = new Set(data.nodes.map((node) => node.type));
  const used = new Set(data.links.map((link) => link.p));
  const sure = el("input", { type: "range", id: "filter-confidence", min: 0, max: 1, step: 0.05 });
  const shown = el("output", {}, Math.round(filters.confidence * 100) + " %");
  sure.value = filters.confidence;
  sure.addEventListener("input", () => {
    filters.confidence = Number(sure.value);
    shown.textContent = Math.round(filters.confidence * 100) + " %";
    changed(true);
  });
  const alone = el("input", { type: "checkbox", id: "filter-unlinked" });
  alone.checked = filters.unlinked;
  alone.addEventListener("change", () => {
    filters.unlinked = alone.checked;
    changed();
  });
  side.replaceChildren(
    el("div", { class: "side-head" }, el("h2", {}, "Filters"), el("button", { id: "reset", onclick: () => {
      filters = emptyFilters();
      changed();
    } }, "Reset"), el("button", { class: "icon only-narrow", "aria-label": "Close filters", onclick: () => openFilters(false) }, "×")),
    choice("Council", "council", councils.map((name) => [name, name]), "council"),
    choice("Document", "document", data.documents.map((paper) => [paper.id, paper.title + (paper.date ? " (" + paper.date.slice(0, 4) + ")" : "")]), "document"),
    el("div", { class: "dates" }, dateField("From", "since"), dateField("Until", "until")),
    toggleList("Kinds of thing", "types", data.types.filter((type) => present.has(type.name)).map((type) => [type.name, type.plural, type.name]), () => filters.types),
    toggleList("Kinds of link", "predicates", data.predicates.filter((p) => used.has(p.name)).map((p) => [p.name, p.label]), () => filters.predicates),
    toggleList("Status", "standings", STANDINGS, () => filters.standings),
    el("label", { class: "field" }, el("span", {}, "Confidence at least ", shown), sure),
    el("label", { class: "line" }, alone, " things without a link"),
  );
  tally();
}

function tally() {
  const counts = new Map();
  const add = (key) => counts.set(key, (counts.get(key) || 0) + 1);
  visible.nodes.forEach((node) => add("types:" + node.type));
  visible.links.forEach((link) => {
    add("predicates:" + link.p);
    add("standings:" + link.standing);
  });
  for (const place of side.querySelectorAll("[data-tally]")) place.textContent = (counts.get(place.dataset.tally) || 0).toLocaleString("en-GB");
  document.getElementById("count").textContent = count(visible.nodes.length, "thing", "things") + ", " + count(visible.links.length, "statement", "statements") + " of " + data.links.length.toLocaleString("en-GB");
}

function openFilters(open) {
  document.body.classList.toggle("filters-open", open);
  document.getElementById("open-filters").setAttribute("aria-expanded", String(open));
}

function showResults() {
  const found = search(box.value);
  active = found.length ? 0 : -1;
  const rows = found.map((node, at) => el("li", { role: "option", id: "result-" + at, "data-key": node.key, "aria-selected": String(at === active), onpointerdown: (event) => {
    event.preventDefault();
    choose(node);
  } }, icon(node.type), el("span", { class: "name" }, node.label), el("span", { class: "muted" }, node.council && node.type !== "Council" ? node.council : typeOf.get(node.type).label)));
  const empty = box.value.trim() && !found.length ? [el("li", { class: "muted none" }, "Nothing by that name")] : [];
  results.replaceChildren(...rows, ...empty);
  results.hidden = !rows.length && !empty.length;
  box.setAttribute("aria-expanded", String(!results.hidden));
  point();
}

function point() {
  const rows = [...results.querySelectorAll("[role=option]")];
  rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === active)));
  if (rows[active]) {
    box.setAttribute("aria-activedescendant", rows[active].id);
    rows[active].scrollIntoView({ block: "nearest" });
  } else box.removeAttribute("aria-activedescendant");
}

function closeResults() {
  results.hidden = true;
  box.setAttribute("aria-expanded", "false");
}

function choose(node) {
  box.value = node.label;
  closeResults();
  pick(node.index);
}

box.addEventListener("input", showResults);
box.addEventListener("focus", () => box.value && box.select());
box.addEventListener("blur", closeResults);
box.addEventListener("keydown", (event) => {
  const rows = [...results.querySelectorAll("[role=option]")];
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (results.hidden) showResults();
    else if (rows.length) active = (active + (event.key === "ArrowDown" ? 1 : rows.length - 1)) % rows.length;
    point();
  } else if (event.key === "Enter" && rows[active] && !results.hidden) {
    event.preventDefault();
    choose(nodeByKey.get(rows[active].dataset.key));
    canvas.focus({ preventScroll: true });
  } else if (event.key === "Escape") {
    closeResults();
    box.blur();
    event.stopPropagation();
  }
});

function save(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
}

let bannerTimer = 0;
function tell(text, seconds = 0) {
  clearTimeout(bannerTimer);
  banner.textContent = text;
  banner.hidden = !text;
  if (seconds) bannerTimer = setTimeout(() => tell(""), seconds * 1000);
}

document.getElementById("png").addEventListener("click", () => picture().toBlob((blob) => save(blob, "councilgraph.png"), "image/png"));
document.getElementById("csv").addEventListener("click", () => {
  const inside = scene.focus === null ? visible.links : visible.links.filter((l) => scene.members.has(l.s) && scene.members.has(l.o));
  save(new Blob([csvOf(inside)], { type: "text/csv;charset=utf-8" }), "councilgraph.csv");
});
document.getElementById("share").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(location.href);
    tell("The link to this view is copied", 3);
  } catch (error) {
    tell("Copy the address of this page: it leads back to this view", 5);
  }
});
document.getElementById("theme").addEventListener("click", () => {
  const dark = getComputedStyle(document.documentElement).getPropertyValue("--dark").trim() === "1";
  setTheme(dark ? "light" : "dark");
  remember();
});
document.getElementById("help").addEventListener("click", () => document.getElementById("keys").showModal());
document.getElementById("open-filters").addEventListener("click", () => openFilters(!document.body.classList.contains("filters-open")));
document.getElementById("zoom-in").addEventListener("click", () => zoom(1.4));
document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
document.getElementById("fit").addEventListener("click", fit);

function setTheme(name) {
  if (name) document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
  recolour();
}

function recolour() {
  readInk();
  for (const shape of document.querySelectorAll("[data-type]")) shape.setAttribute("fill", typeOf.get(shape.dataset.type).fill);
  redraw();
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
