import type { Random } from "../../../../synthetic/random";
import type { Slots } from "../../../../synthetic/text/grammar";
import type { Piece } from "../../../../synthetic/text/labelled";
import type { Sub } from "../../../../synthetic/text/labels";
import { clock, compact, iso, later, monthOf, someFormat, someHoliday, someRange, weekday } from "./moments";
import { someAddressOfWeb, someEmail, someIdentifier, somePhone, someRoom } from "./numbers";
import { makePerson, writtenName, type Person } from "./people";
import { JOBS, makeEmployer, makeHome, makeHospital } from "./places";
import { UNSEEN_TRAPS } from "./traps";

const mark = (sub: Sub, text: string): Piece[] => [{ text, sub }];

const IDENTIFIERS: Readonly<Record<string, Sub>> = {
  mrn: "MRN", acct: "ACCOUNT", visit: "VISIT", acc: "ACCESSION", ssn: "SSN", plan: "HEALTHPLAN", npi: "NPI", dea: "DEA", lic: "LICENSE",
  dl: "DL", plate: "PLATE", vin: "VIN", dev: "DEVICE", ip: "IP", mac: "MAC", uuid: "UUID", user: "USERNAME",
}; // prettier-ignore

/** The values of one document: asked for twice, a person or a number is the same. Slots are named as those of the halves. */
export function unseenSlots(random: Random): Slots {
  const kept = new Map<string, string>();
  const keep = (key: string, make: () => string): string => {
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key)!;
  };
  const people = Object.fromEntries(["pt", "dr", "dr2", "dr3", "dr4", "kin", "kin2"].map((who) => [who, makePerson(random)])) as Record<string, Person>; // prettier-ignore
  const patient = people["pt"]!;
  if (random.chance(0.5)) people["kin"] = { ...people["kin"]!, last: patient.last };
  const [home, office] = [makeHome(random, makePerson(random).last), makeHome(random, makePerson(random).last)];
  const hospitals = [0, 1].map(() => makeHospital(random, makePerson(random).last));
  const employer = makeEmployer(random, makePerson(random).last);
  const job = random.pick(JOBS);
  const seen = new Date(Date.UTC(random.whole(2011, 2026), random.whole(0, 11), random.whole(1, 28)));
  const years = random.weighted([[random.whole(1, 17), 1], [random.whole(18, 70), 5], [random.whole(71, 89), 3], [random.whole(90, 102), 1]]); // prettier-ignore
  const born = later(seen, -Math.round(years * 365.25 + random.whole(2, 360)));
  const own = someFormat(random, "whole");
  const day = (date: Date): string => (random.chance(0.8) ? own : someFormat(random, "whole"))(date);
  const at = (days: string | undefined): Date => later(seen, Number(days ?? 0));
  const spot = ({ city, state, zip }: typeof home): string => `${city}, ${state} ${zip}`;
  const values: Readonly<Record<string, (argument: string | undefined) => Piece[] | undefined>> = {
    t: (type) =>
      UNSEEN_TRAPS[type ?? ""] ? [{ text: random.pick(UNSEEN_TRAPS[type ?? ""]!), trap: type! }] : undefined,
    n: (range) => [String(random.whole(...(range!.split("-").map(Number) as [number, number])))],
    sex: (words) => [words!.split("/")[patient.isWoman ? 1 : 0]!],
    kinsex: (words) => [words!.split("/")[people["kin"]!.isWoman ? 1 : 0]!],
    d: (days) => mark("DATE", day(at(days))),
    past: () => mark("DATE", day(later(seen, -random.whole(30, 2500)))),
    soon: () => mark("DATE", day(later(seen, random.whole(2, 150)))),
    md: (days) => mark("DATE", someFormat(random, "noYear")(later(seen, -Number(days ?? random.whole(1, 150))))),
    my: () => mark("DATE", someFormat(random, "noDay")(later(seen, -random.whole(40, 4500)))),
    month: () => mark("DATE", monthOf(later(seen, -random.whole(20, 300)))),
    range: () => mark("DATE", someRange(later(seen, -random.whole(10, 60)), later(seen, -random.whole(1, 8)), random)),
    dob: () => mark("DOB", day(born)),
    dob8: () => mark("DOB", compact(born)),
    dobiso: () => mark("DOB", iso(born)),
    d8: (days) => mark("DATE", compact(at(days))),
    iso: (days) => mark("DATE", iso(at(days))),
    stamp: (days) => mark("DATE", compact(at(days)) + random.shape("1#2#3#")),
    isots: (days) => mark("DATE", `${iso(at(days))}T1${random.whole(0, 9)}:${random.whole(10, 59)}:${random.whole(10, 59)}${random.pick(["Z", "-06:00", ".000Z"])}`), // prettier-ignore
    time: () => mark("TIME", clock(random)),
    wd: () => mark("TIME", weekday(later(seen, random.whole(1, 7)))),
    hol: () => mark("TIME", someHoliday(random)),
    yr: () => mark("YEAR", String(seen.getUTCFullYear() - random.whole(1, Math.min(35, Math.max(1, years - 4))))),
    age: () => mark(years >= 90 ? "AGE90" : "AGE", String(years)),
    agedicom: () => mark(years >= 90 ? "AGE90" : "AGE", `${String(years).padStart(3, "0")}Y`),
    kinage: () => mark("AGE", String(random.whole(18, 88))),
    old: () => mark("AGE90", String(random.whole(90, 103))),
    street: () => mark("STREET", home.street),
    street2: () => mark("STREET", office.street),
    city: () => mark("CITY", home.city),
    city2: () => mark("CITY", office.city),
    zip: () => mark("ZIP", home.zip),
    state: () => mark("STATE", home.state),
    csz: () => mark("CITY", spot(home)),
    csz2: () => mark("CITY", spot(office)),
    cs: () => mark("CITY", `${home.city}, ${home.state}`),
    addr: () => mark("STREET", `${home.street}, ${spot(home)}`),
    addr2: () => mark("STREET", `${office.street}, ${spot(office)}`),
    addrlines: () => mark("STREET", `${home.street}\n${spot(home)}`),
    addrhl7: () => mark("STREET", [home.street, "", home.city, home.state, home.zip].join("^")),
    hosp: () => mark("HOSPITAL", hospitals[0]!),
    hosp2: () => mark("HOSPITAL", hospitals[1]!),
    org: () => mark("ORG", employer),
    job: () => mark("PROF", job),
    room: () =>
      mark(
        "ROOM",
        keep("room", () => someRoom(random)),
      ),
    ph: (which) =>
      mark(
        "PHONE",
        keep(`phone/${which}`, () => somePhone(random)),
      ),
    fax: (which) =>
      mark(
        "FAX",
        keep(`fax/${which}`, () => somePhone(random)),
      ),
    pager: () =>
      mark(
        "PAGER",
        keep("pager", () => random.shape(random.pick(["%####", "%###", "%##-####"]))),
      ),
    ssn4: () => mark("SSN", random.shape("####")),
    email: () =>
      mark(
        "EMAIL",
        keep("email", () => someEmail(random, patient)),
      ),
    dremail: () =>
      mark(
        "EMAIL",
        keep("dremail", () => someEmail(random, people["dr"]!)),
      ),
    url: () => mark("URL", someAddressOfWeb(random, patient)),
  };
  return (name, argument) => {
    const [who = "", form] = name.split(".");
    const person = people[who];
    if (person !== undefined) return mark(who === "pt" ? "PATIENT" : who.startsWith("dr") ? "PROVIDER" : "RELATIVE", writtenName(form ?? "any", person, random)); // prettier-ignore
    const sub = IDENTIFIERS[name];
    if (sub === undefined) return values[name]?.(argument);
    const owner = sub === "DEA" || sub === "USERNAME" ? people["dr"]! : patient;
    return mark(
      sub,
      keep(`${sub}/${argument}`, () => someIdentifier(sub, random, owner)),
    );
  };
}
