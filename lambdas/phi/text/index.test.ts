import { expect } from "chai";
import { LOCAL_ENGINE } from "../local-engine";
import { findInText } from ".";

/** All made up. */
const found: [text: string, what: string, category: string, subtype: string][] = [
  ["SSN 219-09-9999 on file", "219-09-9999", "ID", "ssn"],
  ["MRN: 48213977.", "48213977", "ID", "mrn"],
  ["Medical Record Number: M5214557 DOB", "M5214557", "ID", "mrn"],
  ['{"mrn": "A-482139"}', "A-482139", "ID", "mrn"],
  ["account no. 77-1200 is open", "77-1200", "ID", "account"],
  ["call (212) 555-0147 today", "(212) 555-0147", "PHONE_OR_FAX", "phone"],
  ["call +1 410-341-2222 x12 today", "+1 410-341-2222 x12", "PHONE_OR_FAX", "phone"],
  ["fax 212.555.0147", "212.555.0147", "PHONE_OR_FAX", "fax"],
  ["write to w.stone+a@mail.example.org, please", "w.stone+a@mail.example.org", "EMAIL", "email"],
  ["see https://portal.example.org/p/12?x=1.", "https://portal.example.org/p/12?x=1", "URL", "url"],
  ["from 10.20.30.40 at noon", "10.20.30.40", "ID", "ip"],
  ["from 2001:db8:0:0:1:0:0:1 at noon", "2001:db8:0:0:1:0:0:1", "ID", "ip"],
  ["on 2026-03-04T10:00", "2026-03-04T10:00", "DATE", "date"],
  ["on 3/14/2024 and later", "3/14/2024", "DATE", "date"],
  ["on 14.03.2024, then", "14.03.2024", "DATE", "date"],
  ["on March 4, 2026 again", "March 4, 2026", "DATE", "date"],
  ["on 4 Mar 2026 again", "4 Mar 2026", "DATE", "date"],
  ["PID|1||x||y||19700102|F", "19700102", "DATE", "date"],
  ["OBR|1|20260304101500-0500|x", "20260304101500-0500", "DATE", "date"],
];

const nothing: [name: string, text: string][] = [
  ["a blood pressure", "BP 120/80, pulse 72"],
  ["a version", "version 1.2.3.400 of 10.20"],
  ["no day of the calendar", "2026-02-31 and 13/45/2024"],
  ["a code system", "http://loinc.org/4548-4 and http://hl7.org/fhir/sid/icd-10"],
  ["a code", "E11.9, LOINC 4548-4, 99213"],
  ["a range of values", "100-200-3000 mg"],
  ["a label without a number", "MRN: pending, account closed"],
  ["a decimal", "creatinine 1.25 and 10.5"],
];

describe("identifiers that have a shape", () => {
  for (const [text, what, category, subtype] of found) {
    it(`are found: ${what}`, () => {
      const spans = findInText(text);
      expect(spans.map(({ begin, end }) => text.slice(begin, end))).to.deep.equal([what]);
      expect(spans[0]).to.include({ category, subtype });
      expect(spans[0]?.score).to.be.within(0.5, 1);
      expect(LOCAL_ENGINE.covers).to.include(category);
    });
  }

  for (const [name, text] of nothing) {
    it(`are not seen in ${name}`, () => {
      expect(findInText(text)).to.deep.equal([]);
    });
  }

  it("are counted in UTF-16 units", () => {
    const text = "😀 é MRN: 48213977";
    expect(findInText(text)[0]).to.include({ begin: text.indexOf("4"), end: text.length });
  });

  it("are less sure where they are given to nobody", () => {
    const score = (text: string): number => findInText(text)[0]?.score ?? 0;
    expect(score("000-12-3456")).to.be.lessThan(score("219-09-9999"));
  });
});
