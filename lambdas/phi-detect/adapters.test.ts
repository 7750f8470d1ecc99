import { expect } from "chai";
import { withAws, type Answer, type Sent } from "../testing/aws-server";
import { comprehendMedical, comprehendMedicalClient } from "./adapters";
import type { Answer as Found } from "./ports";

interface Entity {
  readonly BeginOffset?: number;
  readonly EndOffset?: number;
  readonly Type: string;
  readonly Score: number;
}

const textOf = ({ body }: Sent): string => (JSON.parse(body) as { Text: string }).Text;
const answer = (Entities: readonly Entity[], more: object = {}): Answer => ({
  body: JSON.stringify({ Entities, ModelVersion: "2.0", ...more }),
});
/** As the service counts: code points before the word. */
const entity = (text: string, word: string): Entity[] => {
  const at = text.indexOf(word);
  if (at < 0) return [];
  const BeginOffset = [...text.slice(0, at)].length;
  return [{ BeginOffset, EndOffset: BeginOffset + [...word].length, Type: "NAME", Score: 0.9 }];
};
const detect = async (text: string): Promise<Found> => {
  const answer = await comprehendMedical(comprehendMedicalClient()).detect(text, "text");
  return "absent" in answer ? expect.fail(answer.absent) : answer;
};

async function failure(work: () => Promise<unknown>): Promise<string> {
  return work().then(
    () => Promise.reject(new Error("expected an error")),
    (error: Error) => error.name,
  );
}

describe("comprehendMedical", () => {
  it("turns offsets of code points into UTF-16 units", async () => {
    const text = "😀😀 Zoë Stone";
    const { result, sent } = await withAws(
      (request) => answer(entity(textOf(request), "Zoë")),
      () => detect(text),
    );
    expect(sent[0]?.headers["x-amz-target"]).to.equal("ComprehendMedical_20181030.DetectPHI");
    expect(result.version).to.equal("2.0");
    expect(result.spans.map(({ begin, end }) => text.slice(begin, end))).to.deep.equal(["Zoë"]);
  });

  it("asks for a long text in parts of fewer than 20,000 bytes, and finds each word where it stands", async () => {
    const text = Array.from({ length: 30 }, (_, at) => `${"漢字 😀 words. ".repeat(90)}Name${at}Q `).join("\n");
    const { result, sent } = await withAws(
      (request) => {
        const part = textOf(request);
        return answer([...part.matchAll(/Name\d+Q/g)].flatMap(([word]) => entity(part, word)));
      },
      () => detect(text),
    );
    expect(sent.length).to.be.greaterThan(2);
    for (const request of sent) expect(Buffer.byteLength(textOf(request))).to.be.lessThan(20_000);
    const found = new Set(result.spans.map(({ begin, end }) => text.slice(begin, end)));
    expect([...found].sort()).to.deep.equal(Array.from({ length: 30 }, (_, at) => `Name${at}Q`).sort());
  });

  it("takes a type that it does not know for an identifier", async () => {
    const { result } = await withAws(
      () => answer([{ BeginOffset: 0, EndOffset: 1, Type: "NEWTYPE", Score: 0.7 }]),
      () => detect("abc"),
    );
    expect(result.spans[0]).to.include({ category: "ID", score: 0.7 });
  });

  it("asks nothing of white space", async () => {
    const { sent } = await withAws(
      () => answer([]),
      () => detect(" \n "),
    );
    expect(sent).to.be.empty;
  });

  const incomplete: [string, Answer][] = [
    ["a part of it", answer([], { PaginationToken: "more" })],
    ["offsets outside of the text", answer([{ BeginOffset: 0, EndOffset: 99, Type: "NAME", Score: 1 }])],
    ["no offsets", answer([{ Type: "NAME", Score: 1 }])],
  ];
  for (const [name, told] of incomplete) {
    it(`refuses an answer of ${name}`, async () => {
      const { result } = await withAws(
        () => told,
        () => failure(() => detect("abc")),
      );
      expect(result).to.equal("IncompleteAnswer");
    });
  }

  it("fails by the name by which the state machine tries again", async () => {
    const type = "TooManyRequestsException";
    const { result } = await withAws(
      () => ({ status: 400, body: JSON.stringify({ __type: type, Message: "slow" }) }),
      () => failure(() => comprehendMedical(comprehendMedicalClient(1)).detect("abc", "text")),
    );
    expect(result).to.equal(type);
  });
});
