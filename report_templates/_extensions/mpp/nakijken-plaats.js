// Nakijken, de plaatsen: what in the report a comment is about, how a file names it, and where it is again.
// In a file an offset counts code points in the textContent of the element with the id; in here it counts UTF-16 units.

const BLOCK = "p, li, blockquote, dd, figcaption, caption";
const HEADING = "section > :is(h1, h2, h3, h4, h5, h6)";
const CELL = "tbody > tr > :is(td, th)";
const STOP = `${HEADING}, figure, table, .vergelijking, ${BLOCK}`;
const NAMES = { TD: "cel", TH: "cel", TABLE: "tabel", FIGURE: "figuur", FIGCAPTION: "bijschrift", CAPTION: "bijschrift" };
const QUOTED = ["alinea", "bijschrift"]; // of a whole one its text goes along
const LONGEST = 1000, AROUND = 32; // code points of a quotation, and of what stands before and after it
const MOST_TRIED = 200; // occurrences of a quotation that are compared

const rowsAsMade = new Map(); // body of a table → its rows, whatever sorts them later
let report, reportText;

function readReport() {
  report = document.getElementById("Inhoud");
  for (const body of report.querySelectorAll("tbody")) rowsAsMade.set(body, [...body.rows]);
}

// Text -----------------------------------------------------------------------------------------------------------

const inPoints = (text) => Array.from(text).length;

function inUnits(text, points) {
  let unit = 0;
  for (let left = points; left > 0 && unit < text.length; left -= 1) unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  return unit;
}

function offsetIn(element, node, offset) {
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

function rangeIn(element, start, end) {
  const range = document.createRange(), texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  range.selectNodeContents(element);
  let passed = 0, begun = false;
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!begun && start < passed + node.length) { range.setStart(node, start - passed); begun = true; }
    if (begun && end <= passed + node.length) { range.setEnd(node, end - passed); break; }
    passed += node.length;
  }
  return range;
}

// A place: {kind, element}, and of words also start and end in the text of the element, which has an id ---------------

function placeOf(node) {
  const element = (node.closest ? node : node.parentElement).closest(`${CELL}, ${STOP}`);
  return element && report.contains(element) ? { kind: kindOf(element), element } : null;
}

function kindOf(element) {
  if (element.matches(HEADING)) return "paragraaf";
  return element.matches(".vergelijking") ? "vergelijking" : NAMES[element.tagName] ?? "alinea";
}

function withId(node) {
  let element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  while (!element.id || element instanceof SVGElement || element.tagName === "SPAN") element = element.parentElement;
  return element;
}

// The element whose id a file names.
function anchorOf({ kind, element }) {
  if (kind === "cel") return element.closest("table");
  return withId(kind === "paragraaf" ? element.parentElement : element);
}

function placeOfSelection() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0), inside = range.commonAncestorContainer;
  if (!report.contains(inside)) return null;
  const cell = (inside.closest ? inside : inside.parentElement).closest(CELL), element = withId(inside);
  const place = trimmed(element, offsetIn(element, range.startContainer, range.startOffset), range.toString().length);
  if (cell && place && place.end - place.start === cell.textContent.trim().length) return { kind: "cel", element: cell };
  return place && cell ? { ...place, cell } : place;
}

function trimmed(element, from, length) {
  const all = element.textContent, text = all.slice(from, from + length);
  if (!text.trim()) return null;
  const start = from + text.length - text.trimStart().length, words = text.trim();
  return { kind: "woorden", element, start, end: start + inUnits(words, LONGEST) };
}

function rangeOf({ kind, element, start, end }) {
  if (kind === "woorden") return rangeIn(element, start, end);
  const range = document.createRange();
  range.selectNodeContents(element);
  return range;
}

const textOf = (place) => rangeOf(place).toString();

// Where a mark is put, and how many comments there are.
function hostOf({ kind, element, start, end, cell }) {
  const words = kind === "woorden" && (cell ?? placeOf(rangeIn(element, start, end).startContainer)?.element);
  const host = words || (kind === "figuur" && element.querySelector("figcaption")) || (kind === "tabel" && element.caption) || element;
  return host.querySelector(":scope > .bijschrift") ?? host; // of a caption that stays in sight
}

// A table by row and column, spans counted.
function grid(rows) {
  const cells = rows.map(() => []);
  rows.forEach((row, at) => {
    let column = 0;
    for (const cell of row.cells) {
      while (cells[at][column]) column += 1;
      for (let down = at; down < Math.min(rows.length, at + cell.rowSpan); down += 1) {
        for (let across = column; across < column + cell.colSpan; across += 1) cells[down][across] = cell;
      }
      column += cell.colSpan;
    }
  });
  return cells;
}

const bodyGrid = (table) => grid([...table.tBodies].flatMap((body) => rowsAsMade.get(body) ?? [...body.rows]));

function positionOf(cell) {
  const cells = bodyGrid(cell.closest("table")), row = cells.findIndex((one) => one.includes(cell));
  return { row, column: cells[row].indexOf(cell) };
}

function headsOf(cell) {
  const { column } = positionOf(cell), rows = [...(cell.closest("table").tHead?.rows ?? [])];
  return [...new Set(grid(rows).map((row) => row[column]).filter(Boolean))].reverse();
}

// How a place is called.
function describe(place) {
  const { kind, element } = place;
  if (kind === "tabel" || kind === "figuur") return numbered(element) || `${capital(kind)} in ${sectionOf(element)}`;
  if (kind === "paragraaf") return sectionOf(element);
  const cell = kind === "cel" ? element : place.cell;
  if (!cell) return `${capital(kind)} in ${numbered(element.closest("figure, table")) || sectionOf(element)}`;
  const table = numbered(cell.closest("table")) || `tabel in ${sectionOf(cell)}`;
  const heads = [cell.parentElement.querySelector("th"), headsOf(cell)[0]].filter((head) => head && head !== cell);
  return [`${capital(kind)} in ${table}`, ...heads.map((head) => head.textContent.trim()).filter(Boolean)].join(" · ");
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);
const numbered = (float) => float?.querySelector(".nummer")?.textContent.replace(/[:\s]+$/, "") ?? "";
const sectionOf = (element) =>
  element.closest("section")?.querySelector(HEADING)?.textContent.replace(/\s+/g, " ").trim() || "het rapport";

// To and from a file -------------------------------------------------------------------------------------------------

function selectorsOf(place) {
  const anchor = anchorOf(place), all = anchor.textContent, cell = place.kind === "cel" ? place.element : place.cell;
  const fragment = (refinedBy) => ({ type: "FragmentSelector", value: anchor.id, ...(refinedBy && { refinedBy }) });
  const [start, end] = extent(place, anchor, all);
  const quote = { type: "TextQuoteSelector", ...quotation(all, start, end) };
  if (!cell && place.kind !== "woorden") return [fragment(), ...(QUOTED.includes(place.kind) ? [fragment(quote)] : [])];
  const found = { start: inPoints(all.slice(0, start)), end: inPoints(all.slice(0, end)) };
  const words = [fragment(quote), fragment({ type: "TextPositionSelector", ...found })];
  return [...(start < end ? words : [fragment()]), ...(cell ? cellSelectors(cell) : [])];
}

function extent(place, anchor, all) {
  if (place.kind === "woorden") return [place.start, place.end];
  if (place.kind !== "cel") return [0, inUnits(all, LONGEST)];
  const start = offsetIn(anchor, place.element, 0), text = place.element.textContent;
  return [start, start + inUnits(text, LONGEST)];
}

function quotation(all, start, end) {
  const before = Array.from(all.slice(Math.max(0, start - 2 * AROUND), start)).slice(-AROUND);
  const after = Array.from(all.slice(end, end + 2 * AROUND)).slice(0, AROUND);
  return { exact: all.slice(start, end), prefix: before.join(""), suffix: after.join("") };
}

function cellSelectors(cell) {
  const { row, column } = positionOf(cell), heads = headsOf(cell);
  const said = (name, from) => from.find((element) => element?.dataset[name])?.dataset[name];
  const near = [cell, cell.parentElement, ...heads];
  const number = { indicator: said("i", near), scenario: said("s", near), periode: said("p", [cell, ...heads]) };
  const known = Object.fromEntries(Object.entries(number).filter(([, value]) => value));
  const place = { type: "mpp:Cel", tabel: cell.closest("table").id, rij: row + 1, kolom: column + 1 };
  return [place, ...(known.indicator ? [{ type: "mpp:Cijfer", ...known }] : [])];
}

// The place that selectors name; null where the page has it no more.
function located(selectors) {
  const fragments = selectors.filter((one) => one.type === "FragmentSelector");
  const refined = (type) => fragments.find((one) => one.refinedBy?.type === type)?.refinedBy;
  const quote = refined("TextQuoteSelector"), position = refined("TextPositionSelector");
  const named = selectors.find((one) => one.type === "mpp:Cel"), element = elementNamed(fragments[0]?.value);
  if (named) return cellNamed(named, quote);
  if (fragments.some((one) => !one.refinedBy)) return wholeNamed(element, quote) ?? (quote ? foundIn(report, quote) : null);
  return quote ? (element && foundIn(element, quote, position)) ?? foundIn(report, quote) : null;
}

function elementNamed(id) {
  const element = document.getElementById(id ?? "");
  return element && report.contains(element) ? element : null;
}

function cellNamed({ tabel, rij, kolom }, quote) {
  const table = elementNamed(tabel), cell = table?.tagName === "TABLE" ? bodyGrid(table)[rij - 1]?.[kolom - 1] : null;
  const at = cell && quote ? cell.textContent.indexOf(quote.exact) : 0;
  if (!cell || at < 0) return null;
  if (!quote || quote.exact.length === cell.textContent.trim().length) return { kind: "cel", element: cell };
  const start = offsetIn(table, cell, 0) + at;
  return { kind: "woorden", element: table, start, end: start + quote.exact.length, cell };
}

function wholeNamed(element, quote) {
  if (!element || (quote && !element.textContent.startsWith(quote.exact))) return null;
  return placeOf(element.tagName === "SECTION" ? element.firstElementChild : element);
}

// The words at their position, or else where they stand between the same words; outside their element only there.
function foundIn(element, { exact, prefix, suffix }, position) {
  const all = element === report ? (reportText ??= report.textContent) : element.textContent;
  const at = (start) => ({ kind: "woorden", element, start, end: start + exact.length });
  const start = position ? inUnits(all, position.start) : -1;
  if (position && all.startsWith(exact, start)) return at(start);
  let best = -1, agrees = element === report ? Math.min(8, prefix.length + suffix.length) - 1 : -1;
  for (let found = all.indexOf(exact), tried = 0; found >= 0 && tried < MOST_TRIED; tried += 1) {
    const score = alike(all.slice(0, found), prefix) + alikeAfter(all.slice(found + exact.length, found + exact.length + 64), suffix);
    if (score > agrees) { agrees = score; best = found; }
    found = all.indexOf(exact, found + 1);
  }
  return best < 0 ? null : at(best);
}

function alikeAfter(text, words) {
  let count = 0;
  while (count < words.length && text[count] === words[count]) count += 1;
  return count;
}

function alike(text, words) {
  let count = 0;
  while (count < words.length && text[text.length - 1 - count] === words[words.length - 1 - count]) count += 1;
  return count;
}
