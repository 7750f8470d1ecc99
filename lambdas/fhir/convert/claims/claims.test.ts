import { expect } from "chai";
import fc from "fast-check";
import type { Claim, ExplanationOfBenefit, FhirResource, Patient } from "fhir/r4";
import { CLAIM_COLUMNS } from "../../../claims/claim-file";
import { claimsText } from "../../../claims/testing/claims-text";
import { fhirFaults } from "../../testing/validator";
import type { Conversion } from "../conversion";
import { Ids } from "../ids";
import { CLAIM_TARGETS, MORE_COLUMNS } from "./columns";
import { convertClaims, type ConvertedRow } from "./file";

const settings = { ids: new Ids(Buffer.alloc(32, 1)), convertedAt: "2026-03-05T00:00:00Z" };
async function* pieces(text: string): AsyncGenerator<string> {
  yield text;
}
async function rows(text: string): Promise<ConvertedRow[]> {
  const all: ConvertedRow[] = [];
  for await (const row of convertClaims(pieces(text), settings)) all.push(row);
  return all;
}
const conversionOf = (row: ConvertedRow | undefined): Conversion => {
  if (row === undefined || !("conversion" in row)) throw new Error("no conversion");
  return row.conversion;
};
const one = <R extends FhirResource>({ bundle }: Conversion, type: R["resourceType"]): R =>
  bundle.entry?.find(({ resource }) => resource?.resourceType === type)?.resource as R;

/** The made-up claim with more columns. */
const wide = (more: Readonly<Record<string, string>>): string => {
  const [header = "", line = ""] = claimsText([{}]).trimEnd().split("\n");
  return `${[header, ...Object.keys(more)].join(",")}\n${[line, ...Object.values(more)].join(",")}\n`;
};

const ALL = {
  payer_id: "P-1",
  payer_name: "Acme Health",
  group_number: "G-1",
  relationship: "self",
  billing_provider_npi: "1234567893",
  rendering_provider_npi: "1234567893",
  place_of_service: "21",
  modifiers: "25;LT",
  service_units: "2",
  charge_amount: "210.10",
  paid_amount: "100.05",
  patient_amount: "20.45",
  paid_date: "2026-04-01",
  discharge_status: "01",
};

describe("claims in CSV to FHIR", function () {
  this.timeout(60_000);

  it("makes valid R4 of the columns a file has to have, and of all", async () => {
    for (const text of [claimsText([{}]), claimsText([{ procedure_codes: "", inpatient: "N" }]), wide(ALL)]) {
      const [row] = await rows(text);
      expect(fhirFaults(conversionOf(row).bundle)).to.deep.equal([]);
    }
  });

  it("says what each column becomes", async () => {
    const conversion = conversionOf((await rows(wide(ALL)))[0]);
    expect(one<Patient>(conversion, "Patient")).to.deep.include({ birthDate: "1950-04-01", gender: "female" });
    const claim = one<Claim>(conversion, "Claim");
    expect(
      claim.diagnosis?.map(({ diagnosisCodeableConcept }) => diagnosisCodeableConcept?.coding?.[0]?.code),
    ).to.deep.equal(["E11.9", "I50.9"]);
    expect(claim.item?.[0]).to.deep.include({ quantity: { value: 2 } });
    expect(claim.total).to.deep.equal({ value: 210.1, currency: "USD" });
    const settled = one<ExplanationOfBenefit>(conversion, "ExplanationOfBenefit");
    expect(settled.total?.map(({ category, amount }) => [category.coding?.[0]?.code, amount.value])).to.deep.equal([
      ["submitted", 210.1],
      ["eligible", 120.5],
      ["benefit", 100.05],
      ["memberliability", 20.45],
    ]);
    expect(Object.keys(ALL)).to.deep.equal(Object.keys(MORE_COLUMNS));
    expect(Object.keys(CLAIM_TARGETS)).to.deep.equal([...CLAIM_COLUMNS]);
  });

  it("keeps money to the cent", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 99_999_999_999 }), async (cents) => {
        const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
        const settled = one<ExplanationOfBenefit>(
          conversionOf((await rows(claimsText([{ allowed_amount: text }])))[0]),
          "ExplanationOfBenefit",
        );
        const written = /"value":([0-9.]+)/.exec(JSON.stringify(settled.total))?.[1] ?? "";
        expect(Number(written).toFixed(2)).to.equal(text);
        expect(BigInt(Math.round(Number(written) * 100))).to.equal(BigInt(cents));
      }),
      { numRuns: 300 },
    ));

  it("is one patient over claims, and two payers' members of one number are two", async () => {
    const ids = async (text: string): Promise<(string | undefined)[]> =>
      (await rows(text)).map((row) => one<Patient>(conversionOf(row), "Patient").id);
    const [first, second, third] = await ids(claimsText([{}, { claim_id: "c-2" }, { member_id: "m-2" }]));
    expect(second).to.equal(first);
    expect(third).to.not.equal(first);
    expect(await ids(wide({ payer_id: "other" }))).to.not.deep.equal([first]);
  });

  const refused: [string, string, object[]][] = [
    [
      "a header without a column",
      claimsText([{}]).replace("sex", "gender"),
      [{ index: 0, faults: [{ fault: "column-missing", column: "sex" }] }],
    ],
    ["nothing", "", [{ index: 0, faults: [{ fault: "empty" }] }]],
    [
      "two columns of a row, and takes the next",
      claimsText([{ birth_date: "1950-02-31", allowed_amount: "x" }, {}]),
      [
        {
          index: 1,
          faults: [
            { fault: "bad-birth-date", column: "birth_date" },
            { fault: "bad-allowed-amount", column: "allowed_amount" },
          ],
        },
      ],
    ],
    [
      "a third place after the point",
      wide({ charge_amount: "1.001" }),
      [{ index: 1, faults: [{ fault: "bad-charge-amount", column: "charge_amount" }] }],
    ],
    [
      "an end before the beginning",
      claimsText([{ service_to: "2026-01-01" }]),
      [{ index: 1, faults: [{ fault: "service-ends-early", column: "service_to" }] }],
    ],
    [
      "bytes that were no UTF-8",
      claimsText([{ family_name: "M\ufffdller" }]),
      [{ index: 1, faults: [{ fault: "bad-family-name", column: "family_name" }] }],
    ],
    ["a quote without an end", `${claimsText([{}])}"c-2`, [{ index: 2, faults: [{ fault: "unfinished-quote" }] }]],
  ];
  for (const [name, text, wanted] of refused) {
    it(`refuses ${name}, without a value`, async () => {
      const faults = (await rows(text)).filter((row) => "faults" in row);
      expect(faults).to.deep.equal(wanted);
      expect(JSON.stringify(faults)).to.not.contain("1950");
    });
  }

  it("lists columns that nobody reads, by their place", async () => {
    const conversion = conversionOf((await rows(wide({ "Jane Roe's note": "x", empty: "" })))[0]);
    expect(conversion.unmapped).to.deep.equal([{ where: `column ${CLAIM_COLUMNS.length + 1}`, why: "not-mapped" }]);
  });
});
