// The scene: where things stand, what is lit, how the view moves, what lies under the pointer.

const canvas = document.getElementById("canvas");
const pen = canvas.getContext("2d");
const camera = { x: 0, y: 0, k: 1 };
const still = matchMedia("(prefers-reduced-motion: reduce)");
let size = { width: 1, height: 1 };
let ink = {};
let scene = { focus: null, ring: [], marked: null, hover: null, hoverBundle: null, selected: null, chosen: null, cursor: null };
let asked = false;
let motion = 0;

for (const node of data.nodes) Object.assign(node, { px: node.x, py: node.y, degree: 0 });
for (const type of data.types) type.outline = new Path2D("M" + type.points.map((p) => p.join(" ")).join("L") + "Z");

function readInk() {
  const style = getComputedStyle(document.documentElement);
  const names = ["canvas", "text", "muted", "edge", "edge-strong", "denied", "accent", "halo"];
  ink = Object.fromEntries(names.map((name) => [name, style.getPropertyValue("--" + name).trim()]));
  ink.dark = style.getPropertyValue("--dark").trim() === "1";
  for (const type of data.types) type.fill = ink.dark ? lighter(type.colour) : type.colour;
}

// The same hue, light enough to stand out on a dark ground.
function lighter(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const most = Math.max(r, g, b);
  const least = Math.min(r, g, b);
  const light = (most + least) / 2;
  const spread = most - least;
  const strength = spread ? spread / (1 - Math.abs(2 * light - 1)) : 0;
  const hue = !spread ? 0 : most === r ? ((g - b) / spread + 6) % 6 : most === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
  return "hsl(" + [Math.round(hue * 60), Math.round(strength * 62) + "%", Math.round(Math.max(light, 0.6) * 100) + "%"].join(" ") + ")";
}

const radius = (node) => Math.min(6 + 2.4 * Math.sqrt(node.degree), 30) * (node.type === "Council" ? 1.12 : 1);
const grow = () => Math.min(1.5, Math.max(0.3, Math.pow(camera.k, 0.7)));
const onScreen = (node) => Math.max(radius(node) * grow(), 2.4);
const toScreen = (x, y) => [(x - camera.x) * camera.k + size.width / 2, (y - camera.y) * camera.k + size.height / 2];

function redraw() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    draw(pen, devicePixelRatio || 1);
  });
}

function resize() {
  const box = canvas.getBoundingClientRect();
  const ratio = devicePixelRatio || 1;
  size = { width: Math.max(box.width, 1), height: Math.max(box.height, 1) };
  canvas.width = Math.round(size.width * ratio);
  canvas.height = Math.round(size.height * ratio);
  draw(pen, ratio); // at once: a canvas of a new size is empty until it is drawn
}

const drawnNodes = () => (scene.focus === null ? visible.nodes : scene.ring);
const drawnBundles = () =>
  scene.focus === null ? visible.bundles : visible.bundles.filter((b) => scene.members.has(b.a) && scene.members.has(b.b));

// Everything that is lit while something is selected; null where nothing is dimmed.
function lit() {
  if (scene.marked) return scene.marked;
  const at = scene.hover !== null ? scene.hover : scene.focus === null ? scene.selected : null;
  if (at === null) return null;
  return { nodes: new Set([at, ...neighbours(at)]), bundles: new Set((visible.near.get(at) || new Map()).values()) };
}

// The neighbourhood of one node: it in the middle, its neighbours around it, kind by kind.
function ringAround(index) {
  const rank = new Map(data.types.map((type, at) => [type.name, at]));
  const order = neighbours(index).map((other) => data.nodes[other]);
  order.sort((a, b) => rank.get(a.type) - rank.get(b.type) || a.label.localeCompare(b.label, "en") || a.index - b.index);
  const gap = 1;
  const kinds = new Set(order.map((node) => node.type)).size;
  const slots = order.length + kinds * gap;
  scene.radius = Math.max(150, (slots * 17) / (2 * Math.PI));
  let slot = 0;
  let last = null;
  const places = new Map([[index, [0, 0]]]);
  for (const node of order) {
    if (last !== null && node.type !== last) slot += gap;
    last = node.type;
    const turn = -Math.PI / 2 + (2 * Math.PI * slot) / Math.max(slots, 1);
    const place = scene.radius * (order.length < 3 ? 0.8 : 1);
    places.set(node.index, [Math.cos(turn) * place, Math.sin(turn) * place]);
    slot += 1;
  }
  scene.ring = [data.nodes[index], ...order];
  scene.members = new Set(places.keys());
  return places;
}

function moveTo(places, done) {
  const from = new Map();
  for (const [index] of places) from.set(index, [data.nodes[index].px, data.nodes[index].py]);
  const started = performance.now();
  const run = ++motion;
  const length = still.matches || places.size > 800 ? 1 : 260;
  const frame = (now) => {
    if (run !== motion) return;
    const t = Math.min(1, (now - started) / length);
    const ease = t * (2 - t);
    for (const [index, place] of places) {
      const start = from.get(index);
      data.nodes[index].px = start[0] + (place[0] - start[0]) * ease;
      data.nodes[index].py = start[1] + (place[1] - start[1]) * ease;
    }
    redraw();
    if (t < 1) requestAnimationFrame(frame);
    else if (done) done();
  };
  requestAnimationFrame(frame);
}

function fitTo(points, margin = 48) {
  if (!points.length) return;
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  camera.x = (box[0] + box[2]) / 2;
  camera.y = (box[1] + box[3]) / 2;
  const wide = (size.width - 2 * Math.min(margin, size.width / 5)) / Math.max(box[2] - box[0], 60);
  const high = (size.height - 2 * Math.min(margin, size.height / 5)) / Math.max(box[3] - box[1], 60);
  camera.k = Math.min(1.6, Math.max(0.03, Math.min(wide, high)));
  redraw();
}

function fit() {
  if (scene.focus !== null) {
    const least = Math.min(size.width, size.height) / 2;
    const longest = Math.max(...scene.ring.map((node) => Math.min(node.label.length, 34)));
    const names = Math.min(longest * 6.6 + 24, least * 0.5);
    Object.assign(camera, { x: 0, y: 0, k: Math.max((least - names) / scene.radius, 0.05) });
    redraw();
  } else fitTo((scene.marked ? [...scene.marked.nodes].map((i) => data.nodes[i]) : visible.nodes).map((n) => [n.x, n.y]));
}

function zoom(factor, x = size.width / 2, y = size.height / 2) {
  const k = Math.min(6, Math.max(0.02, camera.k * factor));
  camera.x += (x - size.width / 2) * (1 / camera.k - 1 / k);
  camera.y += (y - size.height / 2) * (1 / camera.k - 1 / k);
  camera.k = k;
  redraw();
}

function nodeAt(x, y, slack = 4) {
  let best = null;
  let least = Infinity;
  for (const node of drawnNodes()) {
    const [nx, ny] = toScreen(node.px, node.py);
    const away = Math.hypot(nx - x, ny - y) - onScreen(node);
    if (away < slack && away < least) [best, least] = [node, away];
  }
  return best;
}

function bundleAt(x, y, slack = 6) {
  let best = null;
  let least = slack;
  for (const bundle of drawnBundles()) {
    if (scene.focus !== null && bundle.a !== scene.focus && bundle.b !== scene.focus) continue;
    const [ax, ay] = toScreen(data.nodes[bundle.a].px, data.nodes[bundle.a].py);
    const [bx, by] = toScreen(data.nodes[bundle.b].px, data.nodes[bundle.b].py);
    const long = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
    const t = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long));
    const away = Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y);
    if (away < least) [best, least] = [bundle, away];
  }
  return best;
}
