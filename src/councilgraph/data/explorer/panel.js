// The pages beside the picture: the corpus, a thing, a link, a path. Text is only ever set as text.

const panel = document.getElementById("panel");
const SVG = "http://www.w3.org/2000/svg";

function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") made.className = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

function icon(name, px = 16) {
  const type = typeOf.get(name);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-1.25 -1.25 2.5 2.5");
  svg.setAttribute("width", px);
  svg.setAttribute("height", px);
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "polygon");
  shape.setAttribute("points", type.points.map((point) => point.join(",")).join(" "));
  shape.dataset.type = name;
  shape.setAttribute("fill", type.fill || type.colour);
  svg.append(shape);
  return svg;
}

const count = (number, one, many) => number.toLocaleString("en-GB") + " " + (number === 1 ? one : many);
const day = (iso) => (iso ? new Date(iso + "T00:00:00Z").toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }) : "undated");

function nodeButton(node, act = null) {
  return el("button", { class: "thing", "data-key": node.key, onclick: () => (act ? act(node) : go({ node: node.index, centre: true })) }, icon(node.type), el("span", {}, node.label));
}

function badges(link) {
  const found = [];
  if (link.standing !== "asserted") found.push(el("span", { class: "badge " + link.standing }, standingLabel.get(link.standing)));
  return found;
}

// The sentence with both mentions marked, and underlined the words that state the link.
function quote(row) {
  const [sentence, s0, s1, o0, o1, t0, t1] = row;
  const text = data.sentences[sentence][1];
  const inside = (a, b) => a >= 0 && a < b && b <= text.length;
  const spans = [["subject", s0, s1], ["object", o0, o1], ["trigger", t0, t1]].filter((span) => inside(span[1], span[2]));
  const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span[1], span[2]])])].sort((a, b) => a - b);
  const parts = [];
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const piece = text.slice(cuts[at], cuts[at + 1]);
    const over = spans.filter((span) => span[1] <= cuts[at] && span[2] >= cuts[at + 1]).map((span) => span[0]);
    const marked = over.includes("subject") || over.includes("object");
    parts.push(over.length && piece.trim() ? el(marked ? "mark" : "span", { class: over.filter((name) => !marked || name !== "trigger").join(" ") }, piece) : piece);
  }
  return el("blockquote", {}, parts);
}

function source(link, row) {
  const [, , section, page] = data.sentences[row[0]];
  const where = [link.paper.title, day(link.paper.date), section, page ? "page " + page : null, row[8] ? "said by " + row[8] : null];
  return el("p", { class: "source" }, where.filter(Boolean).join(" · "));
}

function heading(kind, title, ...more) {
  return el("header", { class: "page-head" }, el("button", { class: "close icon", "aria-label": "Close", title: "Close (Esc)", onclick: () => go({}) }, "×"), el("p", { class: "kind" }, kind), el("h2", {}, title), more);
}

function showPanel(...content) {
  panel.replaceChildren(...content.flat().filter(Boolean));
  panel.scrollTop = 0;
}

function homePage() {
  const start = visible.nodes.filter((node) => node.type === "Council");
  const top = visible.nodes.filter((node) => node.type !== "Council").slice(0, 8);
  showPanel(
    el("header", { class: "page-head" }, el("p", { class: "kind" }, "The graph"), el("h2", {}, "Who works with whom")),
    el("p", {}, count(data.nodes.length, "thing", "things"), " and ", count(data.links.length, "statement", "statements"), " from ", count(data.documents.length, "document", "documents"), ". Every line of the picture rests on a sentence: choose a thing or a line to read it."),
    start.length ? el("h3", {}, "Start with a council") : null,
    el("ul", { class: "things" }, start.slice(0, 12).map((node) => el("li", {}, nodeButton(node), el("span", { class: "muted" }, count(node.degree, "neighbour", "neighbours"))))),
    top.length ? el("h3", {}, "Best linked") : null,
    el("ul", { class: "things" }, top.map((node) => el("li", {}, nodeButton(node), el("span", { class: "muted" }, count(node.degree, "neighbour", "neighbours"))))),
    el("h3", {}, "Documents"),
    el("ul", { class: "papers" }, data.documents.map((paper) => el("li", {}, el("span", {}, paper.title), el("span", { class: "muted" }, [paper.kind, day(paper.date)].join(" · "))))),
  );
}

function nodePage(node) {
  const links = node.all.filter(passes);
  const hidden = node.all.length - links.length;
  const type = typeOf.get(node.type);
  const facts = el("dl", { class: "facts" });
  const fact = (name, ...value) => facts.append(el("dt", {}, name), el("dd", {}, ...value));
  if (node.aliases.length) fact("Also called", node.aliases.join(", "));
  if (node.council && node.type !== "Council") fact("Council", node.council);
  if (node.sectors.length) fact("Sector", node.sectors.join(", "));
  for (const [text, address] of node.identifiers) {
    const [scheme, code] = text.split(/:(.*)/s);
    fact(scheme.toUpperCase() + " code", address ? el("a", { href: safe(address), rel: "noreferrer", target: "_blank" }, code) : code);
  }
  fact("Address", el("code", {}, node.id));
  showPanel(
    heading([icon(node.type), " ", type.label], node.label),
    el("div", { class: "actions" }, el("button", { id: "focus", "aria-pressed": String(scene.focus === node.index), title: "F", onclick: () => toggleFocus(node.index) }, scene.focus === node.index ? "Whole picture" : "Only its neighbourhood"), el("button", { id: "path-from", title: "P", onclick: () => startPath(node.index) }, "Path to …")),
    facts,
    links.length ? groups(node, links) : el("p", { class: "muted" }, node.all.length ? "No link passes the filters." : "The documents state no link of it."),
    hidden && links.length ? el("p", { class: "muted" }, count(hidden, "statement does", "statements do"), " not pass the filters.") : null,
  );
}

const safe = (address) => (/^https?:\/\//.test(address) ? address : null);

// A thing's links by predicate, as read from its side, one row a neighbour with its first sentence.
function groups(node, links) {
  const grouped = new Map();
  for (const link of links) {
    const predicate = predicateOf.get(link.p);
    const forward = link.s === node.index || predicate.symmetric;
    const name = forward ? predicate.label : predicate.inverse;
    const other = link.s === node.index ? link.o : link.s;
    if (!grouped.has(name)) grouped.set(name, new Map());
    const rows = grouped.get(name);
    if (!rows.has(other)) rows.set(other, []);
    rows.get(other).push(link);
  }
  return [...grouped].map(([name, rows]) =>
    el("section", { class: "group" }, el("h3", {}, name, " ", el("span", { class: "muted" }, String(rows.size))), el("ul", { class: "relations" }, [...rows].map(([other, found]) => relationRow(other, found)))),
  );
}

function relationRow(other, links) {
  const first = links.find((link) => link.evidence.length);
  const sentences = links.reduce((sum, link) => sum + link.evidence.length, 0);
  const more = sentences > 1 ? "all " + sentences + " sentences" : "the link";
  const text = first ? el("div", { class: "quoted" }, quote(first.evidence[0])) : null;
  const open = el("button", { class: "more", onclick: () => go({ link: links[0].pair }) }, more);
  return el("li", {}, el("div", { class: "row" }, nodeButton(data.nodes[other]), [...new Map(links.map((link) => [link.standing, link])).values()].map(badges), open), text);
}

function linkPage(pair) {
  const links = data.links.filter((link) => link.pair === pair && passes(link));
  const [a, b] = pair.split("-").map((index) => data.nodes[Number(index)]);
  showPanel(
    heading("Link", el("span", { class: "pair" }, nodeButton(a), nodeButton(b))),
    links.length ? null : el("p", { class: "muted" }, "No statement passes the filters."),
    links.map(statement),
  );
}

function statement(link) {
  const sure = Math.round(link.confidence * 100) + " %";
  const cases = link.cases ? "measured on " + count(link.cases, "annotated case", "annotated cases") : "its rule has not been measured";
  return el(
    "article",
    { class: "statement" },
    el("h3", {}, data.nodes[link.s].label, " ", el("em", {}, predicateOf.get(link.p).label), " ", data.nodes[link.o].label, " ", badges(link)),
    el("p", { class: "sure" }, el("meter", { min: 0, max: 1, value: link.confidence, "aria-label": "Confidence" }), " confidence " + sure + ", " + cases),
    link.evidence.map((row) => el("figure", {}, quote(row), source(link, row), el("p", { class: "source" }, "rule ", el("code", {}, data.rules[row[7]])))),
  );
}

function pathPage(from, to, found) {
  if (!found) {
    showPanel(heading("Path", "No path"), el("p", {}, "No links that pass the filters lead from ", data.nodes[from].label, " to ", data.nodes[to].label, "."));
    return;
  }
  const steps = [];
  for (let at = 0; at + 1 < found.length; at += 1) {
    const bundle = visible.near.get(found[at]).get(found[at + 1]);
    const link = bundle.links.find((one) => one.standing !== "negated");
    const forward = link.s === found[at];
    const predicate = predicateOf.get(link.p);
    steps.push(
      el("li", {}, el("p", { class: "hop" }, forward ? predicate.label : predicate.inverse, " ", badges(link), el("button", { class: "more", onclick: () => go({ link: bundle.key }) }, count(bundle.links.length, "statement", "statements"))), link.evidence.length ? quote(link.evidence[0]) : null, nodeButton(data.nodes[found[at + 1]])),
    );
  }
  showPanel(heading("Path", count(found.length - 1, "step", "steps")), el("ol", { class: "path" }, el("li", {}, nodeButton(data.nodes[found[0]])), steps));
}
