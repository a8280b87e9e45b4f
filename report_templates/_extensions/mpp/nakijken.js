// Nakijken, het scherm: the panel, the marks in the text, the keyboard, and what the browser keeps.
// Every word on the screen is put there as text.

const KEY = `mpp-nakijken:${CHECKSUM}`, WHO = "mpp-nakijken:wie";
const APM = "APM", NARROW = matchMedia("(max-width: 52rem)");
const colon = meta("uitnodiging").lastIndexOf(":");
const INVITED = meta("uitnodiging").slice(0, Math.max(0, colon)), TOKEN = meta("uitnodiging").slice(colon + 1);

const held = { items: new Map(), own: new Set(), gone: new Set(), sent: true, works: true };
const filter = { state: "alle", kind: "alle", name: "alle" };
const places = new WeakMap(); // comment → its place, or null
let who = { name: INVITED, role: "" };
let here = null, picked = null; // the place that is chosen, and which of its words
let source = ""; // the page before any script changed it
let form = null; // the one form that is open: {to, node, back, holds}
let active = "", returnTo = "", on = false, ui; // ids of the comment that is looked at, and of the one that Esc leads back to

const by = () => ({ who, token: who.name === INVITED ? TOKEN : "" });
const isApm = () => who.name.toUpperCase() === APM;
// Made in this browser, or by a colleague in the copy that both were sent: a name alone proves nothing.
const isOwn = (item) => held.own.has(item.id) || Boolean(TOKEN && item["mpp:uitnodiging"] === TOKEN && item.creator.name === INVITED);
const comments = () => [...held.items.values()].filter((item) => !isReply(item));
const repliesTo = (item) => [...held.items.values()].filter((one) => isReply(one) && one.target === item.id)
  .sort((a, b) => (a.created + a.id < b.created + b.id ? -1 : 1));
const settlementOf = (item) => repliesTo(item).filter((one) => bodyOf(one, "classifying") && one.creator.name.toUpperCase() === APM).pop();

function isClosed(item) {
  const settled = settlementOf(item), stand = item["mpp:stand"];
  return stand === "afgehandeld" || Boolean(settled && !(stand === "open" && item.modified > settled.created));
}

function placeOfItem(item) {
  if (!places.has(item)) places.set(item, located(item.target.selector));
  return places.get(item);
}

// Building -----------------------------------------------------------------------------------------------------------

function el(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...inside.filter((part) => part || part === 0));
  return made;
}

const button = (label, click, more = {}) => el("button", { type: "button", class: "nk-knop", click, ...more }, label);
const counted = (number, one, more) => `${number} ${number === 1 ? one : more}`;
const inFull = (moment) => new Date(moment).toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });
const shortened = (text, most = 220) => {
  const words = text.replace(/\s+/g, " ").trim();
  return inPoints(words) > most ? `${Array.from(words).slice(0, most).join("")}…` : words;
};

function say(text) {
  ui.said.textContent = text;
}

function build() {
  ui = {
    count: el("span", { class: "nk-aantal" }), said: el("p", { role: "status", class: "nk-melding" }),
    tally: el("p", { class: "nk-telling" }), warning: el("p", { class: "nk-waarschuwing" }),
    room: el("div", { class: "nk-nieuw" }), list: el("ol", { class: "nk-lijst" }), filters: el("div", { class: "nk-filters" }),
    files: el("input", {
      type: "file", multiple: true, accept: ".json,.html,.htm", class: "nk-bestand", change: openFiles,
      "aria-label": "Reacties van anderen openen",
    }),
    close: button("Sluiten", () => turn(false), { class: "nk-knop nk-stil" }),
    fold: button("Lijst", () => unfold(!ui.panel.classList.contains("nk-open")), { class: "nk-knop nk-stil nk-vouw" }),
    near: el("div", { class: "nk-bij", hidden: true, mousedown: (event) => event.preventDefault() }),
  };
  ui.toggle = el("button", { type: "button", class: "nk-start", "aria-expanded": "false", click: () => turn(!on) }, "Nakijken", ui.count);
  ui.title = el("h2", { tabindex: "-1" }, "Nakijken");
  ui.help = help();
  ui.panel = el("div", { class: "nk-paneel", hidden: true },
    el("div", { class: "nk-kop" }, el("div", {}, ui.title, ui.tally), ui.fold, ui.close),
    el("div", { class: "nk-romp", tabindex: "0", role: "group", "aria-label": "Opmerkingen" },
      ui.help, el("p", { class: "nk-kies" }, button("Kies een plaats met het toetsenbord", chooseByKeyboard)),
      ui.room, ui.filters, ui.list),
    foot(), ui.said);
  const root = el("aside", { id: "nakijken", "aria-label": "Nakijken" }, ui.toggle, ui.panel, ui.near);
  document.querySelector(".springlink").after(root);
}

function help() {
  const steps = [
    "Selecteer woorden, of klik op een alinea, een cel, een tabel of een figuur.",
    "Kies Opmerking en schrijf wat u vindt. Uw opmerking blijft in deze browser.",
    "Klaar? Download uw reacties en mail dat bestand terug.",
  ];
  const keys = [
    ["↑ ↓", "vorige of volgende alinea, tabel of figuur"],
    ["→", "in een tabel: naar de cellen; in een alinea: naar de woorden (met Shift: meer woorden)"],
    ["Enter", "opmerking maken"],
    ["Spatie", "opmerkingen bij deze plaats"],
    ["Esc", "terug"],
    ["Ctrl+Alt+M", "opmerking bij wat u selecteerde"],
  ];
  return el("details", { class: "nk-uitleg", open: true }, el("summary", {}, "Zo werkt het"),
    el("ol", {}, ...steps.map((step) => el("li", {}, step))),
    el("details", {}, el("summary", {}, "Met het toetsenbord"),
      el("dl", {}, ...keys.map(([key, what]) => el("div", {}, el("dt", {}, key), el("dd", {}, what))))));
}

function foot() {
  const along = (event) => document.documentElement.classList.toggle("nk-afdruk", event.target.checked);
  const print = el("input", { type: "checkbox", change: along });
  return el("div", { class: "nk-voet" }, ui.warning,
    button("Download mijn reacties", downloadOwn, { class: "nk-knop nk-hoofd" }),
    button("Download een kopie met alle reacties", downloadCopy),
    button("Open reacties van anderen", () => ui.files.click()), ui.files,
    el("label", {}, print, " Opmerkingen mee afdrukken"));
}

// What the browser keeps ---------------------------------------------------------------------------------------------

function fromStorage(name) {
  try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
}

function toStorage(name, value) {
  try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; }
}

// Other windows with this page keep under the same name: nothing of theirs is lost.
function takeFromStorage() {
  const saved = fromStorage(KEY), ids = (list) => (Array.isArray(list) ? list.filter((id) => ID.test(id)) : []);
  if (saved === null || typeof saved !== "object") return;
  ids(saved.own).forEach((id) => held.own.add(id));
  ids(saved.gone).forEach((id) => { held.gone.add(id); held.items.delete(id); });
  take((Array.isArray(saved.items) ? saved.items : []).map(accepted).filter(Boolean), true);
  held.sent = held.sent && saved.sent !== false;
}

function take(items, mine = false) {
  let fresh = 0;
  for (const item of items) {
    const known = held.items.get(item.id), kept = held.gone.has(item.id) || (known && (!mine && held.own.has(item.id)));
    if (kept || (known && !newer(item, known))) continue;
    held.items.set(item.id, item);
    fresh += 1;
  }
  return fresh;
}

function keep(sent) {
  const wanted = { sent };
  takeFromStorage();
  held.sent = wanted.sent;
  held.works = toStorage(KEY, { items: [...held.items.values()], own: [...held.own], gone: [...held.gone], sent });
}

function changed(message) {
  keep(false);
  if (!held.works) downloadOwn();
  draw();
  say(held.works ? `${message} Bewaard in deze browser.` : `${message} Deze browser bewaart niets: uw reacties zijn gedownload.`);
}

// Files --------------------------------------------------------------------------------------------------------------

const inName = (text) => text.normalize("NFC").replace(/[^\p{L}\p{N}&.-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
const fileName = (of, extension) => `reacties-${SOURCE.split(":").slice(2).map(inName).join("-")}-${inName(of) || "onbekend"}.${extension}`;

function download(text, type, name) {
  const address = URL.createObjectURL(new Blob([text], { type })), link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function downloadOwn() {
  const own = [...held.items.values()].filter(isOwn);
  if (!own.length) return say("U hebt nog geen opmerkingen gemaakt.");
  download(`${JSON.stringify(asPage(own), null, 1)}\n`, "application/ld+json", fileName(who.name, "json"));
  keep(true);
  draw();
  say(`${counted(own.length, "reactie", "reacties")} gedownload. Mail het bestand terug.`);
}

function downloadCopy() {
  download(copyOfPage(), "text/html", fileName(who.name, "html"));
  keep(true);
  draw();
  say("Kopie gedownload: wie haar opent, ziet het rapport met alle reacties.");
}

// The page as it came, with the comments in a block of data.
function copyOfPage() {
  const data = JSON.stringify(asPage(held.items.values())).replace(/</g, "\\u003c"), end = source.lastIndexOf("<\/body>");
  const before = source.slice(0, end).replace(BLOCK_OF_DATA, ""); // of an earlier copy
  return `<!DOCTYPE html>\n${before}${OPENING}${data}<\/script><\/body><\/html>\n`;
}

async function openFiles() {
  const told = [];
  for (const file of ui.files.files) told.push(`${file.name}: ${await opened(file)}`);
  ui.files.value = "";
  keep(held.sent);
  draw();
  say(told.join(" "));
}

async function opened(file) {
  if (file.size > MOST.file) return "te groot, niet geopend.";
  try {
    reportText = null;
    const { items, left } = itemsIn(await file.text()), fresh = take(items);
    const leftOut = left ? `, ${counted(left, "reactie", "reacties")} niet overgenomen: van een andere versie, of niet geldig` : "";
    return `${counted(fresh, "nieuwe reactie", "nieuwe reacties")}, ${items.length - fresh} waren er al${leftOut}.`;
  } catch (error) {
    return `niet geopend, ${error.message}.`;
  }
}

// Writing ------------------------------------------------------------------------------------------------------------

function field(label, control, hint = "") {
  return el("label", { class: "nk-veld" }, el("span", {}, label), hint && el("small", {}, hint), control);
}

const area = (value, rows) => {
  const made = el("textarea", { rows, maxlength: MOST.text });
  made.value = value;
  return made;
};

function choices(legend, names, chosen) {
  const name = newId(); // so that no other choice on the page is one with this
  const inputs = names.map((value) => el("input", { type: "radio", name, value, checked: value === chosen }));
  const labels = inputs.map((input) => el("label", {}, input, ` ${capital(input.value)}`));
  const set = el("fieldset", { class: "nk-keuze" }, el("legend", {}, legend), ...labels);
  return { set, get value() { return inputs.find((input) => input.checked)?.value ?? ""; } };
}

function identity() {
  const name = el("input", { type: "text", maxlength: MOST.name, autocomplete: "organization" });
  const role = el("input", { type: "text", maxlength: MOST.name, autocomplete: "off" });
  [name.value, role.value] = [who.name, who.role];
  if (INVITED) name.readOnly = true;
  const fields = el("div", { class: "nk-wie" }, field("Organisatie", name, "zoals COA of IND"),
    field("Rol", role, "zoals adviseur; geen naam van een persoon"));
  const known = who.name && who.role;
  const change = button("Wijzigen", () => { fields.hidden = false; line.hidden = true; name.focus(); }, { class: "nk-knop nk-tekstknop" });
  const line = el("p", { class: "nk-namens", hidden: !known }, `Namens ${who.name}, ${who.role} `, change);
  fields.hidden = Boolean(known);
  return { parts: [line, fields], name, role, show: () => { fields.hidden = false; line.hidden = true; } };
}

// One form for all that is written. ``save`` gets what was written and returns the id of what it made or changed.
function write({ title, quote, kinds, legend = "Soort", kind, text = "", words = "", needsText, to, back, save }) {
  closeForm();
  const kindOf = kinds && choices(legend, kinds, kind), note = area(text, 3), other = area(words, 3), self = identity();
  const fault = el("p", { class: "nk-fout", role: "alert" });
  const suggested = field("Andere woorden", other, "zo zou het er moeten staan");
  const adapt = () => { suggested.hidden = kindOf?.value !== "suggestie"; };
  const submit = (event) => {
    event?.preventDefault();
    const said = { kind: kindOf?.value, text: note.value.trim(), words: other.value.trim() };
    const wrong = faultIn(said, needsText, quote, self, { note, other });
    if (wrong) { fault.textContent = wrong.message; wrong.control.setAttribute("aria-invalid", "true"); return wrong.control.focus(); }
    who = { name: self.name.value.trim(), role: self.role.value.trim() };
    toStorage(WHO, who);
    const id = save(said);
    ui.help.open = false;
    closeForm();
    changed(kinds ? "Opmerking opgeslagen." : "Antwoord opgeslagen.");
    focusThread(id);
  };
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
    if (event.key === "Escape" && note.value.trim() === text.trim()) cancel();
  };
  const typed = (event) => { adapt(); event.target.removeAttribute("aria-invalid"); };
  const node = el("form", { class: "nk-formulier", submit, keydown: keys, input: typed, novalidate: true, "aria-label": title },
    el("h3", {}, title), quote && el("blockquote", {}, shortened(quote)), kindOf?.set, suggested,
    field(legend === "Soort" ? "Toelichting" : "Reden of antwoord", note), ...self.parts, fault,
    el("div", { class: "nk-knoppen" },
      el("button", { type: "submit", class: "nk-knop nk-hoofd" }, "Opslaan"), button("Annuleren", cancel)));
  adapt();
  form = { to, node, back, holds: () => note.value.trim() !== text.trim() };
  ui.panel.classList.add("nk-schrijft");
  ui.near.hidden = true;
  unfold(true);
  draw();
  note.focus();
}

function faultIn({ kind, text, words }, needsText, quote, self, { note, other }) {
  const optional = needsText ? !needsText.includes(kind) : ["suggestie", "akkoord", ...JUDGEMENTS].includes(kind);
  if (kind === "") return { message: "Kies eerst een soort.", control: note };
  const proposes = words && words !== quote?.trim();
  if (kind === "suggestie" && !proposes) return { message: "Schrijf hoe het er volgens u moet staan.", control: other };
  if (!text && !optional) return { message: "Schrijf uw opmerking op.", control: note };
  if (!self.name.value.trim()) { self.show(); return { message: "Vul uw organisatie in.", control: self.name }; }
  if (!self.role.value.trim()) { self.show(); return { message: "Vul uw rol in.", control: self.role }; }
  return null;
}

function cancel() {
  const back = form?.back;
  closeForm();
  draw();
  back?.();
}

function closeForm() {
  form?.node.remove();
  form = null;
  ui.panel.classList.remove("nk-schrijft");
}

function comment(place) {
  const quote = ["tabel", "figuur", "paragraaf"].includes(place.kind) ? "" : textOf(place);
  const back = () => { if (here && here.element.tabIndex === 0) here.element.focus(); else ui.title.focus(); };
  write({
    title: describe(place), quote, kinds: kindsHere, kind: "vraag", words: quote.trim(), to: "", back,
    save: (said) => addOwn(newComment(said, place, by())),
  });
}

function addOwn(item) {
  held.items.set(item.id, item);
  held.own.add(item.id);
  return isReply(item) ? item.target : item.id;
}

function reply(item, back) {
  const settles = isApm();
  write({
    title: settles ? "Verwerking of antwoord" : "Antwoord", to: item.id, back,
    ...(settles && {
      kinds: ["antwoord", ...SETTLEMENTS], legend: "Verwerking", kind: "verwerkt", needsText: ["antwoord", "deels", "niet"],
    }),
    save: ({ kind, text }) => addOwn(newReply({ text, kind: SETTLEMENTS.includes(kind) ? kind : "" }, item.id, by())),
  });
}

function edit(item, back) {
  const target = isReply(item) ? item.target : item.id, kind = bodyOf(item, "classifying");
  write({
    title: "Wijzigen", quote: isReply(item) ? "" : quoteOf(item), to: target, back,
    text: bodyOf(item, "commenting"), words: bodyOf(item, "editing"),
    ...(kind && { kinds: isReply(item) ? SETTLEMENTS : kindsHere, kind, legend: isReply(item) ? "Verwerking" : "Soort" }),
    ...(kind && isReply(item) && { needsText: ["deels", "niet"] }),
    save: (said) => {
      change(item, { body: bodies(said), ...(!isReply(item) && { motivation: motivationOf(said.kind) }) });
      return target;
    },
  });
}

function change(item, what) {
  held.items.set(item.id, { ...item, ...what, modified: after(item.modified) });
  held.own.add(item.id);
}

function remove(item) {
  const gone = [item, ...(isReply(item) ? [] : repliesTo(item).filter(isOwn))];
  if (!confirm("Deze opmerking verwijderen? Wat u al hebt verstuurd, blijft bij de ontvanger.")) return;
  gone.forEach((one) => { held.gone.add(one.id); held.items.delete(one.id); });
  changed("Verwijderd.");
  focusThread(isReply(item) ? item.target : "");
}

// The list -----------------------------------------------------------------------------------------------------------

function draw() {
  const all = comments(), open = all.filter((item) => !isClosed(item)).length, settled = all.filter(settlementOf).length;
  ui.count.textContent = all.length ? ` ${all.length}` : "";
  ui.toggle.setAttribute("aria-label", all.length ? `Nakijken, ${counted(all.length, "opmerking", "opmerkingen")}` : "Nakijken");
  const tally = [counted(all.length, "opmerking", "opmerkingen"), `${open} open`, settled && `${settled} verwerkt door APM`];
  ui.tally.textContent = all.length ? tally.filter(Boolean).join(" · ") : "Nog geen opmerkingen";
  ui.warning.textContent = held.works
    ? (held.sent ? "" : "U hebt opmerkingen die nog niet zijn gedownload.")
    : "Deze browser bewaart niets. Na elke opmerking wordt een bestand met uw reacties gedownload.";
  drawFilters(all);
  const focused = document.activeElement, inThread = ui.list.contains(focused) ? focused.closest("[data-id]")?.dataset.id : "";
  const shown = all.filter(passes).map(withRange).sort(inOrderOfReport);
  ui.list.replaceChildren(...shown.map(({ item, place }) => thread(item, place)));
  if (all.length && !shown.length) ui.list.append(el("li", { class: "nk-leeg" }, "Geen opmerkingen met dit filter."));
  if (form && !form.to) ui.room.replaceChildren(form.node);
  drawMarks(all);
  if (!ui.near.hidden) drawNear();
  if (focused !== document.activeElement) (focused.isConnected ? focused : threadOf(inThread))?.focus();
}

const threadOf = (id) => (id ? ui.list.querySelector(`[data-id="${CSS.escape(id)}"]`) : null);

function passes(item) {
  const state = { alle: true, open: !isClosed(item), afgehandeld: isClosed(item) }[filter.state];
  return state && ["alle", bodyOf(item, "classifying")].includes(filter.kind) && ["alle", item.creator.name].includes(filter.name);
}

function withRange(item) {
  const place = placeOfItem(item);
  return { item, place, range: place && rangeOf(place) };
}

function inOrderOfReport(one, other) {
  if (!one.place || !other.place) return Boolean(other.place) - Boolean(one.place);
  const before = one.range.compareBoundaryPoints(Range.START_TO_START, other.range);
  return before || (one.item.created + one.item.id < other.item.created + other.item.id ? -1 : 1);
}

function drawFilters(all) {
  const names = [...new Set(all.map((item) => item.creator.name))].sort((a, b) => a.localeCompare(b, "nl"));
  const select = (label, key, values) => {
    const change = (event) => {
      filter[key] = event.target.value;
      draw();
      ui.filters.querySelector(`[data-op="${key}"]`).focus();
    };
    const made = el("select", { change, "data-op": key },
      ...values.map((value) => el("option", { value, selected: value === filter[key] }, value)));
    return el("label", {}, el("span", {}, label), made);
  };
  if (!names.includes(filter.name)) filter.name = "alle";
  ui.filters.hidden = all.length === 0;
  ui.filters.replaceChildren(select("Stand", "state", ["alle", "open", "afgehandeld"]),
    select("Soort", "kind", ["alle", ...kindsHere]), select("Van", "name", ["alle", ...names]));
}

function thread(item, place) {
  const kind = bodyOf(item, "classifying"), text = bodyOf(item, "commenting"), words = bodyOf(item, "editing");
  const quote = shortened(quoteOf(item) || (place?.kind === "cel" ? textOf(place) : "")), closed = isClosed(item);
  const back = () => focusThread(item.id), marks = `${item.id === active ? " nk-nu" : ""}${closed ? " nk-dicht" : ""}`;
  const made = el("article",
    { class: `nk-draad${marks}`, "data-id": item.id, tabindex: "-1", "aria-label": `${kind} van ${item.creator.name}` },
    chips(kind, kind, closed), signature(item),
    place
      ? button(describe(place), () => jump(item), { class: "nk-knop nk-tekstknop nk-plek" })
      : el("p", { class: "nk-kwijt" }, "Plaats niet gevonden in dit rapport."),
    quote && el("blockquote", {}, words ? el("del", {}, quote) : quote),
    words && el("p", { class: "nk-tekst nk-voorstel" }, el("ins", {}, words)),
    text && el("p", { class: "nk-tekst" }, text),
    ...repliesTo(item).map((one) => answer(one, back)),
    form?.to === item.id ? form.node : el("div", { class: "nk-knoppen" }, ...actionsOn(item, closed, back)));
  return el("li", {}, made);
}

function actionsOn(item, closed, back) {
  const close = () => {
    change(item, { "mpp:stand": closed ? "open" : "afgehandeld" });
    changed(closed ? "Heropend." : "Afgehandeld.");
    back();
  };
  return [
    button(isApm() ? "Verwerken" : "Antwoorden", () => reply(item, back)),
    ...(isOwn(item) ? [button("Wijzigen", () => edit(item, back)), button(closed ? "Heropenen" : "Afhandelen", close),
      button("Verwijderen", () => remove(item))] : []),
  ];
}

const chips = (kind, words, closed) => el("p", { class: "nk-wat" },
  el("span", { class: "nk-soort", "data-soort": kind }, words), closed && el("span", { class: "nk-klaar" }, "afgehandeld"));

const signature = ({ creator, created }) => el("p", { class: "nk-van" },
  el("strong", {}, creator.name), [creator["mpp:rol"], inFull(created)].filter(Boolean).map((part) => ` · ${part}`).join(""));

function answer(item, back) {
  const settled = bodyOf(item, "classifying");
  return el("div", { class: "nk-antwoord" },
    settled && chips(settled, settled === "verwerkt" ? settled : `${settled} verwerkt`, false),
    signature(item), bodyOf(item, "commenting") && el("p", { class: "nk-tekst" }, bodyOf(item, "commenting")),
    isOwn(item) && el("div", { class: "nk-knoppen" },
      button("Wijzigen", () => edit(item, back)), button("Verwijderen", () => remove(item))));
}

function focusThread(id) {
  const found = threadOf(id);
  if (found) { unfold(true); activate(id); }
  (found ?? ui.title).focus();
}

function activate(id) {
  active = id;
  ui.list.querySelectorAll(".nk-draad").forEach((one) => one.classList.toggle("nk-nu", one.dataset.id === id));
  drawMarks(comments());
}

// The marks in the text ----------------------------------------------------------------------------------------------

function drawMarks(all) {
  const open = on ? all.filter((item) => !isClosed(item) || item.id === active) : [];
  const found = open.map((item) => ({ item, place: placeOfItem(item) })).filter(({ place }) => place);
  const counts = new Map();
  found.forEach(({ place }) => { const host = hostOf(place); counts.set(host, (counts.get(host) ?? 0) + 1); });
  report.querySelectorAll("[data-nk]").forEach((host) => counts.has(host) || host.removeAttribute("data-nk"));
  counts.forEach((count, host) => host.setAttribute("data-nk", count));
  if (!CSS.highlights) return;
  const ranges = (items) => items.map(({ place }) => place).filter(({ kind }) => ["woorden", "cel"].includes(kind)).map(rangeOf);
  CSS.highlights.set("nk-opmerking", new Highlight(...ranges(found)));
  CSS.highlights.set("nk-actief", new Highlight(...ranges(found.filter(({ item }) => item.id === active))));
}

function jump(item) {
  const place = placeOfItem(item);
  activate(item.id);
  if (NARROW.matches) unfold(false);
  go(place.kind === "woorden" ? placeOf(hostOf(place)) : place);
  returnTo = item.id;
  say(`${describe(place)}. Met Esc terug naar de lijst.`);
}

const commentsAt = (host) => comments().filter((item) => { const place = placeOfItem(item); return place && hostOf(place) === host; });

function showAt(place) {
  const found = commentsAt(hostOf(place));
  if (!found.length) return say("Hier zijn geen opmerkingen.");
  Object.assign(filter, { state: "alle", kind: "alle", name: "alle" });
  draw();
  focusThread(found[0].id);
}

// Choosing a place ---------------------------------------------------------------------------------------------------

function isStop(element) {
  if (element.closest("tbody") || !element.getClientRects().length || element.querySelector(":scope > button")) return false;
  return !element.matches("li, blockquote, dd") || !element.querySelector("p, li");
}

const stopsNow = () => [...report.querySelectorAll(STOP)].filter(isStop);

function choose(place) {
  forget();
  here = place;
  if (place && place.kind !== "woorden") {
    place.element.setAttribute("data-nk-hier", place.element.hasAttribute("tabindex") ? "eigen" : "");
    place.element.tabIndex = 0;
  }
  if (place) drawNear();
}

function forget() {
  for (const old of report.querySelectorAll("[data-nk-hier]")) {
    if (!old.dataset.nkHier) old.removeAttribute("tabindex");
    old.removeAttribute("data-nk-hier");
  }
  here = picked = null;
  ui.near.hidden = true;
}

function drawNear() {
  if (!here) return;
  const place = (picked && placeOfSelection()) ?? here, there = commentsAt(hostOf(place)).length;
  ui.near.replaceChildren(button(`Opmerking bij ${place.kind === "bijschrift" ? "dit" : "deze"} ${place.kind}`, () => comment(place), { class: "nk-knop nk-hoofd" }),
    ...(there ? [button(counted(there, "opmerking", "opmerkingen"), () => showAt(place))] : []));
  ui.near.hidden = false;
  const box = rangeOf(place).getBoundingClientRect(), outer = place.element.getBoundingClientRect();
  const area = place.kind === "woorden" ? box : outer, { offsetWidth, offsetHeight } = ui.near, gap = 6;
  const under = area.bottom + gap, above = area.top - gap - offsetHeight, last = innerHeight - offsetHeight - (NARROW.matches ? 90 : gap);
  const top = under < last ? under : above > 40 ? above : last;
  ui.near.style.left = `${Math.max(8, Math.min(area.left, report.getBoundingClientRect().right - offsetWidth))}px`;
  ui.near.style.top = `${top + scrollY}px`;
}

function go(place) {
  for (let around = place.element; around !== report; around = around.parentElement) {
    if (around.tagName === "DETAILS") around.open = true;
    if (around.hidden) around.dispatchEvent(new Event("beforematch")); // whoever folded it in, folds it out
  }
  choose(place);
  place.element.focus({ preventScroll: true });
  place.element.scrollIntoView({ block: place.element.offsetHeight > innerHeight / 2 ? "start" : "center" });
  drawNear();
  const there = commentsAt(hostOf(place)).length;
  say(`${describe(place)}${there ? `, ${counted(there, "opmerking", "opmerkingen")}` : ""}.`);
}

function chooseByKeyboard() {
  const stops = stopsNow();
  const first = stops.find((stop) => stop.getBoundingClientRect().bottom > 80) ?? stops[0];
  if (NARROW.matches) unfold(false);
  returnTo = "";
  go(placeOf(first));
}

function step(by) {
  const stops = stopsNow(), next = stops[stops.indexOf(here.element) + by];
  go(next ? placeOf(next) : here);
}

function stepInTable(down, right) {
  const cells = bodyGrid(here.element.closest("table")), { row, column } = positionOf(here.element);
  let next = here.element;
  for (let at = 1; next === here.element && cells[row + at * down]?.[column + at * right]; at += 1) {
    next = cells[row + at * down][column + at * right];
  }
  if (next !== here.element) return go({ kind: "cel", element: next });
  if (!down) return;
  here = placeOf(here.element.closest("table")); // past the first or last row
  step(down);
}

// The words of the chosen block, one by one; with ``more`` the last ones picked grow or shrink.
function pick(by, more) {
  const element = here.element, words = [...element.textContent.matchAll(/\S+/g)], last = words.length - 1;
  if (last < 0) return;
  const to = Math.max(0, Math.min(last, picked ? picked.to + by : by > 0 ? 0 : last));
  const from = picked && more ? picked.from : to, [first, final] = [Math.min(from, to), Math.max(from, to)];
  const range = rangeIn(element, words[first].index, words[final].index + words[final][0].length);
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  picked = { from, to };
  drawNear();
  say(`Gekozen: ${range.toString()}`);
}

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function keysAtPlace(event) {
  const arrow = ARROWS[event.key], inTable = here.kind === "cel";
  if (arrow && inTable) stepInTable(...arrow);
  else if (arrow?.[0]) step(arrow[0]);
  else if (arrow && here.kind === "tabel") enterTable();
  else if (arrow && here.kind !== "figuur") pick(arrow[1], event.shiftKey);
  else if (event.key === "Enter") comment(picked ? placeOfSelection() ?? here : here);
  else if (event.key === " ") showAt(here);
  else if (event.key === "Escape") leave();
  else return;
  event.preventDefault();
}

function enterTable() {
  const first = bodyGrid(here.element)[0]?.[0];
  if (first) go({ kind: "cel", element: first });
}

function leave() {
  const was = here;
  if (picked) { getSelection().removeAllRanges(); picked = null; return; }
  if (was.kind === "cel" && !returnTo) return go({ kind: "tabel", element: was.element.closest("table") });
  forget();
  focusThread(returnTo);
  returnTo = "";
}

// Turning on and off -------------------------------------------------------------------------------------------------

function turn(to) {
  const top = [...report.querySelectorAll(STOP)].find((stop) => stop.getBoundingClientRect().bottom > 60);
  const before = top?.getBoundingClientRect().top;
  on = to;
  document.documentElement.classList.toggle("nk-aan", on);
  ui.panel.hidden = !on;
  ui.toggle.setAttribute("aria-expanded", String(on));
  if (!on) { closeForm(); forget(); }
  draw();
  if (top && scrollY > 0) scrollBy({ top: top.getBoundingClientRect().top - before, behavior: "instant" });
}

function unfold(open) {
  ui.panel.classList.toggle("nk-open", open);
  ui.fold.setAttribute("aria-expanded", String(open));
}

function listen() {
  ui.toggle.addEventListener("click", () => { unfold(on); ui.title.focus(); });
  ui.close.addEventListener("click", () => ui.toggle.focus());
  document.addEventListener("keydown", (event) => {
    if (!on) return;
    const place = event.ctrlKey && event.altKey && event.code === "KeyM" ? placeOfSelection() ?? here : null;
    if (place) {
      event.preventDefault();
      comment(place);
    } else if (here && event.target === here.element && !event.ctrlKey && !event.metaKey && !event.altKey) keysAtPlace(event);
  });
  report.addEventListener("click", (event) => {
    if (!on || placeOfSelection() || event.target.closest("a, button, summary, input, label")) return;
    choose(placeOf(event.target));
    if (NARROW.matches && !form) unfold(false);
    const found = here && commentsAt(hostOf(here))[0];
    if (found) { activate(found.id); threadOf(found.id)?.scrollIntoView({ block: "nearest" }); }
  });
  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { const place = on && !picked && placeOfSelection(); if (place) choose(place); }, 150);
  });
  addEventListener("resize", () => { if (!ui.near.hidden) drawNear(); });
  addEventListener("storage", (event) => { if (event.key === KEY) { takeFromStorage(); draw(); } });
  addEventListener("beforeunload", (event) => {
    if (form?.holds() || (!held.sent && [...held.items.values()].some(isOwn))) event.preventDefault();
  });
  // printed, the comments come after the report
  addEventListener("beforeprint", () => document.body.append(ui.panel.parentElement));
  addEventListener("afterprint", () => document.querySelector(".springlink").after(ui.panel.parentElement));
}

document.addEventListener("DOMContentLoaded", () => {
  source = document.documentElement.outerHTML;
  const known = fromStorage(WHO), block = document.getElementById("mpp-reacties");
  readReport();
  if (isText(known?.name, MOST.name) && isText(known?.role, MOST.name)) who = { name: INVITED || known.name, role: known.role };
  build();
  held.works = toStorage("mpp-nakijken:proef", 1);
  takeFromStorage();
  if (block) { try { take(itemsIn(block.textContent).items); } catch { say("De reacties in dit bestand zijn niet te lezen."); } }
  unfold(false);
  listen();
  turn(Boolean(block || INVITED));
  if (comments().length) ui.help.open = false;
});
