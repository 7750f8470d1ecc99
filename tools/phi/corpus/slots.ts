import type { Case } from "./case";
import { addDays, compact, dateFormats, monthName, weekday, type DateShape } from "./dates";
import type { Piece } from "../../../synthetic/text/labelled";
import type { Slots } from "../../../synthetic/text/grammar";
import type { Sub } from "../../../synthetic/text/labels";
import { nameForm } from "./name-forms";
import type { Traps } from "./traps";
import { VALUES } from "./values";

const mark = (sub: Sub, text: string): Piece[] => [{ text, sub }];

/** Slots of people: `{pt}` in any form, `{pt.lf}` as "Last, First" and so on; `{dr}` to `{dr4}`, `{kin}`, `{kin2}`. */
const PEOPLE: Readonly<Record<string, readonly [Sub, (of: Case) => Case["patient"]]>> = {
  pt: ["PATIENT", (of) => of.patient],
  dr: ["PROVIDER", (of) => of.providers[0]!],
  dr2: ["PROVIDER", (of) => of.providers[1]!],
  dr3: ["PROVIDER", (of) => of.providers[2]!],
  dr4: ["PROVIDER", (of) => of.providers[3]!],
  kin: ["RELATIVE", (of) => of.relatives[0]!],
  kin2: ["RELATIVE", (of) => of.relatives[1]!],
};

/** Slots that are an identifier of their own, with an argument where a document has several. */
const IDENTIFIERS: Readonly<Record<string, Sub>> = {
  mrn: "MRN", acct: "ACCOUNT", visit: "VISIT", acc: "ACCESSION", ssn: "SSN", plan: "HEALTHPLAN", npi: "NPI", dea: "DEA", lic: "LICENSE",
  dl: "DL", plate: "PLATE", vin: "VIN", dev: "DEVICE", ip: "IP", mac: "MAC", uuid: "UUID", user: "USERNAME",
}; // prettier-ignore

/** The values of one document. */
export function slotsOf(of: Case, traps: Traps = VALUES[of.half].traps): Slots {
  const { random } = of;
  const { ranges, clocks, pagers, rooms } = VALUES[of.half];
  const isoDay = (days: string | undefined): string =>
    addDays(of.seen, Number(days ?? 0))
      .toISOString()
      .slice(0, 10);
  const values: Readonly<Record<string, (argument: string | undefined) => Piece[] | undefined>> = {
    t: (type) => (traps[type ?? ""] ? [{ text: random.pick(traps[type ?? ""]!), trap: type! }] : undefined),
    n: (range) => {
      const [low = "0", high = "9"] = (range ?? "").split("-");
      return [String(random.whole(Number(low), Number(high)))];
    },
    sex: (words) => [(words ?? "male/female").split("/")[of.patient.isWoman ? 1 : 0] ?? ""],
    kinsex: (words) => [(words ?? "son/daughter").split("/")[of.relatives[0]!.isWoman ? 1 : 0] ?? ""],
    d: (days) => mark("DATE", someFormat(of)(addDays(of.seen, Number(days ?? 0)))),
    past: () => mark("DATE", someFormat(of)(addDays(of.seen, -random.whole(40, 3600)))),
    soon: () => mark("DATE", someFormat(of)(addDays(of.seen, random.whole(3, 120)))),
    md: (days) => mark("DATE", dated(of, "noYear", addDays(of.seen, -Number(days ?? random.whole(1, 200))))),
    my: () => mark("DATE", dated(of, "noDay", addDays(of.seen, -random.whole(30, 4000)))),
    month: () => mark("DATE", monthName(addDays(of.seen, -random.whole(30, 300)))),
    range: () => {
      const from = addDays(of.seen, -random.whole(5, 60));
      return mark("DATE", random.pick(ranges)(from, addDays(from, random.whole(2, 14))));
    },
    dob: () => mark("DOB", someFormat(of)(of.born)),
    dob8: () => mark("DOB", compact(of.born)),
    dobiso: () => mark("DOB", of.born.toISOString().slice(0, 10)),
    d8: (days) => mark("DATE", compact(addDays(of.seen, Number(days ?? 0)))),
    iso: (days) => mark("DATE", isoDay(days)),
    stamp: (days) => mark("DATE", compact(addDays(of.seen, Number(days ?? 0))) + clock(of, "").padEnd(6, "0")),
    isots: (days) => {
      const [time, zone] = [`${clock(of, ":")}:${random.whole(10, 59)}`, random.pick(["Z", "-05:00", "+00:00"])];
      return mark("DATE", `${isoDay(days)}T${time}${zone}`);
    },
    time: () => mark("TIME", clock(of, random.pick(clocks))),
    wd: () => mark("TIME", weekday(addDays(of.seen, random.whole(1, 7)))),
    yr: () => mark("YEAR", String(of.seen.getUTCFullYear() - random.whole(1, Math.min(40, Math.max(1, of.age - 5))))),
    age: () => mark(of.age >= 90 ? "AGE90" : "AGE", String(of.age)),
    kinage: () => mark("AGE", String(random.whole(19, 88))),
    old: () => mark("AGE90", String(random.whole(90, 104))),
    street: () => mark("STREET", of.home.street),
    city: () => mark("CITY", of.home.city),
    city2: () => mark("CITY", of.office.city),
    zip: () => mark("ZIP", of.home.zip),
    state: () => mark("STATE", of.home.state),
    csz: () => mark("CITY", `${of.home.city}, ${of.home.state} ${of.home.zip}`),
    csz2: () => mark("CITY", `${of.office.city}, ${of.office.state} ${of.office.zip}`),
    cs: () => mark("CITY", `${of.home.city}, ${of.home.state}`),
    addr: () => mark("STREET", `${of.home.street}, ${of.home.city}, ${of.home.state} ${of.home.zip}`),
    addr2: () => mark("STREET", `${of.office.street}, ${of.office.city}, ${of.office.state} ${of.office.zip}`),
    addrlines: () => [
      ...mark("STREET", of.home.street),
      "\n",
      ...mark("CITY", `${of.home.city}, ${of.home.state} ${of.home.zip}`),
    ],
    street2: () => mark("STREET", of.office.street),
    addrhl7: () => mark("STREET", [of.home.street, "", of.home.city, of.home.state, of.home.zip].join("^")),
    hosp: () => mark("HOSPITAL", of.hospitals[0]!),
    hosp2: () => mark("HOSPITAL", of.hospitals[1]!),
    org: () => mark("ORG", of.employer),
    job: () => mark("PROF", of.job),
    room: () => mark("ROOM", random.shape(random.pick(rooms))),
    ph: (which) => mark("PHONE", of.phone(which ?? "home")),
    fax: (which) => mark("FAX", of.phone(`fax${which ?? ""}`)),
    pager: () => mark("PAGER", random.shape(random.pick(pagers))),
    ssn4: () => mark("SSN", random.shape("####")),
    email: () => mark("EMAIL", email(of, of.patient)),
    dremail: () => mark("EMAIL", email(of, of.providers[0]!)),
    url: () => mark("URL", url(of)),
    shape: (shape) => [random.shape(shape ?? "")],
  };
  return (name, argument) => {
    const [who = "", form = ""] = name.split(".");
    const person = PEOPLE[who];
    if (person !== undefined) return mark(person[0], nameForm(form || "any", person[1](of), of));
    const sub = IDENTIFIERS[name];
    if (sub !== undefined) return mark(sub, of.identifier(sub, argument));
    return values[name]?.(argument);
  };
}

/** The writer's own way three times out of four. */
function someFormat(of: Case): (date: Date) => string {
  return of.random.chance(0.75) ? of.writeDate : of.random.pick(dateFormats(of.half, "full"));
}

function dated(of: Case, shape: DateShape, date: Date): string {
  return of.random.pick(dateFormats(of.half, shape))(date);
}

function clock(of: Case, between: string): string {
  return `${String(of.random.whole(0, 23)).padStart(2, "0")}${between}${String(of.random.whole(10, 59))}`;
}

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]/g, "");

function email({ half, random }: Case, { first, last }: Case["patient"]): string {
  const { mailNames, mailHosts } = VALUES[half];
  return `${random.pick(mailNames(plain(first), plain(last), random))}@${random.pick(mailHosts)}`;
}

function url({ half, random, patient }: Case): string {
  return random.shape(random.pick(VALUES[half].urls(plain(patient.first), plain(patient.last))));
}
