// What is looked at, its form in the address, and the hands on the picture.

// At most one of: node, link (a pair), path [from, to]; `focus` shows only the neighbourhood of the node.
let look = {};
let pathFrom = null;

function go(next, quiet = false) {
  look = next;
  pathFrom = null;
  tell("");
  apply();
  if (!quiet) remember();
}

function toggleFocus(index) {
  go({ node: index, focus: scene.focus !== index });
}

// A thing chosen by search, click or key: the end of a path where one was begun.
function pick(index) {
  if (pathFrom !== null && pathFrom !== index) go({ path: [pathFrom, index] });
  else go({ node: index, focus: false, centre: true });
}

function startPath(index) {
  pathFrom = index;
  tell("Choose where the path from " + data.nodes[index].label + " should lead (Esc: none)");
}

function apply() {
  scene.selected = look.node === undefined ? null : look.node;
  scene.chosen = null;
  scene.marked = null;
  scene.cursor = null;
  setFocus(look.focus ? look.node : null);
  if (look.node !== undefined) nodePage(data.nodes[look.node]);
  else if (look.link) showLink(look.link);
  else if (look.path) showPath(...look.path);
  else homePage();
  document.body.classList.toggle("reading", Boolean(look.node !== undefined || look.link || look.path));
  if (look.centre && look.node !== undefined) bringIn(data.nodes[look.node]);
  redraw();
}

function setFocus(index) {
  if (index === scene.focus) return;
  scene.focus = index;
  if (index === null) {
    moveTo(new Map(data.nodes.map((node) => [node.index, [node.x, node.y]])));
    scene.ring = [];
  } else moveTo(ringAround(index));
  fit();
}

function showLink(pair) {
  const [a, b] = pair.split("-").map(Number);
  scene.chosen = visible.bundles.find((bundle) => bundle.key === pair) || null;
  scene.marked = { nodes: new Set([a, b]), bundles: new Set(scene.chosen ? [scene.chosen] : []) };
  linkPage(pair);
  if (scene.focus === null && ![a, b].every((index) => seen(data.nodes[index]))) fitTo([a, b].map((index) => [data.nodes[index].x, data.nodes[index].y]), 140);
}

function showPath(from, to) {
  const found = path(from, to);
  const bundles = new Set();
  (found || []).forEach((index, at) => at && bundles.add(visible.near.get(found[at - 1]).get(index)));
  scene.marked = { nodes: new Set(found || [from, to]), bundles };
  pathPage(from, to, found);
  fit();
}

function seen(node, margin = 20) {
  const [x, y] = toScreen(node.x, node.y);
  return x > margin && y > margin && x < size.width - margin && y < size.height - margin;
}

// Move the picture only as far as needed for a chosen thing to be seen.
function bringIn(node) {
  if (camera.k < 0.5) camera.k = 0.7;
  else if (seen(node, Math.min(120, size.width / 4))) return;
  camera.x = node.x;
  camera.y = node.y;
}

function changed(light = false) {
  refilter();
  if (!light) buildFilters();
  else tally();
  if (scene.focus !== null) {
    scene.focus = null;
    setFocus(look.node);
  }
  apply();
  remember();
}

// The view as the fragment of the address: names of what is off, what is looked at, the theme.
function remember() {
  const part = new URLSearchParams();
  const put = (name, value) => value && part.set(name, value);
  if (look.node !== undefined) put("node", data.nodes[look.node].key);
  if (look.focus) put("view", "neighbourhood");
  if (look.link) put("link", look.link.split("-").map((index) => data.nodes[Number(index)].key).join(" "));
  if (look.path) put("path", look.path.map((index) => data.nodes[index].key).join(" "));
  put("without", [...filters.types].sort().join(" "));
  put("unlike", [...filters.predicates].sort().join(" "));
  put("status", STANDINGS.map((pair) => pair[0]).filter((name) => !filters.standings.has(name)).join(" "));
  if (part.get("status") === "asserted planned ended") part.delete("status");
  for (const name of ["council", "document", "since", "until"]) put(name, filters[name]);
  if (filters.confidence) put("confidence", String(filters.confidence));
  if (filters.unlinked) put("unlinked", "1");
  put("theme", document.documentElement.dataset.theme);
  const fragment = part.toString();
  history.replaceState(null, "", fragment ? "#" + fragment : location.pathname + location.search);
}

function recall() {
  const part = new URLSearchParams(location.hash.slice(1));
  const words = (name) => (part.get(name) || "").split(" ").filter(Boolean);
  const indices = (name) => words(name).map((key) => nodeByKey.get(key)).filter(Boolean).map((node) => node.index);
  filters = emptyFilters();
  filters.types = new Set(words("without").filter((name) => typeOf.has(name)));
  filters.predicates = new Set(words("unlike").filter((name) => predicateOf.has(name)));
  if (part.has("status")) filters.standings = new Set(STANDINGS.map((pair) => pair[0]).filter((name) => !words("status").includes(name)));
  filters.council = councils.includes(part.get("council")) ? part.get("council") : "";
  filters.document = data.documents.some((paper) => paper.id === part.get("document")) ? part.get("document") : "";
  for (const name of ["since", "until"]) filters[name] = /^\d{4}-\d\d-\d\d$/.test(part.get(name) || "") ? part.get(name) : "";
  filters.confidence = Math.min(1, Math.max(0, Number(part.get("confidence")) || 0));
  filters.unlinked = part.get("unlinked") === "1";
  setTheme(["light", "dark"].includes(part.get("theme")) ? part.get("theme") : "");
  const [node] = indices("node");
  const pair = indices("link");
  const ends = indices("path");
  if (node !== undefined) return { node, focus: part.get("view") === "neighbourhood", centre: true };
  if (pair.length === 2) return { link: Math.min(...pair) + "-" + Math.max(...pair) };
  if (ends.length === 2) return { path: ends };
  return {};
}

function open() {
  const next = recall();
  refilter();
  buildFilters();
  resize();
  scene.focus = null;
  fit();
  go(next, true);
}

// The pointer: drag moves, wheel and two fingers zoom, a tap chooses.
const fingers = new Map();
let dragged = 0;
const local = (event) => [event.offsetX, event.offsetY];

canvas.addEventListener("pointerdown", (event) => {
  canvas.setPointerCapture(event.pointerId);
  fingers.set(event.pointerId, local(event));
  dragged = 0;
});
canvas.addEventListener("pointermove", (event) => {
  const [x, y] = local(event);
  const before = fingers.get(event.pointerId);
  if (!before) return hover(x, y);
  dragged += Math.hypot(x - before[0], y - before[1]);
  if (fingers.size === 2) {
    const other = [...fingers].find((row) => row[0] !== event.pointerId)[1];
    zoom(Math.hypot(x - other[0], y - other[1]) / Math.max(Math.hypot(before[0] - other[0], before[1] - other[1]), 1), (x + other[0]) / 2, (y + other[1]) / 2);
  } else if (dragged > 3) {
    camera.x -= (x - before[0]) / camera.k;
    camera.y -= (y - before[1]) / camera.k;
    redraw();
  }
  fingers.set(event.pointerId, [x, y]);
});
canvas.addEventListener("pointerup", (event) => {
  const alone = fingers.size === 1;
  fingers.delete(event.pointerId);
  if (!alone || dragged > 5) return;
  const slack = event.pointerType === "touch" ? 12 : 4;
  const [x, y] = local(event);
  const node = nodeAt(x, y, slack);
  const bundle = node ? null : bundleAt(x, y, slack + 2);
  if (node) pathFrom !== null ? pick(node.index) : go({ node: node.index, focus: scene.focus === node.index });
  else if (bundle) go({ link: bundle.key });
  else if (pathFrom === null) go({});
});
canvas.addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
canvas.addEventListener("dblclick", (event) => {
  const node = nodeAt(...local(event));
  if (node) go({ node: node.index, focus: true });
});
canvas.addEventListener("pointerleave", () => hover(-1e6, -1e6));
canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), event.offsetX, event.offsetY);
}, { passive: false });

const tip = document.getElementById("tip");
function hover(x, y) {
  const node = nodeAt(x, y);
  const bundle = node ? null : bundleAt(x, y, 5);
  if ((node ? node.index : null) === scene.hover && bundle === scene.hoverBundle) return;
  scene.hover = node ? node.index : null;
  scene.hoverBundle = bundle;
  canvas.style.cursor = node || bundle ? "pointer" : "grab";
  tip.hidden = !node && !bundle;
  if (node) tip.textContent = node.label + " · " + typeOf.get(node.type).label + (node.council && node.type !== "Council" ? " · " + node.council : "");
  else if (bundle) {
    const names = [...new Set(bundle.links.map((link) => data.nodes[link.s].label + " " + predicateOf.get(link.p).label + " " + data.nodes[link.o].label))];
    tip.textContent = names.slice(0, 3).join("; ") + (names.length > 3 ? "; …" : "");
  }
  tip.style.left = Math.min(x + 14, size.width - 220) + "px";
  tip.style.top = Math.min(y + 16, size.height - 60) + "px";
  redraw();
}

function nextNeighbour(step) {
  if (scene.selected === null) return;
  const around = neighbours(scene.selected).sort((a, b) => data.nodes[a].label.localeCompare(data.nodes[b].label, "en"));
  if (!around.length) return;
  const at = around.indexOf(scene.cursor);
  scene.cursor = around[at < 0 ? (step > 0 ? 0 : around.length - 1) : (at + step + around.length) % around.length];
  tell(data.nodes[scene.cursor].label + " (Enter opens it)", 4);
  redraw();
}

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.getElementById("keys").open) return;
  const typing = event.target.closest("input, select, textarea");
  const key = event.key;
  if (key === "Escape") {
    if (document.body.classList.contains("filters-open")) openFilters(false);
    else go({});
  }
  if (typing) return;
  if (key === "/") {
    event.preventDefault();
    box.focus();
  } else if (key === "?") document.getElementById("keys").showModal();
  else if (key === "0") fit();
  else if (key === "+" || key === "=") zoom(1.3);
  else if (key === "-") zoom(1 / 1.3);
  else if (key === "n" || key === "N") nextNeighbour(event.shiftKey ? -1 : 1);
  else if (key === "f" && scene.selected !== null) toggleFocus(scene.selected);
  else if (key === "p" && scene.selected !== null) startPath(scene.selected);
  else if (key === "Enter" && event.target === canvas && scene.cursor !== null) pick(scene.cursor);
  else if (MOVES[key] && event.target === canvas) {
    event.preventDefault();
    camera.x += (MOVES[key][0] * 60) / camera.k;
    camera.y += (MOVES[key][1] * 60) / camera.k;
    redraw();
  }
});

new ResizeObserver(resize).observe(canvas);
addEventListener("hashchange", open);
readInk();
open();
document.documentElement.dataset.ready = "1";
