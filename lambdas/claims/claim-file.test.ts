import { expect } from "chai";
import { CLAIM_COLUMNS, readClaims, type ClaimFile } from "./claim-file";
import { csvRecords, LONGEST_RECORD } from "./csv";
import { MOST_FAULTS } from "./lines";
import { claimsText } from "./testing/claims-text";

async function* pieces(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
}

async function records(...texts: string[]): Promise<string[][]> {
  const all: string[][] = [];
  for await (const record of csvRecords(pieces(...texts))) all.push(record);
  return all;
}

describe("csvRecords", () => {
  const rows: [string, string[], string[][]][] = [
    [
      "plain fields",
      ["a,b\n1,2\n"],
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "no line end at the end",
      ["a,b\n1,2"],
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "line ends of Windows",
      ["a,b\r\n1,2\r\n"],
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["commas, quotes and line ends in quotes", ['"a,1","b""2","c\n3"\n'], [["a,1", 'b"2', "c\n3"]]],
    ["empty fields", [",,\n"], [["", "", ""]]],
    ["empty lines", ["a\n\n\nb\n"], [["a"], ["b"]]],
    ["pieces that end anywhere", ['"a', '"', '"b",', "c\r", "\n"], [['a"b', "c"]]],
    ["nothing", [""], []],
  ];
  for (const [name, texts, wanted] of rows) {
    it(`reads ${name}`, async () => expect(await records(...texts)).to.deep.equal(wanted));
  }

  it("stops at a record that has no end", async () => {
    const outcome = await records(`"${"x".repeat(LONGEST_RECORD)}`).catch((error: { fault: string }) => error.fault);
    expect(outcome).to.equal("record-too-long");
  });
});

describe("readClaims", () => {
  const read = (text: string): Promise<ClaimFile> => readClaims(pieces(text));

  it("takes a file with every column in any order", async () => {
    expect(await read(claimsText([{}, { claim_id: "c-2" }]))).to.include({ kind: "claims", records: 2 });
    const turned = claimsText([{}])
      .split("\n")
      .map((line) => line.split(",").reverse().join(","))
      .join("\n");
    expect(await read(turned)).to.include({ kind: "claims", records: 1 });
    expect(await read(`\uFEFF${claimsText([{}])}`)).to.include({ kind: "claims" });
  });

  const refused: [string, string, object][] = [
    ["nothing", "", { fault: "empty" }],
    ["a header alone", claimsText([]), { fault: "empty" }],
    ["no sex", claimsText([{}]).replace("sex", "gender"), { fault: "column-missing", column: "sex" }],
    ["a field too few", `${claimsText([{}]).trimEnd()}\nc-2,m-1\n`, { fault: "fields-missing", record: 2 }],
    [
      "a date that is none",
      claimsText([{ birth_date: "1980-13-01" }]),
      { fault: "bad-birth-date", column: "birth_date", record: 1 },
    ],
    ["a code that is none", claimsText([{ diagnosis_codes: "E11.9;??" }]), { fault: "bad-diagnosis-codes" }],
    ["an amount below zero", claimsText([{ allowed_amount: "-1" }]), { fault: "bad-allowed-amount" }],
    ["no name", claimsText([{ family_name: " " }]), { fault: "bad-family-name" }],
    ["an end before the beginning", claimsText([{ service_to: "2026-01-01" }]), { fault: "service-ends-early" }],
    ["a quote without end", `${claimsText([{}])}"c-2`, { fault: "unfinished-quote", record: 2 }],
  ];
  for (const [name, text, wanted] of refused) {
    it(`refuses ${name}, without a value`, async () => {
      const outcome = await read(text);
      expect(outcome).to.include({ kind: "refused", ...wanted });
      expect(JSON.stringify(outcome)).to.not.contain("Roe");
    });
  }

  it("counts lines, and says of each bad one where it is, which field and why, but no value", async () => {
    const text = claimsText([{ family_name: '"Roe\nof the hill"' }, { sex: "?" }, {}, { birth_date: "Roe" }]);
    const { lines } = await read(`${text}\nc-9,m-1\n`);
    expect(lines).to.deep.equal({
      ...{ accepted: 2, refused: 3 },
      faults: [
        // The name of the first goes over two lines.
        { line: 4, reason: "bad-sex", field: "sex" },
        { line: 6, reason: "bad-birth-date", field: "birth_date" },
        { line: 8, reason: "fields-missing", field: undefined },
      ],
    });
  });

  it("lists a hundred faults, and counts all", async () => {
    const { lines } = await read(claimsText(Array.from({ length: 150 }, () => ({ sex: "?" }))));
    expect([lines.refused, lines.faults.length]).to.deep.equal([150, MOST_FAULTS]);
  });

  it("knows a shape for each column", () => expect(new Set(CLAIM_COLUMNS).size).to.equal(CLAIM_COLUMNS.length));
});
