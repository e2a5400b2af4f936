// The names in the picture: which are written, and where.

function cut(text, most) {
  return text.length > most ? text.slice(0, most - 1).trimEnd() + "…" : text;
}

function write(to, text, x, y, strong) {
  to.lineWidth = 3.5;
  to.lineJoin = "round";
  to.strokeStyle = ink.halo;
  to.strokeText(text, x, y);
  to.fillStyle = strong ? ink.text : ink.muted;
  to.fillText(text, x, y);
}

const fontOf = (node, strong) => {
  const px = node.type === "Council" ? (camera.k < 0.45 ? 12 : 14) : Math.min(11 + node.degree / 12, 13);
  return (strong || node.type === "Council" ? "600 " : "400 ") + px + "px system-ui, -apple-system, 'Segoe UI', sans-serif";
};

// The shapes on the screen by cells, so that a name finds quickly what it would cover.
const CELL = 40;

function shapesOnScreen() {
  const cells = new Map();
  for (const node of visible.nodes) {
    const [x, y] = toScreen(node.px, node.py);
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
    const cell = Math.floor(x / CELL) + "," + Math.floor(y / CELL);
    if (!cells.has(cell)) cells.set(cell, []);
    cells.get(cell).push([x, y, onScreen(node), node]);
  }
  return cells;
}

function covered(cells, [left, top, right, bottom], self) {
  let count = 0;
  for (let column = Math.floor(left / CELL) - 1; column <= right / CELL + 1; column += 1) {
    for (let row = Math.floor(top / CELL) - 1; row <= bottom / CELL + 1; row += 1) {
      for (const [x, y, r, node] of cells.get(column + "," + row) || []) {
        if (node !== self && x + r > left && x - r < right && y + r > top && y - r < bottom) count += 1;
      }
    }
  }
  return count;
}

// Places for a name around its shape, as boxes that lie within the stage.
function spotsFor(x, y, r, half) {
  const inside = (cx) => Math.min(Math.max(cx, half + 4), Math.max(size.width - half - 4, half + 4));
  const beside = [[x + r + half, y], [x - r - half, y]].filter(([cx]) => cx === inside(cx));
  const above = [[x, y + r + 8], [x, y - r - 8]].map(([cx, cy]) => [inside(cx), cy]);
  const corners = [[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([h, v]) => [inside(x + h * (half + r * 0.4)), y + v * (r + 7)]);
  return [...above, ...beside, ...corners].map(([cx, cy]) => [cx - half, cy - 8, cx + half, cy + 8]);
}

// The most important names that cover neither each other nor more than a few shapes; zooming in makes room for more.
function drawLabels(to, light) {
  // The buttons and the count stand on the picture: no name under them.
  const taken = [[size.width - 54, size.height - 134, size.width, size.height], [0, size.height - 30, 230, size.height]];
  const cells = shapesOnScreen();
  const first = [scene.selected, scene.hover, scene.cursor].filter((index) => index !== null).map((index) => data.nodes[index]);
  const marked = scene.marked ? [...scene.marked.nodes].map((index) => data.nodes[index]) : [];
  const wanted = light ? visible.nodes.filter((node) => light.nodes.has(node.index)) : visible.nodes;
  const councils = new Set(wanted.filter((node) => node.type === "Council" && (light || node.degree > 2)));
  const leading = new Set(visible.nodes.slice(0, 30).filter((node) => node.degree > 2));
  to.textBaseline = "middle";
  to.textAlign = "center";
  for (const node of new Set([...first, ...marked, ...councils, ...wanted])) {
    const strong = first.includes(node) || marked.includes(node);
    const [x, y] = toScreen(node.px, node.py);
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
    if (!strong && !light && !councils.has(node) && onScreen(node) < 6.5 && !leading.has(node)) continue;
    to.font = fontOf(node, strong);
    const text = cut(node.label, strong ? 70 : 34);
    const r = onScreen(node) + 2;
    const spots = spotsFor(x, y, r, to.measureText(text).width / 2 + 4);
    const free = spots.filter((box) => !taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]));
    const costs = new Map(free.map((box) => [box, covered(cells, box, node)]));
    const best = free.sort((one, other) => costs.get(one) - costs.get(other))[0];
    const most = strong || councils.has(node) ? Infinity : leading.has(node) ? 4 : 0;
    if (!strong && (!best || costs.get(best) > most)) continue;
    const box = best || spots[0];
    taken.push(box);
    if (councils.has(node) || strong) taken.push([x - r, y - r, x + r, y + r]);
    write(to, text, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, true);
  }
}

function drawRingLabels(to) {
  const centre = data.nodes[scene.focus];
  const around = scene.ring.filter((node) => node !== centre);
  const room = (2 * Math.PI * scene.radius * camera.k) / Math.max(around.length, 1);
  const each = Math.max(1, Math.ceil(12.5 / room));
  to.textBaseline = "middle";
  around.forEach((node, at) => {
    const called = node.index === scene.hover || node.index === scene.selected || node.index === scene.cursor;
    if (at % each && !called) return;
    const turn = Math.atan2(node.py - centre.py, node.px - centre.px);
    const flip = Math.cos(turn) < -1e-6;
    const [x, y] = toScreen(node.px, node.py);
    to.save();
    to.translate(x, y);
    to.rotate(flip ? turn + Math.PI : turn);
    to.textAlign = flip ? "right" : "left";
    to.font = (called ? "600 " : "400 ") + Math.min(12.5, Math.max(10.5, room * each * 0.8)) + "px system-ui, -apple-system, 'Segoe UI', sans-serif";
    const text = called ? node.label : cutTo(to, bareFor(centre, node.label), roomFor(x, y, turn) - onScreen(node) - 14);
    write(to, text, (flip ? -1 : 1) * (onScreen(node) + 6), 0, true);
    to.restore();
  });
  const [x, y] = toScreen(centre.px, centre.py);
  to.font = fontOf(centre, true);
  to.textAlign = "center";
  write(to, cut(centre.label, 40), x, y + onScreen(centre) + 12, true);
}

// The pixels between a place on the stage and its edge in a direction.
function roomFor(x, y, turn) {
  const [h, v] = [Math.cos(turn), Math.sin(turn)];
  const across = (h > 0 ? size.width - x : x) / Math.max(Math.abs(h), 1e-9);
  const down = (v > 0 ? size.height - y : y) / Math.max(Math.abs(v), 1e-9);
  return Math.min(across, down);
}

// A name without the place after it, where the council of that place stands in the middle.
function bareFor(centre, label) {
  const [, bare, place] = /^(.+) \(([^()]+)\)$/.exec(label) || [];
  return bare && centre.type === "Council" && (centre.label === place || centre.label.startsWith(place + " ")) ? bare : label;
}

function cutTo(to, text, room) {
  const wide = to.measureText(text).width;
  return wide <= room ? text : cut(text, Math.max(6, Math.floor((text.length * room) / wide)));
}
