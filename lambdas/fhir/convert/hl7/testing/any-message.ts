import fc from "fast-check";
import { escaped } from "../../../../hl7/escapes";
import { USUAL } from "../../../../hl7/separators";
import { EVENTS } from "../events";
import { MAPS } from "../maps";
import { header } from "./messages";

const CHARACTERS = fc.oneof(
  fc.constantFrom(..."abcXYZ -'.|^~\\&éß中#12"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
);

/** A text as it stands in a message: one line, without spaces at its ends. */
const word = fc
  .string({ unit: CHARACTERS, minLength: 1, maxLength: 12 })
  .map((text) => text.replace(/[\u0000-\u001f\u007f]/g, "").trim()) // eslint-disable-line no-control-regex -- no text has them
  .filter((text) => text !== "" && text !== '""')
  .map((text) => escaped(text, USUAL));
const code = fc.stringMatching(/^[A-Z0-9][A-Z0-9.-]{0,7}$/);
const day = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll("-", ""));
const time = fc
  .tuple(day, fc.integer({ min: 0, max: 86_399 }), fc.constantFrom("-0500", "+0130", "+0000"))
  .map(
    ([date, seconds, zone]) =>
      `${date}${new Date(seconds * 1000).toISOString().slice(11, 19).replaceAll(":", "")}${zone}`,
  );
const either = fc.oneof(day, time);
const maybe = (of: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(""), of);
const parts = (...of: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...of).map((all) => all.join("^"));
const empty = fc.constant("");

const authority = fc.oneof(
  code,
  fc.constantFrom("&1.2.3.4&ISO", "NORTH&2.16.840.1&ISO", "&123e4567-e89b-42d3-a456-426614174000&UUID"),
);
const number = (type: fc.Arbitrary<string>): fc.Arbitrary<string> => parts(word, empty, empty, authority, type);
const name = parts(
  word,
  maybe(word),
  maybe(word),
  maybe(word),
  maybe(word),
  empty,
  maybe(fc.constantFrom("L", "M", "N", "D")),
);
const address = parts(
  word,
  maybe(word),
  maybe(word),
  maybe(code),
  maybe(code),
  maybe(code),
  maybe(fc.constantFrom("H", "C", "BA")),
);
const coded = fc.oneof(
  parts(code, word, fc.constantFrom("LN", "SCT", "I10C", "LOCAL", "HL70001")),
  code,
  parts(empty, word),
);
const staff = parts(code, word, maybe(word), empty, empty, empty, empty, empty, authority);

/** Fields by number. */
const fields = (of: Readonly<Record<number, fc.Arbitrary<string>>>): fc.Arbitrary<string> =>
  fc
    .tuple(...Object.entries(of).map(([at, arbitrary]) => arbitrary.map((text) => [Number(at), text] as const)))
    .map((all) => {
      const line: string[] = [];
      for (const [at, text] of all) line[at - 1] = text;
      return Array.from(line, (text) => text ?? "").join("|");
    });
const segment = (title: string, of: Readonly<Record<number, fc.Arbitrary<string>>>): fc.Arbitrary<string> =>
  fields({ 1: fc.constant("1"), ...of }).map((line) => `${title}|${line}`);
const several = (of: fc.Arbitrary<string>, most = 2): fc.Arbitrary<string> =>
  fc.array(of, { minLength: 1, maxLength: most }).map((all) => [...new Set(all)].join("~"));

const PID = segment("PID", {
  3: number(fc.constant("MR")),
  5: several(name),
  7: maybe(either),
  8: maybe(fc.constantFrom("F", "M", "O", "U")),
  11: maybe(several(address)),
  13: maybe(fc.constantFrom("^PRN^PH^^^^^^^^^555-0100", "^NET^Internet^a@example.org")),
  14: maybe(fc.constant("^WPN^FX^^^^^^^^^555-0101")),
  16: maybe(fc.constantFrom("M", "S", "E", "Z")),
  17: maybe(coded),
  23: maybe(word),
  24: maybe(fc.constantFrom("Y", "N")),
  28: maybe(coded),
  29: maybe(either),
});
const PV1 = segment("PV1", {
  2: fc.constantFrom("I", "O", "E", "R", "B", "P"),
  3: maybe(parts(word, maybe(word), maybe(word), authority)),
  4: maybe(coded),
  7: maybe(several(staff)),
  10: maybe(coded),
  19: number(fc.constant("VN")),
  36: maybe(coded),
  44: maybe(either),
});
const NK1 = segment("NK1", { 2: name, 3: maybe(coded), 4: maybe(address), 16: maybe(day), 33: number(empty) });
const CLINICAL = [
  segment("AL1", {
    2: maybe(fc.constantFrom("DA", "FA")),
    3: coded,
    4: maybe(fc.constantFrom("SV", "MI")),
    5: maybe(word),
    6: maybe(day),
  }),
  segment("DG1", {
    3: coded,
    5: maybe(either),
    6: maybe(fc.constantFrom("A", "F", "W")),
    15: maybe(fc.constantFrom("1", "2")),
    16: maybe(staff),
    20: parts(word, code),
  }),
  segment("PR1", { 3: coded, 5: maybe(either), 11: maybe(several(staff)), 19: parts(word, code) }),
  segment("IN1", {
    2: maybe(code),
    4: word,
    8: maybe(code),
    12: maybe(day),
    15: maybe(coded),
    17: maybe(fc.constantFrom("SEL", "SPO")),
    49: code,
  }),
] as const;
const decimal = fc
  .tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, rest]) => `${whole}.${rest}`);
const OBX = fc.oneof(
  segment("OBX", {
    2: fc.constant("NM"),
    3: coded,
    5: decimal,
    6: maybe(fc.constant("mmol/L^^UCUM")),
    7: maybe(fc.constantFrom("1-2", "<5")),
    8: maybe(fc.constant("H")),
    11: fc.constantFrom("F", "P", "C"),
  }),
  segment("OBX", {
    2: fc.constant("SN"),
    3: coded,
    5: fc.constantFrom(">^5", "^1^-^3", "^1^:^128"),
    11: fc.constant("F"),
  }),
  segment("OBX", { 2: fc.constant("CWE"), 3: coded, 5: coded, 11: fc.constant("F"), 14: maybe(time) }),
  segment("OBX", { 2: fc.constant("TX"), 3: coded, 5: word, 11: fc.constant("F") }),
);
const OBR = segment("OBR", {
  2: maybe(parts(word, code)),
  3: parts(word, code),
  4: coded,
  7: time,
  22: maybe(time),
  24: maybe(code),
  25: fc.constantFrom("F", "P"),
});

const clean: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(fc.constant(header("ADT^A01")), PID, NK1, PV1, ...CLINICAL).map((lines) => lines.join("\r")),
  fc
    .tuple(fc.constant(header("ORU^R01")), PID, PV1, OBR, fc.array(OBX, { maxLength: 3 }))
    .map(([...lines]) => lines.flat().join("\r")),
);

/** Any value in any field: right ones in wrong places, nulls, escapes, junk. */
const anything = fc.oneof(
  word,
  coded,
  name,
  either,
  number(code),
  fc.constantFrom(
    '""',
    "~",
    "^^^",
    "&",
    "\\X00\\",
    "\\E\\",
    "00000000",
    "20261399",
    "1e9",
    "-1",
    "N",
    "Y",
    "F",
    "I",
    "W",
    "D",
  ),
  fc.string({ maxLength: 8 }).map((text) => text.replace(/[\r\n]/g, "")),
);
const dirtySegment = fc
  .constantFrom(...MAPS.map(({ segment: title }) => title).filter((title) => title !== "MSH"), "ZPI")
  .chain((title) =>
    fc
      .array(fc.oneof({ weight: 2, arbitrary: empty }, { weight: 1, arbitrary: anything }), { maxLength: 50 })
      .map((all) => [title, ...all].join("|")),
  );
const dirty = fc
  .tuple(fc.constantFrom(...Object.keys(EVENTS)), clean, fc.array(dirtySegment, { maxLength: 4 }), PID)
  .map(([event, lines, more, pid]) => [header(event), ...lines.split("\r").slice(1), ...more, pid].join("\r"));

/** A message of any kind; `clean` ones hold what R4 and HL7 v2 share and nothing else. */
export const anyMessage = (how?: { readonly clean: true }): fc.Arbitrary<string> =>
  how?.clean === true ? clean : dirty;
