import { expect } from "chai";
import { findInText } from "..";

/** What is found in a printed table: its words with their subtypes. All people are made up. */
const found = (...lines: readonly string[]): string[] => {
  const text = lines.join("\n");
  return findInText(text).map(({ begin, end, subtype }) => `${subtype}: ${text.slice(begin, end)}`);
};

describe("columns of a printed table", () => {
  it("hold what their heads say, plain words and months among them", () => {
    expect(
      found(
        "RESIDENT            PHYSICIAN     OCCUPATION",
        "PARK SUN-HEE        BLACK         GLAZIER",
        "QUORVASH, MARCH     MARCH         BELL FOUNDER",
      ),
    ).to.deep.equal([
      "patient-name: PARK SUN-HEE",
      "provider-name: BLACK",
      "profession: GLAZIER",
      "patient-name: QUORVASH, MARCH",
      "provider-name: MARCH",
      "profession: BELL FOUNDER",
    ]);
  });

  it("are told by where a field begins, where a row has fewer than the head", () => {
    expect(
      found("Task        Done by      Employer", "Turn        Graves", "Wound                    Rivet Works"),
    ).to.deep.equal(["provider-name: Graves", "organization: Rivet Works"]);
  });

  it("parted by tabs are columns too", () => {
    expect(found("Visitor\tRelation\tTime", "Wells\tfriend\t0900")).to.deep.equal(["relative-name: Wells"]);
  });

  it("of drugs, of tests, of nobody and beneath the table's end tell nothing", () => {
    expect(
      found("Name          Dose     Route", "Lisinopril    10 mg    PO", "Brown mixture   5 ml   PO"),
    ).to.deep.equal([]);
    expect(found("Patient       Nurse        Bed", "vacant        float        none")).to.deep.equal([]);
    expect(found("Nurse         Time", "", "Graves       daily")).to.deep.equal([]);
  });
});
