// What is drawn: links, nodes and their shapes, on the screen and in the picture to keep.

function draw(to, ratio) {
  to.setTransform(ratio, 0, 0, ratio, 0, 0);
  to.fillStyle = ink.canvas;
  to.fillRect(0, 0, size.width, size.height);
  const light = lit();
  drawBundles(to, light);
  drawNodes(to, light);
  if (scene.focus === null) drawLabels(to, light);
  else drawRingLabels(to);
}

function strokeStyle(bundle, light) {
  const strong = bundle === scene.chosen || bundle === scene.hoverBundle;
  const on = !light || light.bundles.has(bundle);
  const colour = strong || (light && on) ? (bundle.standing === "negated" ? ink.denied : strong ? ink.accent : ink["edge-strong"]) : bundle.standing === "negated" ? ink.denied : ink.edge;
  const alpha = !on ? 0.12 : bundle.standing === "ended" ? 0.45 : light || strong ? 0.95 : 0.72;
  const dash = bundle.standing === "planned" ? "6 4" : bundle.standing === "negated" ? "1.5 4" : "";
  const width = (strong ? 1.4 : 0) + Math.min(0.7 + 0.55 * Math.sqrt(bundle.links.length), 4) * Math.min(1, Math.max(0.55, camera.k));
  return [colour, alpha, dash, width.toFixed(1)].join("|");
}

// One path for each look, not for each line: thousands of lines in a few strokes.
function drawBundles(to, light) {
  const looks = new Map();
  for (const bundle of drawnBundles()) {
    const look = strokeStyle(bundle, light);
    if (!looks.has(look)) looks.set(look, []);
    looks.get(look).push(bundle);
  }
  const order = [...looks].sort((a, b) => Number(a[0].split("|")[1]) - Number(b[0].split("|")[1]));
  for (const [look, bundles] of order) {
    const [colour, alpha, dash, width] = look.split("|");
    to.beginPath();
    for (const bundle of bundles) {
      const a = data.nodes[bundle.a];
      const b = data.nodes[bundle.b];
      const [ax, ay] = toScreen(a.px, a.py);
      const [bx, by] = toScreen(b.px, b.py);
      if (Math.max(ax, bx) < 0 || Math.min(ax, bx) > size.width || Math.max(ay, by) < 0 || Math.min(ay, by) > size.height) continue;
      to.moveTo(ax, ay);
      if (scene.focus !== null && bundle.a !== scene.focus && bundle.b !== scene.focus) {
        const [cx, cy] = toScreen((a.px + b.px) * 0.28, (a.py + b.py) * 0.28);
        to.quadraticCurveTo(cx, cy, bx, by);
      } else to.lineTo(bx, by);
    }
    to.strokeStyle = colour;
    to.globalAlpha = Number(alpha);
    to.lineWidth = Number(width);
    to.setLineDash(dash ? dash.split(" ").map(Number) : []);
    to.stroke();
  }
  to.setLineDash([]);
  to.globalAlpha = 1;
  if (light || scene.focus !== null) drawArrows(to, light);
}

// The direction of a pair whose links all run one way, near the end that is the object.
function drawArrows(to, light) {
  for (const bundle of drawnBundles()) {
    if (light && !light.bundles.has(bundle)) continue;
    const heads = new Set(bundle.links.map((link) => (predicateOf.get(link.p).symmetric ? -1 : link.o)));
    if (heads.size !== 1 || heads.has(-1)) continue;
    if (scene.focus !== null && bundle.a !== scene.focus && bundle.b !== scene.focus) continue;
    const head = data.nodes[[...heads][0]];
    const tail = data.nodes[head.index === bundle.a ? bundle.b : bundle.a];
    const [hx, hy] = toScreen(head.px, head.py);
    const [tx, ty] = toScreen(tail.px, tail.py);
    const turn = Math.atan2(hy - ty, hx - tx);
    const gap = onScreen(head) + 3;
    if (Math.hypot(hx - tx, hy - ty) < gap + 14) continue;
    to.save();
    to.translate(hx - Math.cos(turn) * gap, hy - Math.sin(turn) * gap);
    to.rotate(turn);
    to.beginPath();
    to.moveTo(0, 0);
    to.lineTo(-7, -3.2);
    to.lineTo(-7, 3.2);
    to.closePath();
    to.fillStyle = ink["edge-strong"];
    to.fill();
    to.restore();
  }
}

function drawNodes(to, light) {
  const nodes = drawnNodes();
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    const node = nodes[at];
    const [x, y] = toScreen(node.px, node.py);
    const r = onScreen(node);
    if (x < -r || y < -r || x > size.width + r || y > size.height + r) continue;
    to.globalAlpha = !light || light.nodes.has(node.index) ? 1 : 0.16;
    drawShape(to, node.type, x, y, r);
    if (node.index === scene.selected || node.index === scene.cursor) {
      to.beginPath();
      to.arc(x, y, r + 5, 0, 7);
      to.strokeStyle = ink.accent;
      to.lineWidth = 2.5;
      to.setLineDash(node.index === scene.selected ? [] : [4, 3]);
      to.stroke();
      to.setLineDash([]);
    }
  }
  to.globalAlpha = 1;
}

function drawShape(to, name, x, y, r) {
  const type = typeOf.get(name);
  to.save();
  to.translate(x, y);
  to.scale(r, r);
  to.fillStyle = type.fill;
  to.fill(type.outline);
  to.strokeStyle = ink.canvas;
  to.lineWidth = Math.min(1.6, r / 3) / r;
  to.stroke(type.outline);
  to.restore();
}

// The view as a picture, with a legend of the types in it, at twice the size of the screen.
function picture() {
  const sheet = document.createElement("canvas");
  const types = data.types.filter((type) => drawnNodes().some((node) => node.type === type.name));
  const legend = 20 + 22 * types.length;
  sheet.width = size.width * 2;
  sheet.height = size.height * 2;
  const to = sheet.getContext("2d");
  draw(to, 2);
  to.setTransform(2, 0, 0, 2, 0, 0);
  to.globalAlpha = 0.9;
  to.fillStyle = ink.canvas;
  to.fillRect(10, size.height - legend - 10, 170, legend);
  to.globalAlpha = 1;
  to.font = "400 12px system-ui, sans-serif";
  to.textAlign = "left";
  to.textBaseline = "middle";
  types.forEach((type, at) => {
    const y = size.height - legend + 10 + 22 * at;
    drawShape(to, type.name, 28, y, 8);
    to.fillStyle = ink.text;
    to.fillText(type.plural, 46, y);
  });
  return sheet;
}
