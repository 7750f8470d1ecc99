import { expect } from "chai";
import { claimsText } from "./testing/claims-text";
import { kindOf, LONGEST_LINE, readSent, type SentKind } from "./sent-files";

async function* inPieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 7919) yield text.slice(at, at + 7919);
}

const patient = (changes: object = {}): string => JSON.stringify({ resourceType: "Patient", id: "p-1", ...changes });
const DECISIONS = "partner_a,member_a,partner_b,member_b,verdict,decided_at\n";

describe("files that partners send", () => {
  const names: [string, SentKind][] = [
    ["claims/incoming/north/march.csv", "claims"],
    ["claims/incoming/north/march.decisions.csv", "decisions"],
    ["claims/incoming/north/Patient.NDJSON", "ehr"],
    ["claims/incoming/north/march", "claims"],
  ];
  for (const [key, kind] of names) {
    it(`${key} is of the kind ${kind}`, () => expect(kindOf(key)).to.equal(kind));
  }

  const files: [string, SentKind, string, object][] = [
    ["claims", "claims", claimsText([{}, {}]), { kind: "sent", records: 2 }],
    ["two resources", "ehr", `${patient()}\n\n${patient({ id: "p-2" })}\n`, { kind: "sent", records: 2 }],
    ["a last line without its end", "ehr", patient(), { kind: "sent", records: 1 }],
    ["nothing", "ehr", "\n", { kind: "refused", fault: "empty" }],
    ["half a line", "ehr", `${patient()}\n${patient().slice(0, -3)}`, { kind: "refused", fault: "no-json", record: 2 }],
    ["a list", "ehr", "[]\n", { kind: "refused", fault: "no-resource", record: 1 }],
    [
      "a bundle",
      "ehr",
      `${patient({ resourceType: "Bundle" })}\n`,
      { kind: "refused", fault: "bad-resource-type", record: 1 },
    ],
    ["no id", "ehr", `${patient({ id: undefined })}\n`, { kind: "refused", fault: "bad-id", record: 1 }],
    ["an id with a path", "ehr", `${patient({ id: "../p" })}\n`, { kind: "refused", fault: "bad-id", record: 1 }],
    [
      "a line without end",
      "ehr",
      patient({ text: "x".repeat(LONGEST_LINE) }),
      { kind: "refused", fault: "record-too-long", record: 1 },
    ],
    [
      "decisions",
      "decisions",
      `${DECISIONS}north,m-1,south,m-2,different,2026-03-01T10:00:00Z\n`,
      { kind: "sent", records: 1 },
    ],
    ["decisions without rows", "decisions", DECISIONS, { kind: "refused", fault: "empty" }],
    ["claims as decisions", "decisions", claimsText([{}]), { kind: "refused", fault: "column-missing" }],
    [
      "a decision of another kind",
      "decisions",
      `${DECISIONS}north,m-1,south,m-2,maybe,2026-03-01T10:00:00Z\n`,
      { kind: "refused", fault: "bad-verdict", record: 1 },
    ],
    [
      "a decision without its time",
      "decisions",
      `${DECISIONS}north,m-1,south,m-2,same,yesterday\n`,
      { kind: "refused", fault: "bad-decided-at", record: 1 },
    ],
    [
      "a decision that is cut off",
      "decisions",
      `${DECISIONS}north,m-1\n`,
      { kind: "refused", fault: "fields-missing", record: 1 },
    ],
    ["an open quote", "decisions", `${DECISIONS}"north`, { kind: "refused", fault: "unfinished-quote", record: 1 }],
  ];
  for (const [name, kind, text, wanted] of files) {
    it(`${kind}: reads ${name}`, async () => expect(await readSent(kind, inPieces(text))).to.include(wanted));
  }

  const lines: [string, SentKind, string, object][] = [
    [
      "records",
      "ehr",
      `${patient()}\n\n${patient({ id: "a b" })}\n{\n${patient()}`,
      {
        ...{ accepted: 2, refused: 2 },
        faults: [
          { line: 3, reason: "bad-id", field: "id" },
          { line: 4, reason: "no-json", field: undefined },
        ],
      },
    ],
    [
      "decisions",
      "decisions",
      `${DECISIONS}north,m-1,south,m-2,maybe,2026-03-01T10:00:00Z\nnorth,m-1,south,m-2,same,2026-03-01T10:00:00Z\n`,
      { accepted: 1, refused: 1, faults: [{ line: 2, reason: "bad-verdict", field: "verdict" }] },
    ],
    [
      "a header of something else",
      "decisions",
      "a,b\n1,2\n",
      { accepted: 0, refused: 0, faults: [{ line: 1, reason: "column-missing", field: undefined }] },
    ],
    [
      "a quote that never ends",
      "decisions",
      `${DECISIONS}north,m-1,south,m-2,same,2026-03-01T10:00:00Z\n"north`,
      { accepted: 1, refused: 1, faults: [{ line: 3, reason: "unfinished-quote", field: undefined }] },
    ],
  ];
  for (const [name, kind, text, wanted] of lines) {
    it(`${kind}: counts lines of ${name}, and says where the bad ones are`, async () =>
      expect((await readSent(kind, inPieces(text))).lines).to.deep.equal(wanted));
  }
});
