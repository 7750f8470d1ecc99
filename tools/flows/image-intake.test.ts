import { expect } from "chai";
import { nextOf } from "../../components/compute/asl";
import { intakeFlow } from "../../components/clinical/image-intake-flow";
import { PREFIX } from "../../components/clinical/image-access";
import { intakeInput, READY_MARKER } from "../../components/clinical/image-rules";
import { acceptedPrefix, incomingPrefix, READY, refusedPrefix, resultPrefix } from "../../lambdas/dicom/batch";
import { part10File } from "../../lambdas/dicom/testing/part10-file";
import { contract as validate } from "../../lambdas/dicom-validate/contract";
import { createHandler as createValidate } from "../../lambdas/dicom-validate/handler";
import type { Listed, Uploads } from "../../lambdas/dicom-validate/ports";
import { contract as start } from "../../lambdas/image-import/contract";
import type { JobStatus, JobSummary } from "../../lambdas/image-import/core";
import { createHandler as createImport } from "../../lambdas/image-import/handler";
import type { StartRequest } from "../../lambdas/image-import/ports";
import { contract as quarantine } from "../../lambdas/image-quarantine/contract";
import { createHandler as createQuarantine } from "../../lambdas/image-quarantine/handler";
import { objections, runFlow, type FlowRun } from "./run-flow";

const arn = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:phiguard-test-${name}:live`;
const step = <T extends { name: string }>(contract: T): { arn: string; contract: T } => ({
  arn: arn(contract.name),
  contract,
});
const definition = intakeFlow({
  validate: step(validate),
  start: step(start),
  quarantine: step(quarantine),
  importTimeoutSeconds: 600,
});
const STORE = "0123456789abcdef0123456789abcdef";
const event = (key: string): object =>
  JSON.parse(
    intakeInput("north", "arn:aws:kms:key", STORE, "arn:aws:iam::role")
      .replace("<key>", JSON.stringify(key))
      .replace("<upload>", '"version-1"'),
  );

/** Everything that the flow reaches, in memory; the handlers are the real ones. */
class World {
  readonly accepted: string[] = [];
  readonly refused: [key: string, reason: string][] = [];
  readonly records: Record<string, string> = {};
  readonly starts: StartRequest[] = [];
  readonly faults: Error[] = [];
  answers: JobStatus[] = ["COMPLETED"];
  summary: JobSummary | undefined = { imported: 2, failed: 0 };
  private readonly pages: Listed[][];

  constructor(
    private readonly files: Readonly<Record<string, Uint8Array>>,
    pageSize = 10,
  ) {
    const listed = Object.entries(files).map(([key, { length }]) => ({ key, sizeBytes: length }));
    this.pages = Array.from({ length: Math.ceil(listed.length / pageSize) }, (_, page) =>
      listed.slice(page * pageSize, (page + 1) * pageSize),
    );
  }

  run(key = "north/incoming/b-1/_READY"): Promise<FlowRun> {
    const silent = { info: () => undefined, warn: () => undefined };
    return runFlow(definition, event(key), {
      [arn(validate.name)]: createValidate({ uploads: this.uploads(), log: silent }),
      [arn(start.name)]: createImport({
        jobs: {
          start: async (request) => {
            const fault = this.faults.shift();
            if (fault !== undefined) throw fault;
            this.starts.push(request);
            return "job-1";
          },
          state: async () => ({ status: this.answers.shift() ?? "IN_PROGRESS" }),
          summary: async () => this.summary,
        },
        log: silent,
      }),
      [arn(quarantine.name)]: createQuarantine({
        quarantine: { write: async (at, text) => void (this.records[at] = text) },
        log: silent,
      }),
    });
  }

  reason(): unknown {
    const [[, text] = ["", "{}"]] = Object.entries(this.records);
    return (JSON.parse(text) as { reason?: string }).reason;
  }

  private uploads(): Uploads {
    return {
      list: async (_, cursor) => {
        const page = Number(cursor ?? 0);
        const more = page + 1 < this.pages.length;
        return { files: this.pages[page] ?? [], ...(more && { cursor: String(page + 1) }) };
      },
      head: async ({ key }) => this.files[key] as Uint8Array,
      copyToAccepted: async (_, key) => void this.accepted.push(key),
      copyToQuarantine: async (_, key, __, reason) => void this.refused.push([key, reason]),
    };
  }
}

const at = (name: string): string => `north/incoming/b-1/${name}`;
const good = { [at("1")]: part10File(), [at("2")]: part10File({ instance: "1.2.3.4" }) };
const marker = { [at("_READY")]: new Uint8Array() };
const throttled = (): Error => Object.assign(new Error("slow down"), { name: "ThrottlingException" });

interface Row {
  readonly name: string;
  readonly world: () => World;
  readonly key?: string;
  readonly reason?: string;
  readonly also?: (world: World, run: FlowRun) => void;
}

const rows: Row[] = [
  {
    name: "imports a good batch",
    world: () => new World({ ...good, ...marker }),
    also: ({ accepted, refused, starts }) => {
      expect([accepted.length, refused.length]).to.deep.equal([2, 0]);
      expect(starts.map(({ inputPrefix }) => inputPrefix)).to.deep.equal(["north/accepted/b-1/"]);
    },
  },
  {
    name: "imports the good files of a mixed batch, in pages, and refuses the bad ones",
    world: () => new World({ ...good, [at("Jane Roe.txt")]: Buffer.from("text"), ...marker }, 1),
    also: ({ refused }, { visited }) => {
      expect(refused.map(([, reason]) => reason)).to.deep.equal(["not-dicom"]);
      expect(refused[0]?.[0]).to.match(/^north\/refused\/b-1\/[0-9a-f]{32}\.dcm$/);
      expect(visited.filter((name) => name === "Check")).to.have.length(4);
    },
  },
  {
    name: "waits for a job that takes its time",
    world: () => Object.assign(new World(good), { answers: ["SUBMITTED", "IN_PROGRESS", "COMPLETED"] }),
    also: (_, { visited }) => expect(visited.filter((name) => name === "WaitForImport")).to.have.length(3),
  },
  {
    name: "tries again where HealthImaging has too much to do, with the same token",
    world: () => Object.assign(new World(good), { faults: [throttled(), throttled()] }),
    also: ({ starts }) => expect(starts).to.have.length(1),
  },
  {
    name: "gives up on a job that never ends",
    world: () => Object.assign(new World(good), { answers: [] }),
    reason: "import-took-too-long",
    // 30, 30, 60, 120, 240, 480 seconds: six questions for a limit of 600.
    also: (_, { visited }) => expect(visited.filter((name) => name === "AskAfterImport")).to.have.length(6),
  },
  {
    name: "keeps the reason where no file is good",
    world: () => new World({ [at("a")]: Buffer.from("text") }),
    reason: "no-file-accepted",
    also: ({ starts }) => expect(starts).to.be.empty,
  },
  {
    name: "keeps the reason where the job fails",
    world: () => Object.assign(new World(good), { answers: ["FAILED"] }),
    reason: "import-failed",
  },
  {
    name: "keeps the reason where the job leaves files out",
    world: () => Object.assign(new World(good), { summary: { imported: 1, failed: 1 } }),
    reason: "import-left-files-out",
  },
  {
    name: "keeps the reason where the job says nothing of its files",
    world: () => Object.assign(new World(good), { summary: undefined }),
    reason: "import-left-files-out",
  },
  {
    name: "refuses another tenant's batch",
    world: () => new World(good),
    key: "south/incoming/b-1/_READY",
    reason: "batch-refused",
    also: ({ accepted, records }) => {
      expect(accepted).to.be.empty;
      expect(Object.keys(records)[0]).to.match(/^north\/refused\/[0-9a-f]{32}\//);
    },
  },
  {
    name: "gives up after 25 tries that fail",
    world: () => Object.assign(new World(good), { faults: Array.from({ length: 25 }, throttled) }),
    reason: "processing-failed",
  },
];

describe("image intake", () => {
  const covered = new Set<string>();

  for (const { name, world, key, reason, also } of rows) {
    it(name, async () => {
      const here = world();
      const run = await here.run(key);
      for (const state of run.visited) covered.add(state);
      expect(run.status, JSON.stringify(run.output)).to.equal(reason === undefined ? "SUCCEEDED" : "FAILED");
      if (reason !== undefined) expect(run.output).to.equal("BatchNotImported");
      expect(here.reason()).to.equal(reason);
      also?.(here, run);
    });
  }

  it("has every state executed by these", () => {
    expect([...covered].sort()).to.deep.equal(Object.keys(definition.States).sort());
  });

  it("has policies for the prefixes that its functions use, and starts at their marker", () => {
    const batch = { tenant: "north", batch: "b-1" };
    const used = [incomingPrefix, acceptedPrefix, refusedPrefix, resultPrefix].map((of) => of(batch));
    const granted = [PREFIX.incoming, PREFIX.accepted, PREFIX.refused, PREFIX.results].map(
      (part) => `north/${part}b-1/`,
    );
    expect(used).to.deep.equal(granted);
    expect(READY_MARKER).to.equal(READY);
  });

  it("is valid by the language's own rules", () => expect(objections(definition)).to.deep.equal([]));

  it("goes to states that there are, and reaches each of them", () => {
    const names = Object.keys(definition.States);
    const targets = new Set([definition.StartAt, ...Object.values(definition.States).flatMap(nextOf)]);
    expect([...targets].sort()).to.deep.equal(names.sort());
  });

  it("hands on less than Step Functions takes, whatever the batch", () => {
    const longest = {
      tenant: "n".repeat(16),
      key: "k".repeat(1024),
      kmsKeyArn: "a".repeat(100),
      cursor: "c".repeat(1024),
    };
    expect(JSON.stringify({ ...longest, batch: "b".repeat(64) }).length).to.be.lessThan(200_000);
  });

  it("has names and texts of no file in what it keeps", async () => {
    const world = new World({ [at("Jane Roe 1970.dcm")]: Buffer.from("Jane Roe") });
    await world.run();
    expect(JSON.stringify([world.records, world.refused])).to.not.contain("Jane");
  });
});
