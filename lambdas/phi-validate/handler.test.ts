import { expect } from "chai";
import { createHandler } from "./handler";

const event = {
  document: { key: "documents/research/lab/Jane Roe.txt", versionId: "v1", arrivedAt: "2026-11-22T12:00:00Z" },
};

const handler = createHandler({
  documents: { read: async () => Buffer.from("Seen today.") },
  bucket: "in",
  clock: { now: () => new Date(0) },
  log: { info: () => undefined, warn: () => undefined },
});

describe("phi-validate", () => {
  it("hands on what it does not know, for the states that follow", async () => {
    expect(await handler({ ...event, execution: "e", more: 1 })).to.deep.include({ execution: "e", more: 1 });
  });

  it("takes a batch's document for whom the manifest names, and no other's word for it", async () => {
    const batch = { ...event.document, key: "batches/b1/a.txt" };
    const outcomes = await Promise.all(
      [
        { ...batch, purpose: "research", recipient: "lab" },
        { ...batch, purpose: "Jane Roe", recipient: "lab" },
        batch,
        { ...event.document, key: "spans/a.json", purpose: "research", recipient: "lab" },
      ].map((document) => handler({ document }) as Promise<{ validation: { outcome: string } }>),
    );
    expect(outcomes.map(({ validation }) => validation.outcome)).to.deep.equal([
      "accepted",
      "refused",
      "refused",
      "refused",
    ]);
  });

  const refused: [string, unknown, string][] = [
    ["nothing", undefined, "the event's  can't be read"],
    ["no version", { document: { ...event.document, versionId: "" } }, "the event's document.versionId can't be read"],
    [
      "no time",
      { document: { ...event.document, arrivedAt: "today" } },
      "the event's document.arrivedAt can't be read",
    ],
  ];
  for (const [name, input, message] of refused) {
    it(`refuses an event with ${name}, without its content`, async () => {
      const error = await handler(input).then(
        () => new Error("accepted"),
        (of: Error) => of,
      );
      expect(error.name).to.equal("RefusedEvent");
      expect(error.message).to.equal(message);
    });
  }
});
