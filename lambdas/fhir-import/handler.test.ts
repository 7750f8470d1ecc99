import { expect } from "chai";
import type { LineageRecord } from "../lineage/record";
import type { Figures } from "../metrics/embedded";
import { batchPlan, uploadOf, type Refusal } from "./core";
import { createHandler } from "./handler";
import type { StartRequest } from "./ports";

const message = { bucket: "in", key: "fhir/files/a/Jane Roe.ndjson", version: "v1", sizeBytes: 10 };
const manifestMessage = { bucket: "in", key: "fhir/manifests/b-1.json", version: "v2", sizeBytes: 10 };
const manifest = { batch: "b-1", files: [{ name: "patients.ndjson", sizeBytes: 5 }] };
const file = { key: "fhir/batches/b-1/patients.ndjson", sizeBytes: 5 };
const record = (body: unknown, messageId = "m"): object => ({ messageId, body: JSON.stringify(body) });

function named(name: string): Error {
  return Object.assign(new Error("text with a patient"), { name });
}

function world({ failing, listed = [file], text = JSON.stringify(manifest) }: World = {}) {
  const started: StartRequest[] = [];
  const records: LineageRecord[] = [];
  const figures: Figures[] = [];
  const said: unknown[] = [];
  const log = { info: (...words: unknown[]) => said.push(words), warn: (...words: unknown[]) => said.push(words) };
  const handler = createHandler({
    jobs: {
      start: async (request) => {
        if (failing !== undefined) throw named(failing);
        started.push(request);
        return "job-1";
      },
    },
    uploads: { read: async () => text, list: async () => listed },
    lineage: { record: async (one) => void records.push(one) },
    metrics: { put: (one) => void figures.push(one) },
    clock: { now: () => "2026-03-01T00:00:00.000Z" },
    log,
    inputBucket: "in",
    outputBucket: "out",
    datastoreId: "store",
    environment: "dev",
    code: "f:1",
  });
  return { handler, started, records, figures, said };
}

interface World {
  failing?: string;
  listed?: { key: string; sizeBytes: number }[];
  text?: string;
}

describe("fhir-import", () => {
  it("starts one job a file, the same one when the message comes again, and says what it read", async () => {
    const { handler, started, records } = world();
    expect(await handler({ Records: [record(message)] })).to.deep.equal({ batchItemFailures: [] });
    await handler({ Records: [record(message)] });
    expect(started[0]).to.deep.equal(started[1]);
    expect(started[0]?.inputKey).to.equal(message.key);
    expect(started[0]?.token).to.match(/^[a-z0-9]{64}$/);
    expect(records[0]).to.deep.include({
      kind: "import",
      jobId: "job-1",
      step: "STARTED",
      inputs: [{ uri: `s3://in/${message.key}`, version: "v1" }],
    });
  });

  it("gives another version of the same file a job of its own", async () => {
    const { handler, started } = world();
    await handler({ Records: [record(message), record({ ...message, version: "v9" })] });
    expect(started[0]?.token).to.not.equal(started[1]?.token);
  });

  it("starts one job for a batch that is whole", async () => {
    const { handler, started } = world();
    await handler({ Records: [record(manifestMessage)] });
    expect(started.map(({ inputKey }) => inputKey)).to.deep.equal(["fhir/batches/b-1/"]);
  });

  for (const name of ["ThrottlingException", "InternalServerException", "ConflictException", "NetworkingError"]) {
    it(`puts the message and those after it off after ${name}, and writes nothing down`, async () => {
      const { handler, records } = world({ failing: name });
      const { batchItemFailures } = await handler({ Records: [record(message, "a"), record(message, "b")] });
      expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).to.deep.equal(["a", "b"]);
      expect(records).to.be.empty;
    });
  }

  for (const name of ["ValidationException", "AccessDeniedException", "ResourceNotFoundException"]) {
    it(`lets go of what HealthLake refuses with ${name}, with a record and a figure`, async () => {
      const { handler, records, figures } = world({ failing: name });
      expect((await handler({ Records: [record(message)] })).batchItemFailures).to.be.empty;
      expect(records[0]?.facts).to.deep.equal({ reason: "refused-by-healthlake", detail: name });
      expect(records[0]?.inputs).to.deep.equal([{ uri: `s3://in/${message.key}`, version: "v1" }]);
      expect(Object.keys(figures[0]?.metrics ?? {})).to.deep.equal(["UploadsRefused"]);
    });
  }

  it("says nothing of a file's name or of an error's text in its log", async () => {
    for (const failing of [undefined, "ValidationException", "ThrottlingException", "Odd"]) {
      const { handler, said } = world(failing === undefined ? {} : { failing });
      await handler({ Records: [record(message)] });
      expect(JSON.stringify(said)).to.not.match(/Jane|patient/);
    }
  });

  const refused: [string, unknown, Refusal][] = [
    ["no object", { bucket: "in" }, "message-malformed"],
    ["another bucket", { ...message, bucket: "other" }, "another-bucket"],
    ["another place", { ...message, key: "fhir/other/a.ndjson" }, "no-upload-prefix"],
    ["another kind of file", { ...message, key: "fhir/files/a.json" }, "no-upload-prefix"],
    ["an empty file", { ...message, sizeBytes: 0 }, "file-empty"],
    ["more than 5 GiB", { ...message, sizeBytes: 5 * 1024 ** 3 + 1 }, "file-too-large"],
  ];
  for (const [name, body, reason] of refused) {
    it(`refuses ${name}`, () => expect(uploadOf(JSON.stringify(body), "in")).to.include({ kind: "refuse", reason }));
  }

  const batches: [string, object, { key: string; sizeBytes: number }[], Refusal][] = [
    ["a file that is not there", manifest, [], "batch-incomplete"],
    ["a file of another size", manifest, [{ ...file, sizeBytes: 6 }], "batch-incomplete"],
    [
      "a file that nobody named",
      manifest,
      [file, { key: "fhir/batches/b-1/x.ndjson", sizeBytes: 1 }],
      "batch-has-other-files",
    ],
    ["another batch's manifest", { ...manifest, batch: "b-2" }, [file], "manifest-names-another-batch"],
    ["no files", { batch: "b-1", files: [] }, [], "manifest-malformed"],
    [
      "a way out of the folder",
      { batch: "b-1", files: [{ name: "../a.ndjson", sizeBytes: 1 }] },
      [],
      "manifest-malformed",
    ],
  ];
  for (const [name, body, listed, reason] of batches) {
    it(`refuses a batch with ${name}`, () =>
      expect(batchPlan(manifestMessage, "b-1", JSON.stringify(body), listed)).to.deep.equal({
        kind: "refuse",
        reason,
      }));
  }
});
