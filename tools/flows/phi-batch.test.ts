import { expect } from "chai";
import { batchFlow } from "../../components/phi/phi-batch-flow";
import { PHI_FUNCTIONS } from "../../components/phi/phi-roles";
import { auditEventSchema } from "../../reports/model/audit-event";
import { MOST_DOCUMENTS } from "../../lambdas/phi/contract";
import { createHandler } from "../../lambdas/phi-manifest/handler";
import { named, NOW, PUT_EVENTS } from "./phi-world";
import { allStates, objections, runFlow, type FlowRun } from "./run-flow";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:phiguard-test-phi-manifest:live";
const START = "arn:aws:states:::states:startExecution";
const definition = batchFlow({
  manifest: { arn: ARN, contract: PHI_FUNCTIONS.manifest },
  pipelineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:phiguard-test-phi-pipeline",
  partition: "aws",
  concurrency: 4,
});

const documents = (count: number): object => ({
  documents: Array.from({ length: count }, (_, at) => ({ key: `batches/b1/Jane Roe ${at}.txt`, versionId: `v${at}` })),
});

class BatchWorld {
  readonly started = new Map<string, unknown>();
  readonly told: unknown[] = [];
  readonly faults: Error[] = [];

  constructor(private readonly manifest: string) {}

  run(key = "manifests/research/north.lab/monday.json"): Promise<FlowRun> {
    const log = { info: () => undefined, warn: () => undefined };
    const manifests = { read: async () => Buffer.from(this.manifest) };
    return runFlow(
      definition,
      { key, versionId: "m1", arrivedAt: "2026-11-22T12:00:00Z" },
      {
        [ARN]: createHandler({ manifests, bucket: "in", clock: { now: () => NOW }, log }),
        [PUT_EVENTS]: async (given) => {
          this.told.push(...(given as { Entries: { Detail: unknown }[] }).Entries.map(({ Detail }) => Detail));
          return {};
        },
        [START]: async (given) => {
          const { Name, Input } = given as { Name: string; Input: unknown };
          const fault = this.faults.shift();
          if (fault !== undefined) throw fault;
          if (this.started.has(Name)) throw named("StepFunctions.ExecutionAlreadyExistsException");
          this.started.set(Name, Input);
          return {};
        },
      },
    );
  }
}

describe("PHI batch", () => {
  const covered = new Set<string>();
  const run = async (world: BatchWorld, key?: string): Promise<FlowRun> => {
    const outcome = await world.run(key);
    for (const state of outcome.visited) covered.add(state);
    return outcome;
  };

  it("starts the pipeline once for each document, page by page, for the manifest's recipient and purpose", async () => {
    const world = new BatchWorld(JSON.stringify(documents(250)));
    const { status, visited } = await run(world);
    expect(status).to.equal("SUCCEEDED");
    expect(visited.filter((state) => state === "ReadManifest")).to.have.length(3);
    expect(world.started.size).to.equal(250);
    expect([...world.started.values()][0]).to.deep.equal({
      key: "batches/b1/Jane Roe 0.txt",
      versionId: "v0",
      arrivedAt: "2026-11-22T12:00:00Z",
      purpose: "research",
      recipient: "north.lab",
    });
    for (const name of world.started.keys()) expect(name).to.match(/^[0-9a-f]{64}$/);
  });

  it("starts nothing again that was started before", async () => {
    const world = new BatchWorld(JSON.stringify(documents(3)));
    await run(world);
    const { status } = await run(world);
    expect([status, world.started.size]).to.deep.equal(["SUCCEEDED", 3]);
  });

  it("tries a start again where too much begins at once", async () => {
    const world = new BatchWorld(JSON.stringify(documents(1)));
    world.faults.push(named("StepFunctions.ExecutionLimitExceededException"));
    expect((await run(world)).status).to.equal("SUCCEEDED");
    expect(world.started.size).to.equal(1);
  });

  const refused: [string, string, string | undefined, string][] = [
    ["that is no JSON", "{", undefined, "not-json"],
    ["of no documents", '{"documents":[]}', undefined, "documents-unreadable"],
    [
      "that names what is no batch's",
      '{"documents":[{"key":"documents/a","versionId":"v"}]}',
      undefined,
      "documents-unreadable",
    ],
    ["for nobody", JSON.stringify(documents(1)), "manifests/monday.json", "destination-unknown"],
    ["of too many", JSON.stringify(documents(MOST_DOCUMENTS + 1)), undefined, "too-many-documents"],
  ];
  for (const [name, manifest, key, reason] of refused) {
    it(`starts nothing by a manifest ${name}, and tells why`, async () => {
      const world = new BatchWorld(manifest);
      const { status, output } = await run(world, key);
      expect([status, output, world.started.size]).to.deep.equal(["FAILED", "ManifestRefused", 0]);
      expect(world.told[0]).to.include({ outcome: "failure", reason });
    });
  }

  it("has every state executed by these", () => {
    expect([...covered].sort()).to.deep.equal(
      allStates(definition.States)
        .map(([name]) => name)
        .sort(),
    );
  });

  it("tells audit events that the evidence reads, without names", async () => {
    const world = new BatchWorld(JSON.stringify(documents(3)));
    await run(world);
    for (const event of world.told) expect(() => auditEventSchema.parse(event)).to.not.throw();
    expect(JSON.stringify(world.told)).to.not.contain("Jane");
  });

  it("hands on pages far below what Step Functions takes, whatever the names", async () => {
    const long = {
      documents: Array.from({ length: 200 }, () => ({
        key: `batches/${"k".repeat(1000)}`,
        versionId: "v".repeat(1000),
      })),
    };
    const { visited } = await run(new BatchWorld(JSON.stringify(long)));
    expect(visited.filter((state) => state === "ReadManifest").length).to.be.greaterThan(2);
  });

  it("is valid by the language's own rules", () => expect(objections(definition)).to.deep.equal([]));
});
