import { expect } from "chai";
import { patients, USUAL } from "../patients";
import { notesOf } from "./notes";
import { PHRASES, STYLES } from "./phrases";

const RECORDS = [...patients({ ...USUAL, seed: 3, patients: 120 })];
const NOTES = RECORDS.flatMap((record) => notesOf(record).map((note) => ({ record, note })));

describe("synthetic notes", () => {
  it("are written in every style", () => {
    const styles = new Set(Object.values(STYLES).flatMap((of) => of.map(([style]) => style as string)));
    expect(new Set(NOTES.map(({ note }) => note.style))).to.deep.equal(styles);
    for (const style of styles) expect(PHRASES).to.have.property(style);
  });

  it("are the same however often they are asked for", () => {
    expect(notesOf(RECORDS[0]!)).to.deep.equal(notesOf(RECORDS[0]!));
  });

  it("leave nothing of a phrase's marks behind", () => {
    for (const { note } of NOTES) expect(note.text).to.not.match(/[{}«»]|undefined|NaN|not taken/);
  });

  it("label every place where an identifier of the patient stands", () => {
    for (const { record, note } of NOTES) {
      const { person } = record;
      const { text, spans } = note;
      const secrets = [
        person.mrn,
        person.ssn,
        person.phone,
        person.email,
        person.given,
        note.encounter.organization.name,
      ];
      secrets.push(...person.names.map(({ family }) => family), ...person.homes.map(({ line }) => line));
      secrets.push(...person.coverages.map(({ memberId }) => memberId), ...person.relatives.map(({ given }) => given));
      secrets.push(note.encounter.practitioner.family, note.encounter.practitioner.npi);
      for (const secret of secrets) {
        for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
          // A short name may be part of an ordinary word ("Wes" of "West"); it has to be a word to be a name.
          if (/\p{L}/u.test(text.slice(at - 1, at)) || /\p{L}/u.test(text.charAt(at + secret.length))) continue;
          const inside = spans.some(({ begin, end }) => begin <= at && at + secret.length <= end);
          expect(inside, `${note.style}: a part of ${secret.length} letters at ${at}`).to.equal(true);
        }
      }
    }
  });

  it("have spans whose text is of their kind", () => {
    const shapes: Record<string, RegExp> = {
      MRN: /^S\d{7}$/,
      SSN: /^9\d\d-\d\d-\d{4}$/,
      PHONE: /^\d{3}-555-01\d\d$/,
      EMAIL: /^[a-z.\d]+@example\.(com|org|net)$/,
      DOB: /\d/,
      DATE: /\d/,
      AGE: /^\d{1,2}$/,
      AGE90: /^\d{2,3}$/,
      NPI: /^9\d{9}$/,
      CITY: /^[A-Z][\w .]+(, [A-Z]{2} \d{5})?$/,
    };
    for (const { note } of NOTES)
      for (const { begin, end, sub } of note.spans)
        if (shapes[sub]) expect(note.text.slice(begin, end)).to.match(shapes[sub]);
  });
});
