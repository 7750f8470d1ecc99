import { expect } from "chai";
import { comprehendMedicalClient } from "../phi-detect/adapters";
import { s3Client } from "../s3/adapters";
import { withAws, type Answer, type Sent } from "../testing/aws-server";
import { comprehendReader, s3Notes } from "./adapters";

const operation = ({ headers }: Sent): string => headers["x-amz-target"]?.split(".").at(-1) ?? "";
const textOf = ({ body }: Sent): string => (JSON.parse(body) as { Text: string }).Text;
/** Comprehend Medical counts in code points. */
const entity = (text: string, word: string): object[] => {
  if (!text.includes(word)) return [];
  const at = Array.from(text.slice(0, text.indexOf(word))).length;
  return [{ BeginOffset: at, EndOffset: at + word.length, Score: 1, Text: word, Attributes: [] }];
};

describe("comprehendReader", () => {
  it("asks the three questions, and gives places in the whole of a long text, whatever its characters take", async () => {
    const text = `${"Für 😀 und so weiter. ".repeat(900)}Then sepsis.`;
    const { result, sent } = await withAws(
      (request): Answer => ({
        headers: { "content-type": "application/x-amz-json-1.1" },
        body: JSON.stringify({ Entities: entity(textOf(request), "sepsis"), ModelVersion: "1" }),
      }),
      () => comprehendReader(comprehendMedicalClient(1)).read(text),
    );
    expect(new Set(sent.map(operation))).to.have.all.keys("DetectEntitiesV2", "InferICD10CM", "InferRxNorm");
    for (const request of sent) expect(Buffer.byteLength(textOf(request))).to.be.at.most(10_000);
    const pieces = sent.filter((request) => operation(request) === "InferRxNorm").map(textOf);
    expect(pieces.join("")).to.equal(text);
    for (const answer of Object.values(result) as { Entities: { BeginOffset: number; EndOffset: number }[] }[]) {
      expect(answer.Entities.map(({ BeginOffset, EndOffset }) => text.slice(BeginOffset, EndOffset))).to.deep.equal([
        "sepsis",
      ]);
    }
  });

  for (const [what, answer] of [
    ["a part of what it found", { Entities: [], PaginationToken: "more" }],
    ["places outside of the text", { Entities: [{ BeginOffset: 2, EndOffset: 90 }] }],
  ] as const) {
    it(`refuses an answer with ${what}`, async () => {
      const { result } = await withAws(
        () => ({ headers: { "content-type": "application/x-amz-json-1.1" }, body: JSON.stringify(answer) }),
        () =>
          comprehendReader(comprehendMedicalClient(1))
            .read("a note")
            .then(
              () => "answered",
              (error: Error) => error.name,
            ),
      );
      expect(result).to.equal("IncompleteAnswer");
    });
  }
});

describe("s3Notes", () => {
  const note = { bucket: "out", key: "treatment/clinical-entities/a.txt", versionId: "v1" };
  const read = (most = 10) => s3Notes(s3Client()).read(note, most);

  it("reads that version, and whose it is", async () => {
    const { result, sent } = await withAws(
      () => ({ headers: { "content-length": "4", "x-amz-meta-fhir-subject": "Patient/p-1" }, body: "text" }),
      read,
    );
    expect(result).to.deep.equal({ bytes: new Uint8Array(Buffer.from("text")), subject: "Patient/p-1" });
    expect(sent[0]?.query).to.include({ versionId: "v1" });
  });

  it("reads no body that is too large, and tells that there is none", async () => {
    const large = await withAws(() => ({ headers: { "content-length": "11" }, body: "x".repeat(11) }), read);
    expect(large.result).to.equal("too-large");
    const body = '<?xml version="1.0"?><Error><Code>NoSuchVersion</Code><Message>no</Message></Error>';
    const gone = await withAws(() => ({ status: 404, headers: { "content-type": "application/xml" }, body }), read);
    expect(gone.result).to.equal("missing");
  });
});
