import { expect } from "chai";
import { part10File } from "../dicom/testing/part10-file";
import { MOST_BYTES, MOST_FILES, tooMuch } from "./core";
import { createHandler, RefusedBatch } from "./handler";
import type { Uploads } from "./ports";

const event = { tenant: "north", key: "north/incoming/b-1/_READY", kmsKeyArn: "arn:key", upload: "v", more: 1 };
const file = part10File();

function world(): { handler: ReturnType<typeof createHandler>; copies: string[]; logged: unknown[] } {
  const copies: string[] = [];
  const logged: unknown[] = [];
  const uploads: Uploads = {
    list: async () => ({ files: [{ key: "north/incoming/b-1/Jane Roe.dcm", sizeBytes: file.length }] }),
    head: async () => file,
    copyToAccepted: async (_, key) => void copies.push(key),
    copyToQuarantine: async (_, key) => void copies.push(key),
  };
  return { handler: createHandler({ uploads, log: { info: (...said) => logged.push(said) } }), copies, logged };
}

async function refusal(input: unknown): Promise<Error> {
  return world()
    .handler(input)
    .then(
      () => Promise.reject(new Error("expected a refusal")),
      (error: Error) => error,
    );
}

describe("dicom-validate", () => {
  it("gives the same copies when it runs again", async () => {
    const { handler, copies } = world();
    await handler(event);
    await handler(event);
    expect(copies).to.have.length(2);
    expect(new Set(copies).size).to.equal(1);
  });

  it("hands on what it does not know, for the states that follow", async () => {
    expect(await world().handler(event)).to.include({
      more: 1,
      upload: "v",
      batch: "b-1",
      accepted: 1,
      hasMore: false,
    });
  });

  it("logs counts and ids, never the name of a file", async () => {
    const { handler, logged } = world();
    await handler(event);
    expect(JSON.stringify(logged)).to.contain("b-1").and.not.contain("Jane");
  });

  const refused: [string, unknown, string][] = [
    ["nothing", undefined, "the event's  can't be read"],
    ["no tenant", { ...event, tenant: undefined }, "the event's tenant can't be read"],
    ["counts below zero", { ...event, accepted: -1 }, "the event's accepted can't be read"],
    [
      "a batch with a name that may be a patient's",
      { ...event, key: "north/incoming/Jane Roe/_READY" },
      "the marker is",
    ],
    ["a batch that grows too large", { ...event, accepted: MOST_FILES }, `the batch has more than ${MOST_FILES} files`],
  ];
  for (const [name, input, message] of refused) {
    it(`refuses ${name}, without its content`, async () => {
      const error = await refusal(input);
      expect(error).to.be.instanceOf(RefusedBatch);
      expect(error.name).to.equal("RefusedBatch");
      expect(error.message).to.contain(message).and.not.contain("Jane");
    });
  }

  it("takes as much as one import job does", () => {
    const most = { accepted: MOST_FILES, refused: 0, acceptedBytes: MOST_BYTES };
    expect(tooMuch(most)).to.equal(undefined);
    expect(tooMuch({ ...most, accepted: MOST_FILES + 1 })).to.be.a("string");
    expect(tooMuch({ ...most, acceptedBytes: MOST_BYTES + 1 })).to.be.a("string");
  });
});
