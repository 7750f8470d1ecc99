import { generate } from "../phi/corpus/generate";

/** A document to be sent through the pipeline, made up. */
export interface Sample {
  readonly key: string;
  readonly body: Uint8Array;
}

/** Identifiers that nobody has, each planted in one document; their letters come in no code or hash. */
export const CANARIES = Array.from({ length: 200 }, (_, at) => ({
  number: `CNR${9_100_000 + at}QX`,
  name: `Vexmoor${[...String(at).padStart(3, "0")].map((digit) => "qwrtypsdkl"[Number(digit)]).join("")}`,
}));

const NOTES = 270;
const text = (value: string): Uint8Array => Buffer.from(value);

/** 500 documents: 200 with a planted identifier each, some in their names too, 270 labelled ones of all kinds, 30 that are broken. */
export function samples(): Sample[] {
  const planted = CANARIES.map(({ number, name }, at) => ({
    key: `documents/research/lab/${at % 5 === 0 ? `${name} ${number}` : `planted-${at}`}`,
    body: text(PLANTED[at % PLANTED.length]?.(number, name) ?? ""),
  }));
  const labelled = [...generate({ half: "tuning", documents: NOTES, seed: 5 })].map((document, at) => ({
    key: `documents/research/lab/note-${at}`,
    body: text(document.text),
  }));
  const broken = Array.from({ length: 30 }, (_, at) => ({
    key: `documents/${at % 10 === 9 ? "nowhere" : "research/lab"}/broken-${at}`,
    body: BROKEN[at % BROKEN.length] as Uint8Array,
  }));
  return [...planted, ...labelled, ...broken];
}

const PLANTED: readonly ((number: string, name: string) => string)[] = [
  (number, name) => `Patient: ${name}, Anna  MRN: ${number}\nSeen 03/04/2026 by Dr. Ivo Hale. Stable.\n`,
  (number, name) =>
    `MSH|^~\\&|APP|North Clinic|||20260304101500||ADT^A01|${number}|P|2.5\rPID|1||${number}^^^MAIN^MR||${name}^Anna||19560708|F\rNTE|1||${name} was seen with Sam.\r`,
  (number, name) =>
    JSON.stringify({
      resourceType: "Patient",
      identifier: [{ value: number }],
      name: [{ family: name, given: ["Anna"] }],
      birthDate: "1956-07-08",
    }),
  (number, name) => `mrn,name,dob,note\n${number},"${name}, Anna",1956-07-08,stable\n`,
];

const BROKEN: readonly Uint8Array[] = [
  text(""),
  text('{"resourceType": "Patient", "name": [{"family": "Vexmoor'),
  text("MSH|^~\\&|A|B|||20260304||ADT^A01|1|P|2.5\rPID|1||Vexmoor"),
  Buffer.from([0xc3, 0x28, 0x41]),
  Buffer.from("a\u0000b"),
  Buffer.concat([Buffer.alloc(128), Buffer.from("DICM")]),
  Buffer.from("PK\u0003\u0004"),
  text('mrn,name\n1234,"=cmd()"\n'),
  text("[".repeat(5000)),
];
