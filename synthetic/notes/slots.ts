import { ageAt, isoDay, isoInstant, type Day } from "../calendar";
import { MEASURED, type MeasuredName } from "../catalog/measurements";
import type { Random } from "../random";
import { onDay, type Encounter, type Observation, type PatientRecord } from "../record";
import type { Slots } from "../text/grammar";
import type { Piece } from "../text/labelled";
import type { Sub } from "../text/labels";

const mark = (sub: Sub, text: string): Piece[] => [{ text, sub }];

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DATES: readonly ((iso: string) => string)[] = [
  (iso) => iso,
  (iso) => `${iso.slice(5, 7)}/${iso.slice(8)}/${iso.slice(0, 4)}`,
  (iso) => `${Number(iso.slice(5, 7))}/${Number(iso.slice(8))}/${iso.slice(2, 4)}`,
  (iso) => `${MONTHS[Number(iso.slice(5, 7)) - 1]} ${Number(iso.slice(8))}, ${iso.slice(0, 4)}`,
  (iso) => `${Number(iso.slice(8))} ${MONTHS[Number(iso.slice(5, 7)) - 1]!.slice(0, 3)} ${iso.slice(0, 4)}`,
];

const IN_NOTES: readonly MeasuredName[] = [
  "a1c",
  "glucose",
  "creatinine",
  "hemoglobin",
  "ldl",
  "thyrotropin",
  "inr",
  "potassium",
];
const SHORT: Readonly<Partial<Record<MeasuredName, string>>> = {
  a1c: "HbA1c",
  ldl: "LDL",
  thyrotropin: "TSH",
  inr: "INR",
};

/** What a note of an encounter says where its phrases leave a place: all from the record. */
export function slotsOf(record: PatientRecord, encounter: Encounter, random: Random): Slots {
  const { person } = record;
  const { day, practitioner: doctor, organization: house } = encounter;
  const writeDate = random.pick(DATES);
  const date = (sub: Sub, of: Day): Piece[] => mark(sub, writeDate(isoDay(of)));
  const family = onDay(person.names, day)!.family;
  const home = onDay(person.homes, day)!;
  const job = onDay(person.jobs, day);
  const coverage = onDay(person.coverages, day);
  const age = ageAt(person.born, day);
  const isWoman = person.sex === "female";
  const relative = relativeOn(record, day);
  const seen = record.observations.filter((of) => of.encounterId === encounter.id);
  const value = (name: MeasuredName): string =>
    seen.find(({ code }) => code.code === MEASURED[name].code.code)?.value.toString() ?? "not taken";
  const values: Readonly<Record<string, () => Piece[]>> = {
    full: () =>
      mark("PATIENT", `${person.given} ${random.chance(0.2) ? `${person.middle.slice(0, 1)}. ` : ""}${family}`),
    last: () => mark("PATIENT", family),
    lastFirst: () => mark("PATIENT", `${family}, ${person.given}`),
    title: () => (age < 16 ? mark("PATIENT", person.given) : [isWoman ? "Ms." : "Mr."]),
    gender: () => [age < 18 ? (isWoman ? "girl" : "boy") : isWoman ? "woman" : "man"],
    g: () => [isWoman ? "F" : "M"],
    heShe: () => [isWoman ? "She" : "He"],
    hisHer: () => [isWoman ? "Her" : "His"],
    age: () => mark(age >= 90 ? "AGE90" : "AGE", String(age)),
    dob: () => date("DOB", person.born),
    date: () => date("DATE", day),
    endDate: () => date("DATE", encounter.endDay),
    next: () => date("DATE", day + 7 * random.whole(2, 20)),
    time: () => mark("TIME", isoInstant(day, encounter.minute).slice(11, 16)),
    mrn: () => mark("MRN", person.mrn),
    ssn: () => mark("SSN", person.ssn),
    phone: () => mark("PHONE", person.phone),
    email: () => mark("EMAIL", person.email),
    street: () => mark("STREET", home.line),
    city: () => mark("CITY", home.city),
    cityLine: () => mark("CITY", `${home.city}, ${home.state} ${home.zip}`),
    work: () =>
      job === undefined
        ? [age < 5 ? "is cared for at home" : age < 18 ? "goes to school" : "does not work at present"]
        : ["works as a ", ...mark("PROF", job.title), " for ", ...mark("ORG", job.employer)],
    payer: () => [coverage?.payer ?? "nobody"],
    member: () => (coverage === undefined ? ["none"] : mark("HEALTHPLAN", coverage.memberId)),
    relName: () => mark("RELATIVE", `${relative.given} ${relative.family}`),
    relation: () => [relative.relation],
    relPhone: () => mark("PHONE", relative.phone),
    drName: () => mark("PROVIDER", `${doctor.given} ${doctor.family}`),
    drLast: () => mark("PROVIDER", doctor.family),
    drInitials: () => mark("PROVIDER", `${doctor.given.slice(0, 1)}${doctor.family.slice(0, 1)}`),
    credential: () => [doctor.credential],
    npi: () => mark("NPI", doctor.npi),
    house: () => mark("HOSPITAL", house.name),
    houseStreet: () => mark("STREET", house.address.line),
    houseCity: () => mark("CITY", `${house.address.city}, ${house.address.state} ${house.address.zip}`),
    housePhone: () => mark("PHONE", house.phone),
    reason: () => [encounter.reason],
    problems: () => [problemsOn(record, day)],
    plan: () => [planOf(record, encounter)],
    labs: () => [labsOf(seen)],
    bp: () => [`${value("systolic")}/${value("diastolic")}`],
    weeks: () => [String(random.whole(2, 12))],
    pulse: () => [value("pulse")],
    temperature: () => [value("temperature")],
    oxygen: () => [value("oxygen")],
    weight: () => [value("weight")],
  };
  return (name) => values[name]?.();
}

const OLDEST_MOTHER = 95;

/** The spouse while the marriage lasts, else a grown child, else the mother, else whoever is youngest. */
function relativeOn({ person }: PatientRecord, day: Day): PatientRecord["person"]["relatives"][number] {
  const { marriage, relatives } = person;
  const isMarried = marriage !== undefined && onDay([marriage], day) !== undefined;
  const is = (of: (typeof relatives)[number]): boolean => {
    const age = ageAt(of.born, day);
    return of.relation === "spouse" ? isMarried : of.relation === "child" ? age >= 18 : age <= OLDEST_MOTHER;
  };
  const order = ["spouse", "child", "mother"];
  const able = relatives.filter(is).sort((a, b) => order.indexOf(a.relation) - order.indexOf(b.relation));
  return able[0] ?? [...relatives].sort((a, b) => b.born - a.born)[0]!;
}

function problemsOn({ conditions }: PatientRecord, day: Day): string {
  const names = conditions
    .filter(({ onset, resolved }) => onset <= day && (resolved === undefined || day <= resolved))
    .map(({ snomed }) => snomed.display.replace(/ \([^)]*\)$/, "").toLowerCase());
  return names.length === 0 ? "no chronic illness" : names.slice(0, 5).join(", ");
}

function planOf({ medications, procedures }: PatientRecord, { id }: Encounter): string {
  const begun = medications.filter((of) => of.encounterId === id).map(({ code }) => `start ${code.display}`);
  const done = procedures
    .filter((of) => of.encounterId === id)
    .map(({ code }) => `${code.display.replace(/ \([^)]*\)$/, "").toLowerCase()} done`);
  const all = [...done, ...begun];
  const text = all.length === 0 ? "no change of treatment" : all.join("; ");
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function labsOf(seen: readonly Observation[]): string {
  const told = IN_NOTES.flatMap((name) => {
    const found = seen.find(({ code }) => code.code === MEASURED[name].code.code);
    return found === undefined ? [] : [`${SHORT[name] ?? name} ${found.value}`];
  });
  return told.length === 0 ? "" : ` Labs: ${told.join(", ")}.`;
}
