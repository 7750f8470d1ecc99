import { expect } from "chai";
import fc from "fast-check";
import { findPhi } from "../engine";
import { readDocument, type Format } from "../formats";
import { canonical } from "./canonical";
import { readDate, shifted } from "./date-forms";
import { deidentify, type DeidentifyOptions } from "./deidentify";
import { kAnonymity } from "./k-anonymity";
import { identityOf, Patients, shiftDays } from "./patient";
import { METHODS, PROFILES } from "./methods";
import { surrogate } from "./surrogate";
import { token, type TenantKey } from "./tenant-key";
import { zip3 } from "./zip";

const key: TenantKey = { id: "k1", secret: Buffer.alloc(32, 1) };
const other: TenantKey = { id: "k2", secret: Buffer.alloc(32, 2) };
const options: DeidentifyOptions = { profile: "safe-harbor", method: "token", key, patient: "p", asOfYear: 2026 };

const HL7 =
  "MSH|^~\\&|APP|North Clinic|||20260304101500||ADT^A01|M771|P|2.5\rPID|1||80012^^^MAIN^MR||Doe^Jane||19560708|F|||1 Elm St^^Troy^NY^12180||518-555-0147\r";
const FHIR =
  '{"resourceType":"Patient","id":"aaceb8db-d7b5-433b-8bbb-96db9eb68cd8","meta":{"lastUpdated":"2026-03-04T10:15:00Z"},"identifier":[{"type":{"coding":[{"code":"MR"}]},"value":"80012"}],"name":[{"family":"Doe","given":["Jane"]}],"birthDate":"1956-07-08","address":[{"city":"Troy","postalCode":"12180"}],"telecom":[{"value":"+1 518 555 0147"}]}';
const CSV =
  'mrn,name,dob,zip,sex,age\n80012,"Doe, Jane",1956-07-08,12180,F,69\n80013,"Roe, Al",1921-01-02,03601,M,105\n';
const DICOM =
  "(0010,0010) PN [Doe^Jane]\n(0010,0020) LO [80012]\n(0010,0030) DA [19560708]\n(0010,1010) AS [093Y]\n(0008,0020) DA [20260304]";
const CDA =
  '<ClinicalDocument><recordTarget><patientRole><id extension="80012" root="2.16.840.1.113883.19.5"/><patient><name><given>Jane</given><family>Doe</family></name><birthTime value="19560708"/></patient></patientRole></recordTarget></ClinicalDocument>';
const SAMPLES: readonly [Format, string][] = [
  ["hl7v2", HL7],
  ["fhir", FHIR],
  ["csv", CSV],
  ["dicom", DICOM],
  ["xml", CDA],
];

const run = (format: Format, text: string, changes: Partial<DeidentifyOptions> = {}): string =>
  deidentify(text, format, findPhi(text, { format }), { ...options, ...changes }).text;

describe("deidentify", () => {
  it("makes the same token and the same move of dates of one patient's documents in two formats, and others for another tenant", () => {
    const documents: [Format, string][] = [
      ["hl7v2", HL7],
      ["fhir", FHIR],
    ];
    const results = (by: TenantKey): string[] =>
      documents.map(([format, text]) => {
        const patient = new Patients().keyOf(identityOf(text, findPhi(text, { format })));
        return run(format, text, { profile: "minimum-necessary", key: by, patient });
      });
    const [hl7 = "", fhir = ""] = results(key);
    const mrn = token(key, "ID", "80012");
    for (const text of [hl7, fhir]) {
      expect(text).to.contain(mrn);
      for (const name of ["doe", "jane"]) expect(text).to.contain(token(key, "NAME", name));
      expect(text).to.contain(token(key, "PHONE_OR_FAX", "+15185550147"));
    }
    const born = /"birthDate":"([\d-]+)"/.exec(fhir)?.[1] ?? "";
    expect(born).to.not.equal("1956-07-08");
    expect(hl7).to.contain(`|${born.replaceAll("-", "")}|`);
    const [otherHl7 = "", otherFhir = ""] = results(other);
    expect(otherHl7 + otherFhir)
      .to.contain(token(other, "ID", "80012"))
      .and.not.contain(mrn);
    expect(shiftDays(key, "80012")).to.not.equal(shiftDays(other, "80012"));
  });

  for (const [format, text] of SAMPLES) {
    for (const profile of PROFILES) {
      for (const method of METHODS) {
        it(`leaves ${format} that reads, without names and numbers, by ${profile} with ${method}`, () => {
          const result = run(format, text, { profile, method });
          expect(readDocument(Buffer.from(result))).to.include({ kind: "document", format });
          expect(result).to.not.match(/Doe|Jane|80012|555.0147|1 Elm/);
        });

        if (profile !== "minimum-necessary")
          it(`changes nothing a second time of ${format} by ${profile} with ${method}`, () => {
            const once = run(format, text, { profile, method });
            expect(run(format, once, { profile, method })).to.equal(once);
          });
      }
    }
  }

  const rows: [string, Format, string, Partial<DeidentifyOptions>, RegExp][] = [
    ["years of dates", "fhir", FHIR, {}, /"birthDate":"1956"/],
    ["instants that FHIR reads", "fhir", FHIR, {}, /"lastUpdated":"2026-01-01T00:00:00Z"/],
    ["three digits of ZIP codes", "hl7v2", HL7, {}, /\^NY\^121\|/],
    [
      "zeros for ZIP codes of few people, and ages and years of birth over 89 as one group",
      "csv",
      CSV,
      {},
      /,1936,000,M,90\+/,
    ],
    ["ages in DICOM's form", "dicom", DICOM, {}, /AS \[090Y\][^]*DA \[20260101\]/],
    [
      "dates and towns in a limited data set",
      "fhir",
      FHIR,
      { profile: "limited-data-set" },
      /"birthDate":"1956-07-08".*"city":"Troy","postalCode":"12180"/,
    ],
    ["labels", "hl7v2", HL7, { method: "redact" }, /\|\|\[NAME\]\^\[NAME\]\|\|1956\|/],
    ["the length of what is masked", "dicom", DICOM, { method: "mask" }, /PN \[\*{3}\^\*{4}\]/],
    ["identifiers of resources as UUIDs", "fhir", FHIR, { method: "redact" }, /"id":"00de1d00-[0-9a-f-]{27}"/],
  ];
  for (const [name, format, text, changes, expected] of rows)
    it(`keeps or writes ${name}`, () => expect(run(format, text, changes)).to.match(expected));

  it("keeps numbers numbers in JSON", () => {
    const text = '{"patient":{"mrn":80012,"zip":12180,"age":93,"birthYear":1956},"score":12}';
    expect(JSON.parse(run("json", text))).to.deep.equal({
      patient: { mrn: 0, zip: 121, age: 90, birthYear: 1956 },
      score: 12,
    });
  });

  it("says what it changed by counts alone", () => {
    const { changes } = deidentify(HL7, "hl7v2", findPhi(HL7), options);
    expect(changes["patient-name"]).to.deep.equal({ replace: 2 });
    expect(changes["zip"]).to.deep.equal({ zip3: 1 });
    expect(changes["state"]).to.deep.equal({ keep: 1 });
    expect(JSON.stringify(changes)).to.not.match(/Doe|80012|12180/);
  });

  it("refuses keys that are none", () => {
    expect(() => run("hl7v2", HL7, { key: { id: "k1", secret: Buffer.alloc(31) } })).to.throw(
      RangeError,
      "at least 32 bytes; got 31",
    );
    expect(() => run("hl7v2", HL7, { key: { id: "K 1", secret: Buffer.alloc(32) } })).to.throw(
      RangeError,
      "small letters",
    );
  });
});

describe("dates", () => {
  const writings: [string, string, string][] = [
    ["2026-03-04", "2026-03-14", "ISO"],
    ["2026-03-04T10:15:00Z", "2026-03-14T10:15:00Z", "an instant"],
    ["2026-03", "2026-03", "a month alone, in its middle"],
    ["20260304101500-0500", "20260314101500-0500", "HL7"],
    ["202603", "202603", "HL7 to the month"],
    ["3/4/2026", "3/14/2026", "slashes"],
    ["03-04-26", "03-14-26", "two digits of a year"],
    ["25.12.2025", "04.01.2026", "a day first, where nothing else can be"],
    ["Mar 4, 2026", "Mar 14, 2026", "a month's name"],
    ["March 31st, 2026", "April 10th, 2026", "an ordinal"],
    ["4 March 2026", "14 March 2026", "a day before the name"],
    ["18APR2016", "28APR2016", "capitals without spaces"],
    ["August 2022", "August 2022", "a month and year"],
    ["3/4", "3/14", "no year"],
    ["2026", "2026", "a year"],
  ];
  for (const [from, to, name] of writings) {
    it(`move in their own writing: ${name}`, () => {
      const date = readDate(from);
      expect(date === undefined ? undefined : shifted(date, 10)).to.equal(to);
    });
  }

  for (const text of ["13/32/2026", "2026-02-31", "Foo 4, 2026", "20261301", "yesterday", ""])
    it(`are not read of ${JSON.stringify(text)}`, () => expect(readDate(text)).to.equal(undefined));

  it("keep their distances, and come back", () => {
    const day = fc
      .date({ min: new Date("1920-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: -365, max: 365 }), (text, days) => {
        const moved = shifted(readDate(text) as NonNullable<ReturnType<typeof readDate>>, days);
        expect((Date.parse(moved) - Date.parse(text)) / 86_400_000).to.equal(days);
      }),
    );
  });

  it("move by days in [-365, 365], never by none", () => {
    const drawn = Array.from({ length: 5000 }, (_, at) => shiftDays(key, String(at)));
    expect(drawn).to.not.include(0);
    expect([Math.min(...drawn), Math.max(...drawn)]).to.deep.equal([-365, 365]);
  });
});

describe("canonical values", () => {
  const same: [Parameters<typeof canonical>[1], string, string][] = [
    ["patient-name", "José", "JOSE"],
    ["mrn", "80-012", "80012"],
    ["phone", "(518) 555-0147", "+1.518.555.0147"],
    ["birth-date", "07/08/1956", "19560708"],
    ["email", " A@Example.org", "a@example.org"],
    ["url", "https://Example.org/", "example.org"],
    ["street", "1 Elm St.", "1 ELM  ST"],
  ];
  for (const [subtype, one, two] of same)
    it(`of ${subtype} are one for two writings`, () =>
      expect(canonical(one, subtype)).to.equal(canonical(two, subtype)));
});

describe("surrogates", () => {
  const luhn = (digits: string): boolean =>
    [...digits]
      .reverse()
      .reduce(
        (sum, digit, at) => sum + (at % 2 === 0 ? Number(digit) : ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(digit)] ?? 0)),
        0,
      ) %
      10 ===
    0;

  it("of numbers pass no check of theirs", () => {
    for (let at = 0; at < 200; at += 1) {
      const npi = surrogate(key, "npi", String(1234567893 + at));
      expect(/^\d{10}$/.test(npi) && luhn(`80840${npi}`)).to.equal(false);
      expect(surrogate(key, "ssn", `219-09-${1000 + at}`)).to.match(/^000-/);
      expect(surrogate(key, "account", `4111111111111${100 + at}`)).to.match(/^ZZ/);
      expect(surrogate(key, "vin", `1HGCM82633A0${10000 + at}`)).to.match(/^ZZ\d{15}$/);
    }
  });

  it("are the same for the same value, and follow its case", () => {
    expect(surrogate(key, "patient-name", "Doe")).to.equal(surrogate(key, "relative-name", "Doe"));
    expect(surrogate(key, "patient-name", "DOE")).to.equal(surrogate(key, "patient-name", "Doe").toUpperCase());
    expect(surrogate(other, "mrn", "80012345")).to.not.equal(surrogate(key, "mrn", "80012345"));
  });
});

describe("tables and codes", () => {
  it("zip3 knows small areas and other writings", () => {
    expect(["12180", "12180-1234", "121801234", "121", "03601", "K1A 0B1", ""].map((text) => zip3(text))).to.deep.equal(
      ["121", "121", "121", "121", "000", undefined, undefined],
    );
  });

  it("k-anonymity is that of the smallest group", () => {
    const table = "zip,birth_date,sex,note\n12180,1956-07-08,F,a\n12181,1956-01-01,Female,b\n03601,1956-01-01,F,c\n";
    expect(kAnonymity(table, 2)).to.deep.equal({ columns: ["zip", "birth_date", "sex"], rows: 3, k: 1, below: 1 });
    expect(kAnonymity("drug,dose\nA,1\n", 2)).to.equal(undefined);
  });

  it("patients are one by number, or by name and birth", () => {
    const patients = new Patients();
    patients.add({ record: "80012", nameAndBirth: "doe jane 1956-7-8" });
    expect(patients.keyOf({ nameAndBirth: "doe jane 1956-7-8" })).to.equal("80012");
    expect(patients.keyOf({ record: "7" })).to.equal("7");
    expect(patients.keyOf({})).to.equal(undefined);
  });
});
