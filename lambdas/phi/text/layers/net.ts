import { takeText, type Note } from "../note";
import { lengthAt } from "../sticky";
import { NONE, SIGN } from "../tokens";
import { isIpv4, isIpv6 } from "./validators";

/** Last parts of host names that stand in notes, besides those of an address with a scheme. */
const TOP_DOMAINS = new Set(
  "com org net edu gov mil int info biz io me co us uk ca au de fr nl it es br in eu ch at be se no dk ie nz za jp health care clinic hospital medical doctor app dev online site tv example test".split(
    " ",
  ),
);

/** Hosts whose addresses name code systems, profiles and standards, of no person. */
const CODE_SYSTEM =
  /^(?:https?:\/\/|ftp:\/\/)?(?:[a-z0-9-]+\.)*(?:hl7\.org|loinc\.org|snomed\.info|snomed\.org|unitsofmeasure\.org|nlm\.nih\.gov|nih\.gov|cdc\.gov|cms\.gov|fda\.gov|hhs\.gov|who\.int|nucc\.org|ama-assn\.org|w3\.org|dicom\.nema\.org|nema\.org|ihe\.net|oid-info\.com|iana\.org|ietf\.org|uptodate\.com|pubmed\.gov|doi\.org|medlineplus\.gov|json-schema\.org|schema\.org|fhir\.org|healthit\.gov|simplifier\.net|terminology\.hl7\.org)(?=[/:?#]|$)/i;

const LOCAL_PART = /[\p{L}\p{N}._%+'-]/u;
const HOST_PART = /[\p{L}\p{N}.-]/u;
const WITH_SCHEME = /(?:https?|ftps?|sftp|mailto|tel):(?:\/\/)?[^\s"'<>|^{}\\]{2,2000}|www\.[^\s"'<>|^{}\\]{2,2000}/iy;
const PATH = /(?::\d{2,5})?\/[^\s"'<>|^{}\\]{0,2000}/y;
const IPV4 = /\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)/y;
const IPV6 = /[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}/iy;
const MAC = /[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])/iy;
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/iy;
/** Between words of an address that is written so that no programme reads it. */
const SPELLED_AT = /\s?(?:\[at\]|\(at\)|\{at\}|<at>|\sat\s|\s@\s)\s?/iy;
const SPELLED_HOST =
  /[a-z0-9-]{2,40}(?:(?:\s?(?:\[dot\]|\(dot\)|\{dot\}|\sdot\s)\s?|\.)[a-z0-9-]{2,40}){0,3}(?:\s?(?:\[dot\]|\(dot\)|\{dot\}|\sdot\s)\s?|\.)(?:com|org|net|edu|gov|io|me|co|us|uk|ca|health)(?![a-z0-9])/iy;

const MAIL_HOSTS = /^(?:gmail|yahoo|hotmail|outlook|icloud|aol|proton|protonmail|live|msn|comcast|gmx)\./i;

/** E-mail and web addresses, addresses of machines, UUIDs. */
export function netLayer(note: Note): void {
  emails(note);
  const { text, tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (note.taken[at] !== 0) continue;
    const begin = tokens.begin[at] as number;
    const next = text.charCodeAt(tokens.end[at] as number);
    const key = tokens.key[at] as string;
    if (tokens.kind[at] !== SIGN || key === ":") {
      if (next === 0x3a || key === "www" || key === ":") inScheme(note, at, begin, key);
      if (note.taken[at] === 0 && next === 0x2e) dotted(note, at, begin);
      if (note.taken[at] === 0 && next === 0x2d && key.length === 8) whole(note, UUID, begin, "uuid", 0.97);
      if (note.taken[at] === 0 && next === 0x2d && key.length === 2) whole(note, MAC, begin, "mac", 0.95);
    }
    if (note.taken[at] === 0) spelled(note, at);
  }
}

function whole(note: Note, pattern: RegExp, begin: number, subtype: "uuid" | "mac", score: number): void {
  const length = lengthAt(pattern, note.text, begin);
  if (length > 0) takeText(note, begin, begin + length, subtype, score, `net:${subtype}`);
}

function inScheme(note: Note, at: number, begin: number, key: string): void {
  const { text, tokens } = note;
  const before = at > 0 && tokens.gap[at] === NONE ? text.charCodeAt(begin - 1) : 0;
  if (key.length <= 6 && /^(?:https?|ftps?|sftp|www)$/.test(key)) {
    const length = lengthAt(WITH_SCHEME, text, begin);
    if (length > 0) url(note, begin, begin + length);
    return;
  }
  // A colon or a dot before means that the run was tried at its beginning.
  if (before === 0x3a || before === 0x2e) return;
  if (key.length === 2) whole(note, MAC, begin, "mac", 0.95);
  if (note.taken[at] !== 0) return;
  const length = lengthAt(IPV6, text, begin);
  const found = text.slice(begin, begin + length);
  if (length > 3 && isIpv6(found) && /[a-f]|::|\d{3,4}:/i.test(found)) {
    takeText(note, begin, begin + length, "ip", 0.95, "net:ipv6");
  }
}

function dotted(note: Note, at: number, begin: number): void {
  const { text, tokens } = note;
  if (at > 0 && tokens.gap[at] === NONE && text.charCodeAt(begin - 1) === 0x2e) return;
  const four = lengthAt(IPV4, text, begin);
  if (four > 0 && isIpv4(text.slice(begin, begin + four))) {
    takeText(note, begin, begin + four, "ip", 0.9, "net:ipv4");
    return;
  }
  // Words joined by dots and hyphens, the last a top domain.
  let last = at;
  let domain = -1;
  for (let step = 0; step < 24 && last + 2 < tokens.count; step += 1) {
    const sign = tokens.key[last + 1];
    if ((sign !== "." && sign !== "-") || tokens.gap[last + 1] !== NONE || tokens.gap[last + 2] !== NONE) break;
    if (tokens.kind[last + 2] === SIGN) break;
    last += 2;
    if (sign === "." && TOP_DOMAINS.has(tokens.key[last] as string)) domain = last;
  }
  if (domain < 0 || domain !== last) return;
  const end = tokens.end[domain] as number;
  const path = lengthAt(PATH, text, end);
  // Two words alone are as often the end of one sentence and the start of the next.
  if (path === 0 && domain - at < 4 && /^[A-Z]/.test(text.slice(tokens.begin[domain] as number))) return;
  if (path === 0 && (tokens.key[domain] as string).length < 3 && domain - at < 4) return;
  url(note, begin, end + path);
}

function url(note: Note, begin: number, end: number): void {
  // A point or a bracket at the end belongs to the sentence.
  const found = note.text.slice(begin, end).replace(/[.,;:!?)\]}]{1,8}$/, "");
  if (CODE_SYSTEM.test(found)) {
    deny(note, begin, begin + found.length);
    return;
  }
  takeText(note, begin, begin + found.length, "url", 0.93, "net:url");
}

function deny(note: Note, begin: number, end: number): void {
  const { tokens, denied } = note;
  for (let at = 0; at < tokens.count && (tokens.begin[at] as number) < end; at += 1) {
    if ((tokens.begin[at] as number) >= begin) denied[at] = 1;
  }
}

function emails(note: Note): void {
  const { text } = note;
  for (let sign = text.indexOf("@"); sign >= 0; sign = text.indexOf("@", sign + 1)) {
    let begin = sign;
    while (begin > 0 && sign - begin < 64 && LOCAL_PART.test(text[begin - 1] as string)) begin -= 1;
    let end = sign + 1;
    while (end < text.length && end - sign < 254 && HOST_PART.test(text[end] as string)) end += 1;
    while (end > sign + 1 && /[.-]/.test(text[end - 1] as string)) end -= 1;
    while (begin < sign && /['.-]/.test(text[begin] as string)) begin += 1;
    const host = text.slice(sign + 1, end);
    if (sign === begin) {
      handle(note, sign, end);
    } else if (host.includes(".")) {
      takeText(note, begin, end, "email", 0.99, "net:email");
    } else if (host.length > 1) {
      takeText(note, begin, end, "username", 0.6, "net:user-at-host");
    }
  }
}

/** A point ends a sentence unless more stands behind it. */
const HANDLE_TAIL = /_(?:\w|\.(?=\w)){0,30}/y;

/** `@handle`, a name in a social network. */
function handle(note: Note, sign: number, end: number): void {
  const before = note.text[sign - 1] ?? " ";
  end += lengthAt(HANDLE_TAIL, note.text, end);
  const found = note.text.slice(sign + 1, end);
  if (!/[\s(:"]/.test(before) || !/^[a-z][\w.]{2,30}$/i.test(found)) return;
  takeText(note, sign, end, "username", 0.75, "net:handle");
}

function spelled(note: Note, at: number): void {
  const { text, tokens } = note;
  if (tokens.kind[at] === SIGN) return;
  const end = tokens.end[at] as number;
  const middle = lengthAt(SPELLED_AT, text, end);
  if (middle < 3) return;
  const host = lengthAt(SPELLED_HOST, text, end + middle);
  if (host === 0) return;
  const joined = text.slice(end, end + middle).trim() === "at";
  const spelledHost = text.slice(end + middle, end + middle + host);
  // `see us at www.example.com` is no address of a person.
  if (/^www/i.test(spelledHost) || (joined && !/dot/i.test(spelledHost) && !MAIL_HOSTS.test(spelledHost))) return;
  let first = at;
  // The words before, as far as dots, spelled or not, join them.
  for (let step = 0; step < 4 && first >= 2; step += 1) {
    const joint = tokens.key[first - 1];
    if (joint !== "dot" && joint !== "." && joint !== "_" && joint !== "-") break;
    if (joint !== "dot" && tokens.gap[first] !== NONE) break;
    first -= 2;
  }
  takeText(note, tokens.begin[first] as number, end + middle + host, "email", 0.9, "net:email-spelled");
}
