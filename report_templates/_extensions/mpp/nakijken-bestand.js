// Nakijken, de bestanden: comments as W3C Web Annotations. What comes from a file is hostile: only what is known and
// right is taken over, and it is never anything but text.

const KINDS = {
  "feitelijke onjuistheid": "commenting", vraag: "questioning", suggestie: "editing", akkoord: "assessing",
};
const SETTLEMENTS = ["verwerkt", "deels", "niet"];
const OF_PROGNOSE = ["vraag", "feitelijke onjuistheid"]; // protocol 5.2.2
const JUDGEMENTS = ["hoger", "in lijn", "lager"]; // of an expert on the Prognose
const MOST = { file: 40e6, items: 5000, text: 10000, name: 200, selectors: 10 };
const ID = /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOMENT = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;
const OPENING = '<\x73cript type="application/ld+json" id="mpp-reacties">'; // spelled so that this is not one itself
const BLOCK_OF_DATA = /<\x73cript[^>]*\bid="mpp-reacties"[^>]*>([^<]*)<\/script>/g;
const CONTEXT = ["http://www.w3.org/ns/anno.jsonld", { mpp: "urn:mpp:ns:" }];

const meta = (name) => document.head.querySelector(`meta[name="mpp-${name}"]`)?.content ?? "";
const SOURCE = meta("versie"), CHECKSUM = meta("controlegetal"), IS_PROGNOSE = meta("product") === "prognose";
const motivationOf = (kind) => KINDS[JUDGEMENTS.includes(kind) ? "akkoord" : kind];
// What who was sent this copy is asked; else what anybody can say.
const ASKED = meta("soorten").split(";").filter(motivationOf);
const kindsHere = ASKED.length ? ASKED : Object.keys(KINDS).filter((kind) => !IS_PROGNOSE || OF_PROGNOSE.includes(kind));

const asMoment = (time) => new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
const now = () => asMoment(Date.now());
const after = (moment) => (now() > moment ? now() : asMoment(Date.parse(moment) + 1000)); // so that a change is newer

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
}

// Making -------------------------------------------------------------------------------------------------------------

const textBody = (purpose, value, more = {}) => ({ type: "TextualBody", purpose, ...more, value });

function bodies({ text, kind, words }) {
  return [
    ...(text ? [textBody("commenting", text, { format: "text/plain", language: "nl" })] : []),
    ...(kind ? [textBody("classifying", kind)] : []),
    ...(kind === "suggestie" ? [textBody("editing", words, { format: "text/plain" })] : []),
  ];
}

function annotation(motivation, said, target, { who, token }) {
  const moment = now();
  return {
    id: newId(), type: "Annotation", motivation, created: moment, modified: moment,
    creator: { type: "Organization", name: who.name, "mpp:rol": who.role },
    body: bodies(said), target, ...(token && { "mpp:uitnodiging": token }),
  };
}

function newComment(said, place, by) {
  const target = { source: SOURCE, "mpp:controlegetal": CHECKSUM, selector: selectorsOf(place) };
  return annotation(motivationOf(said.kind), said, target, by);
}

const newReply = (said, to, by) => annotation("replying", said, to, by);

// Reading what is in one ---------------------------------------------------------------------------------------------

const isReply = (item) => item.motivation === "replying";
const bodyOf = (item, purpose) => item.body.find((body) => body.purpose === purpose)?.value ?? "";
const quoteOf = (item) => item.target.selector.find((one) => one.refinedBy?.exact)?.refinedBy.exact ?? "";

// The order of two states of one comment: whoever opens which file first, the same one stays.
function newer(one, other) {
  if (one.modified !== other.modified) return one.modified > other.modified;
  return inBytes(canonical(one)) > inBytes(canonical(other));
}

const inBytes = (text) => Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
}

const canonical = (value) => JSON.stringify(sorted(value), null, 1);

// Files --------------------------------------------------------------------------------------------------------------

function asPage(items) {
  const inOrder = [...items].sort((a, b) => (a.created + a.id < b.created + b.id ? -1 : 1));
  return { "@context": CONTEXT, id: newId(), type: "AnnotationPage", items: inOrder };
}

// The annotations in the text of a file, and how many were left out; as JSON, or in a copy of the report.
function itemsIn(text) {
  const blocks = [...text.matchAll(BLOCK_OF_DATA)];
  let read;
  try {
    read = JSON.parse((blocks.length ? blocks[blocks.length - 1][1] : text).replace(/^\uFEFF/, ""));
  } catch {
    throw new Error("dit is geen bestand met reacties en geen kopie van het rapport met reacties");
  }
  if (read?.type !== "AnnotationPage" || !Array.isArray(read.items)) throw new Error("dit is geen lijst met reacties");
  if (read.items.length > MOST.items) throw new Error(`meer dan ${MOST.items} reacties in één bestand`);
  const items = read.items.map(accepted).filter(Boolean);
  return { items, left: read.items.length - items.length };
}

const isText = (value, most) => typeof value === "string" && value.length <= most;
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;

// The annotation with nothing in it but what belongs there; null where it is not right, or about another version.
function accepted(raw) {
  if (raw === null || typeof raw !== "object" || !ID.test(raw.id)) return null;
  const name = raw.creator?.name, role = raw.creator?.["mpp:rol"] ?? "", token = raw["mpp:uitnodiging"];
  const body = acceptedBodies(raw.body), target = acceptedTarget(raw.target);
  const moments = [raw.created, raw.modified].every((moment) => isText(moment, 40) && MOMENT.test(moment));
  if (!moments || !isText(name, MOST.name) || !name.trim() || !isText(role, MOST.name) || !body || !target) return null;
  if (!isRight(raw.motivation, body, target)) return null;
  return {
    id: raw.id, type: "Annotation", motivation: raw.motivation, created: raw.created, modified: raw.modified,
    creator: { type: "Organization", name, "mpp:rol": role }, body, target,
    ...(isText(token, MOST.name) && { "mpp:uitnodiging": token }),
    ...(["open", "afgehandeld"].includes(raw["mpp:stand"]) && { "mpp:stand": raw["mpp:stand"] }),
  };
}

function isRight(motivation, body, target) {
  const kind = body.find((one) => one.purpose === "classifying")?.value;
  if (motivation === "replying") return typeof target === "string" && (!kind || SETTLEMENTS.includes(kind));
  const known = kindsHere.includes(kind) || (IS_PROGNOSE && JUDGEMENTS.includes(kind));
  return typeof target === "object" && known && motivationOf(kind) === motivation;
}

function acceptedBodies(raw) {
  const purposes = ["commenting", "classifying", "editing"];
  const right = (one) => one?.type === "TextualBody" && purposes.includes(one.purpose) && isText(one.value, MOST.text);
  if (!Array.isArray(raw) || !raw.length || raw.length > purposes.length || !raw.every(right)) return null;
  return raw.map(({ purpose, value, format, language }) => textBody(purpose, value, {
    ...(format === "text/plain" && { format }), ...(language === "nl" && { language }),
  }));
}

function acceptedTarget(raw) {
  if (typeof raw === "string") return ID.test(raw) ? raw : null;
  const selectors = raw?.selector, checksum = raw?.["mpp:controlegetal"];
  if (raw?.source !== SOURCE || !isText(checksum, MOST.name) || !Array.isArray(selectors)) return null;
  const selector = selectors.slice(0, MOST.selectors).map(acceptedSelector).filter(Boolean);
  return selector.length ? { source: SOURCE, "mpp:controlegetal": checksum, selector } : null;
}

function acceptedSelector(raw) {
  if (raw?.type === "mpp:Cel" && isText(raw.tabel, MOST.name) && isCount(raw.rij) && isCount(raw.kolom)) {
    return { type: raw.type, tabel: raw.tabel, rij: raw.rij, kolom: raw.kolom };
  }
  if (raw?.type === "mpp:Cijfer" && isText(raw.indicator, MOST.name)) {
    const { type, indicator, scenario, periode } = raw;
    const more = Object.entries({ scenario, periode }).filter(([, value]) => isText(value, MOST.name));
    return { type, indicator, ...Object.fromEntries(more) };
  }
  if (raw?.type !== "FragmentSelector" || !isText(raw.value, MOST.name)) return null;
  const refinedBy = raw.refinedBy === undefined ? undefined : acceptedRefinement(raw.refinedBy);
  return refinedBy === null ? null : { type: raw.type, value: raw.value, ...(refinedBy && { refinedBy }) };
}

function acceptedRefinement(raw) {
  if (raw?.type === "TextPositionSelector" && isCount(raw.start) && isCount(raw.end) && raw.start < raw.end) {
    return { type: raw.type, start: raw.start, end: raw.end };
  }
  const [exact, prefix, suffix] = [raw?.exact, raw?.prefix ?? "", raw?.suffix ?? ""];
  const right = raw?.type === "TextQuoteSelector" && isText(exact, 2 * LONGEST) && exact;
  return right && isText(prefix, MOST.name) && isText(suffix, MOST.name) ? { type: raw.type, exact, prefix, suffix } : null;
}
