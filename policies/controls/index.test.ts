import { expect } from "chai";

import {
  approvals,
  controlIds,
  ControlDataError,
  crosswalk,
  nistCsf,
  otherRules,
  parseApprovals,
  parseCatalogue,
  securityRule,
  soc2,
} from "./index";
import { day, oneOf, orNull, text, texts } from "./shape";

const head = {
  id: "x",
  title: "X",
  version: "1",
  effectiveFrom: "2013-03-26",
  checked: "2026-11-22",
  source: "s",
  note: "n",
};
const shape = { citation: text, kind: oneOf("a", "b"), list: texts, since: orNull(day) };
const good = { citation: "1", kind: "a", list: ["p"], since: null };

describe("control data", () => {
  it("has every row of the catalogues", () => {
    expect(securityRule().rows).to.have.length(88);
    expect(nistCsf().rows).to.have.length(108);
    expect(soc2().rows).to.have.length(61);
    expect(crosswalk().rows).to.have.length(84);
    expect(otherRules().rows).to.have.length(14);
  });

  it("agrees with Appendix A: 20 required, 22 addressable", () => {
    const column = (mark: string) => securityRule().rows.filter((row) => row.appendixA === mark).length;
    expect([column("R"), column("A")]).to.deep.equal([20, 22]);
    const addressable = securityRule().rows.filter((row) => row.obligation === "addressable");
    expect(addressable.map((row) => row.appendixA)).to.deep.equal(Array(22).fill("A"));
  });

  it("counts rows by section", () => {
    const bySection: Record<string, number> = {};
    for (const { section } of securityRule().rows) bySection[section] = (bySection[section] ?? 0) + 1;
    expect(bySection).to.deep.equal({
      "164.306": 14,
      "164.308": 30,
      "164.310": 12,
      "164.312": 12,
      "164.314": 11,
      "164.316": 5,
      "164.318": 4,
    });
  });

  it("crosses only citations, subcategories and criteria that exist", () => {
    const ids = controlIds();
    for (const row of crosswalk().rows) {
      expect(ids.hipaa.has(row.citation), row.citation).to.equal(true);
      for (const id of [...row.nistCsf, ...row.nistCsfOwn]) expect(ids.nistCsf.has(id), id).to.equal(true);
      for (const id of row.soc2) expect(ids.soc2.has(id), id).to.equal(true);
    }
  });

  it("dates every catalogue", () => {
    for (const catalogue of [securityRule(), nistCsf(), soc2(), crosswalk(), otherRules()]) {
      expect(catalogue.checked).to.match(/^\d{4}-\d\d-\d\d$/);
      expect(catalogue.effectiveFrom < catalogue.checked, catalogue.id).to.equal(true);
    }
  });

  it("ships no approval: every link only supports until a named maintainer says more", () => {
    expect(approvals()).to.deep.equal([]);
  });

  const broken: readonly [string, unknown, string][] = [
    ["not an object", [], "x.json: must hold an object"],
    ["no rows", { ...head }, 'x.json: "rows" must be a list'],
    ["empty rows", { ...head, rows: [] }, "x.json: has no rows"],
    [
      "a field missing",
      { ...head, rows: [{ ...good, kind: undefined }] },
      "x.json, rows 1, kind: wanted one of a, b; got nothing",
    ],
    ["an unknown field", { ...head, rows: [{ ...good, extra: 1 }] }, 'x.json, rows 1: the field "extra" is not known'],
    [
      "a value outside the list",
      { ...head, rows: [good, { ...good, citation: "2", kind: "c" }] },
      'x.json, rows 2, kind: wanted one of a, b; got "c"',
    ],
    ["an empty text", { ...head, rows: [{ ...good, citation: " " }] }, "x.json, rows 1, citation: wanted a text"],
    ["a list with a number", { ...head, rows: [{ ...good, list: [1] }] }, "x.json, rows 1, list[0]: wanted a text"],
    [
      "a day that does not exist",
      { ...head, rows: [{ ...good, since: "2026-02-30" }] },
      "x.json, rows 1, since: wanted a day",
    ],
    ["the same key twice", { ...head, rows: [good, good] }, 'x.json: citation "1" occurs twice'],
    ["no date", { ...head, effectiveFrom: undefined, rows: [good] }, "x.json, effectiveFrom: wanted a day"],
  ];
  for (const [name, data, message] of broken) {
    it(`refuses a catalogue with ${name}`, () => {
      expect(() => parseCatalogue("x.json", shape, "citation", data)).to.throw(ControlDataError, message);
    });
  }

  const approval = { rule: "r", citation: "164.312(b)", maintainer: "A. Person", date: "2026-11-01" };
  const brokenApprovals: readonly [string, unknown, string][] = [
    ["without a maintainer", { ...approval, maintainer: "" }, "maintainer: wanted a text"],
    ["with a bad date", { ...approval, date: "soon" }, "date: wanted a day"],
    ["of an unknown citation", { ...approval, citation: "164.999" }, '"164.999" is not a citation'],
  ];
  for (const [name, row, message] of brokenApprovals) {
    it(`refuses an approval ${name}`, () => {
      expect(() => parseApprovals("d.json", { approvals: [row] })).to.throw(ControlDataError, message);
    });
  }
  it("reads an approval", () => {
    expect(parseApprovals("d.json", { approvals: [approval] })).to.deep.equal([approval]);
  });
});
