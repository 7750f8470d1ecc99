import { expect } from "chai";
import * as fc from "fast-check";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PackInputError } from "./errors";
import type { Evaluation } from "./judge";
import { canonicalJson, recordId, type PolicyRecord } from "./record";
import { packDigest, recordsOf, writeRecords, type RunFacts } from "./recorder";
import {
  exampleRules,
  STORE,
  storeEncrypted,
  storeReadersKnown,
  storeTitled,
  urn,
  waiver,
} from "./testing/example-pack";

const facts: RunFacts = {
  runId: "00000000-0000-4000-8000-000000000000",
  at: "2026-02-03T04:05:06.000Z",
  source: {
    call: "pulumi preview",
    tool: "phiguard",
    toolVersion: "1.2.3",
    engine: "in-process",
    principal: "GITHUB_ACTOR=ann",
    pack: "example-pack",
    packVersion: "1.2.3",
    packDigest: packDigest(exampleRules),
  },
  organization: "clinic-org",
  project: "clinic",
  stack: "dev",
  stage: "preview",
  complete: true,
  population: [{ urn: urn(STORE, "claims"), type: STORE }],
  rules: [{ id: "store-encrypted", version: "1", inScope: 1, enforcement: "mandatory" }],
  waivers: [{ kind: "in-force", waiver: waiver() }],
  notes: [],
};

const passed: Evaluation = {
  rule: storeEncrypted,
  urn: urn(STORE, "claims"),
  type: STORE,
  name: "claims",
  result: "pass",
  finds: [],
  reads: [{ path: "encrypted", state: "present", value: true }],
  reason: "",
  level: "none",
};
const evaluations: readonly Evaluation[] = [
  { ...passed, rule: storeTitled, result: "fail", finds: ["title"], level: "advisory", waiver: "W-1" },
  { ...passed, urn: urn(STORE, "notes"), name: "notes" },
  passed,
  { ...passed, rule: storeReadersKnown, result: "undetermined", reason: "Not known yet: readers." },
];

describe("records", () => {
  const records = recordsOf(facts, evaluations);

  it("begin with the run, then one an evaluation, passes too, by rule and URN", () => {
    expect(records[0]?.kind).to.equal("policy-run");
    expect(
      records
        .slice(1)
        .map((record) => record.kind === "policy-evaluation" && `${record.rule.id} ${record.subject.name}`),
    ).to.deep.equal([
      "store-encrypted claims",
      "store-encrypted notes",
      "store-readers-known claims",
      "store-titled claims",
    ]);
  });

  it("carry what a report needs", () => {
    const [run, first] = records;
    expect(run).to.include({ collectedAt: facts.at, observedAt: facts.at, expiresAt: "2026-03-05T04:05:06.000Z" });
    expect(first).to.deep.include({
      runId: facts.runId,
      source: facts.source,
      subject: { urn: urn(STORE, "claims"), type: STORE, name: "claims" },
      rule: { id: "store-encrypted", version: "1", severity: "high" },
      controls: storeEncrypted.controls,
      result: "pass",
      enforcement: "none",
      reads: passed.reads,
    });
    expect(records.at(-1)).to.include({ result: "fail", waiver: "W-1" });
    expect(records[3]).to.deep.include({ rule: { id: "store-readers-known", version: "2", severity: "critical" } });
  });

  it("have the hash of their content for an id, also once read back", () => {
    for (const record of records) {
      const line = JSON.parse(canonicalJson(record)) as PolicyRecord;
      expect(line.id)
        .to.equal(recordId(line))
        .and.to.match(/^[0-9a-f]{64}$/);
    }
    expect(new Set(records.map(({ id }) => id)).size).to.equal(records.length);
  });

  it("are the same whether or not they share their source and controls", () => {
    const apart = recordsOf(
      { ...facts, source: { ...facts.source } },
      evaluations.map((one) => withControlsOfItsOwn(one)),
    );
    expect(apart.map((record) => canonicalJson(record))).to.deep.equal(records.map((record) => canonicalJson(record)));
  });

  it("are the same for the same run, whatever order the evaluations came in", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...evaluations], { minLength: evaluations.length }), (shuffled) => {
        expect(recordsOf(facts, shuffled).map((record) => canonicalJson(record))).to.deep.equal(
          records.map((record) => canonicalJson(record)),
        );
      }),
    );
  });

  it("have another id after any change of one character", () => {
    const line = canonicalJson(records[1]);
    const content = JSON.parse(line) as Record<string, unknown>;
    let changed = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: line.length - 1 }),
        fc.constantFrom("0", "z", " ", "é"),
        (at, character) => {
          const forged = line.slice(0, at) + character + line.slice(at + 1);
          fc.pre(forged !== line);
          let record: Record<string, unknown>;
          try {
            record = JSON.parse(forged) as Record<string, unknown>;
          } catch {
            return; // No record any more: a reader sees that by itself.
          }
          // White space that JSON does not count leaves the content as it was.
          if (canonicalJson(record) === canonicalJson(content)) return;
          changed += 1;
          expect(record["id"]).not.to.equal(recordId(record));
        },
      ),
      { numRuns: 500 },
    );
    expect(changed).to.be.greaterThan(50);
  });
});

function withControlsOfItsOwn(evaluation: Evaluation): Evaluation {
  return { ...evaluation, rule: { ...evaluation.rule, controls: { ...evaluation.rule.controls } } };
}

describe("the pack's digest", () => {
  const [first] = exampleRules;
  if (first === undefined) throw new Error("the example pack is empty");
  const rest = exampleRules.slice(1);
  const digest = packDigest(exampleRules);

  it("does not depend on order, words or code", () => {
    expect(packDigest([...exampleRules].reverse())).to.equal(digest);
    expect(packDigest([{ ...first, says: "other words", fix: "other fix" }, ...rest])).to.equal(digest);
  });

  const changes: readonly [string, object][] = [
    ["id", { id: "another" }],
    ["version", { version: "9" }],
    ["severity", { severity: "low" }],
    ["controls", { controls: { hipaa: ["164.312(b)"] } }],
  ];
  for (const [name, change] of changes) {
    it(`changes with a rule's ${name}`, () => {
      expect(packDigest([{ ...first, ...change }, ...rest])).not.to.equal(digest);
    });
  }

  it("takes a version left out for 1", () => {
    expect(packDigest([{ ...first, version: "1" }, ...rest])).to.equal(digest);
  });
});

describe("writing records", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-records-"));
  });
  afterEach(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });
  const records = recordsOf(facts, evaluations);

  it("makes the folder, and one file of JSON lines that reads back", () => {
    const file = writeRecords(join(folder, "a", "b"), records);
    expect(file).to.equal(join(folder, "a", "b", `clinic.dev.preview.${facts.runId}.jsonl`));
    const text = readFileSync(file, "utf8");
    expect(text.endsWith("\n")).to.equal(true);
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).to.deep.equal(JSON.parse(JSON.stringify(records)));
    expect(readdirSync(join(folder, "a", "b"))).to.have.length(1);
  });

  it("keeps a stack's name from leaving the folder", () => {
    const run = recordsOf({ ...facts, project: "../../etc", stack: "a/b" }, []);
    expect(writeRecords(folder, run)).to.equal(join(folder, `______etc.a_b.preview.${facts.runId}.jsonl`));
  });

  it("refuses records without their run", () => {
    expect(() => writeRecords(folder, records.slice(1))).to.throw("records must begin with their run");
    expect(() => writeRecords(folder, [])).to.throw("records must begin with their run");
  });

  it("says so where a file is in the way of the folder", () => {
    const taken = join(folder, "taken");
    writeFileSync(taken, "");
    expect(() => writeRecords(taken, records)).to.throw(
      PackInputError,
      `Evidence records can't be written to ${taken} (`,
    );
  });

  it("leaves nothing half written when the file can't get its name", () => {
    mkdirSync(join(folder, `clinic.dev.preview.${facts.runId}.jsonl`, "in-the-way"), { recursive: true });
    expect(() => writeRecords(folder, records)).to.throw(
      PackInputError,
      "Set PHIGUARD_EVIDENCE to a folder that can be written.",
    );
    expect(readdirSync(folder)).to.deep.equal([`clinic.dev.preview.${facts.runId}.jsonl`]);
    expect(existsSync(join(folder, `clinic.dev.preview.${facts.runId}.jsonl.partial`))).to.equal(false);
  });
});
