// What the page knows: the payload, the filters, and what is visible through them. Nothing here touches the page.

const data = JSON.parse(document.getElementById("data").textContent);
const typeOf = new Map(data.types.map((type) => [type.name, type]));
const predicateOf = new Map(data.predicates.map((predicate) => [predicate.name, predicate]));
const STANDINGS = [
  ["asserted", "stated"],
  ["planned", "planned"],
  ["negated", "denied"],
  ["ended", "ended"],
];
const standingLabel = new Map(STANDINGS);

const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const standing = (link) => (link.ended && link.status === "asserted" ? "ended" : link.status);

// Short keys for the URL: the IRI's last part, which is unique within one graph, or the whole IRI where it is not.
const tails = new Map();
for (const node of data.nodes) {
  const tail = node.id.split("/").slice(-2).join("/");
  tails.set(tail, (tails.get(tail) || 0) + 1);
}
const nodeByKey = new Map();
data.nodes.forEach((node, index) => {
  const tail = node.id.split("/").slice(-2).join("/");
  node.index = index;
  node.key = tails.get(tail) === 1 ? tail : node.id;
  node.folded = [node.label, ...node.aliases, ...node.identifiers.map((pair) => pair[0])].map(fold);
  node.all = [];
  nodeByKey.set(node.key, node);
});

data.links.forEach((link, index) => {
  link.index = index;
  link.standing = standing(link);
  link.pair = Math.min(link.s, link.o) + "-" + Math.max(link.s, link.o);
  link.paper = data.documents[link.doc];
  data.nodes[link.s].all.push(link);
  if (link.o !== link.s) data.nodes[link.o].all.push(link);
});

const councils = [
  ...new Set([...data.documents.map((paper) => paper.council), ...data.nodes.map((node) => node.council)].filter(Boolean)),
].sort((a, b) => a.localeCompare(b, "en"));

function emptyFilters() {
  return { types: new Set(), predicates: new Set(), standings: new Set(["negated"]), council: "", document: "", since: "", until: "", confidence: 0, unlinked: false };
}

// `types`, `predicates` and `standings` hold what is switched off, so that a new graph starts with everything on.
let filters = emptyFilters();

function passes(link) {
  if (filters.predicates.has(link.p) || filters.standings.has(link.standing)) return false;
  if (link.confidence < filters.confidence) return false;
  if (filters.document && link.paper.id !== filters.document) return false;
  if (filters.since && !(link.paper.date && link.paper.date >= filters.since)) return false;
  if (filters.until && !(link.paper.date && link.paper.date <= filters.until)) return false;
  const subject = data.nodes[link.s];
  const object = data.nodes[link.o];
  if (filters.types.has(subject.type) || filters.types.has(object.type)) return false;
  if (filters.council) {
    const concerned = [link.paper.council, subject.council, object.council];
    if (!concerned.includes(filters.council)) return false;
  }
  return true;
}

// What passes: links, the nodes they join, and `bundles`, one for each pair of nodes with all its links.
let visible = { links: [], nodes: [], bundles: [], near: new Map() };

function refilter() {
  const links = data.links.filter(passes);
  const pairs = new Map();
  const shown = new Set();
  const near = new Map();
  const touch = (from, to, bundle) => {
    if (!near.has(from)) near.set(from, new Map());
    near.get(from).set(to, bundle);
  };
  for (const link of links) {
    shown.add(link.s).add(link.o);
    if (link.s === link.o) continue;
    let bundle = pairs.get(link.pair);
    if (!bundle) {
      bundle = { key: link.pair, a: link.s, b: link.o, links: [] };
      pairs.set(link.pair, bundle);
      touch(link.s, link.o, bundle);
      touch(link.o, link.s, bundle);
    }
    bundle.links.push(link);
  }
  for (const bundle of pairs.values()) bundle.standing = bundleStanding(bundle);
  if (filters.unlinked) {
    for (const node of data.nodes) {
      const here = !filters.council || node.council === filters.council;
      if (here && !node.all.length && !filters.types.has(node.type)) shown.add(node.index);
    }
  }
  const nodes = [...shown].map((index) => data.nodes[index]);
  for (const node of nodes) node.degree = near.has(node.index) ? near.get(node.index).size : 0;
  nodes.sort((a, b) => b.degree - a.degree || a.index - b.index);
  visible = { links, nodes, bundles: [...pairs.values()], near, shown };
}

function bundleStanding(bundle) {
  const found = new Set(bundle.links.map((link) => link.standing));
  return STANDINGS.map((pair) => pair[0]).find((name) => found.has(name));
}

const neighbours = (index) => [...(visible.near.get(index) || new Map()).keys()];

// Best first: whole name, start of a name, start of a word, anywhere; then the better linked.
function search(text, most = 40) {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const found = [];
  for (const node of data.nodes) {
    let rank = 9;
    for (const name of node.folded) {
      if (name === wanted) rank = Math.min(rank, 0);
      else if (name.startsWith(wanted)) rank = Math.min(rank, 1);
      else if (name.includes(" " + wanted)) rank = Math.min(rank, 2);
      else if (name.includes(wanted)) rank = Math.min(rank, 3);
    }
    if (rank === 9) {
      const joined = node.folded.join(" ");
      if (wanted.split(/\s+/).every((word) => joined.includes(word))) rank = 4;
    }
    if (rank < 9) found.push([rank, node]);
  }
  found.sort((a, b) => a[0] - b[0] || b[1].all.length - a[1].all.length || a[1].index - b[1].index);
  return found.slice(0, most).map((pair) => pair[1]);
}

// The shortest path through visible links that hold or are planned, or null; ties go to the better evidenced step.
function path(from, to) {
  const before = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !before.has(to)) {
    const next = [];
    for (const index of edge) {
      const steps = [...(visible.near.get(index) || new Map())].filter((step) => step[1].standing !== "negated");
      steps.sort((a, b) => b[1].links.length - a[1].links.length || a[0] - b[0]);
      for (const [other] of steps) {
        if (before.has(other)) continue;
        before.set(other, index);
        next.push(other);
      }
    }
    edge = next;
  }
  if (!before.has(to)) return null;
  const found = [];
  for (let at = to; at !== null; at = before.get(at)) found.unshift(at);
  return found;
}

function csvOf(links) {
  const columns = ["subject", "subject_type", "predicate", "object", "object_type", "status", "ended", "confidence", "document", "date", "section", "page", "quote", "rule", "subject_iri", "object_iri"];
  const cell = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  };
  const rows = [columns];
  for (const link of links) {
    const s = data.nodes[link.s];
    const o = data.nodes[link.o];
    const start = [s.label, s.type, link.p, o.label, o.type, link.status, link.ended, link.confidence, link.paper.id, link.paper.date];
    for (const row of link.evidence.length ? link.evidence : [null]) {
      const [, text, section, page] = row ? data.sentences[row[0]] : [];
      rows.push([...start, section, page, text, row ? data.rules[row[7]] : "", s.id, o.id]);
    }
  }
  return rows.map((row) => row.map(cell).join(",")).join("\n") + "\n";
}
