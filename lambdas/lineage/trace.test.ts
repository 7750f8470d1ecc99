import { expect } from "chai";
import type { JobKind, LineageInput, LineageRecord } from "./record";
import { recordsIn } from "./record";
import { traceBack, traceOnward, type LineageReader, type Trace } from "./trace";

const STORE = "5".repeat(32);
const id = (letter: string): string => letter.repeat(32);
const FILE = "s3://in/fhir/files/a.ndjson";
const MESSAGE = "s3://in/intake/hl7/m.hl7";
const CONVERTED = `s3://in/fhir/converted/${id("c")}${id("0")}.ndjson`;
const EXPORTED = `s3://out/export/${STORE}-FHIR_EXPORT-${id("e")}/Patient/Patient-0.ndjson`;

const record = (kind: JobKind, jobId: string, at: string, inputs: LineageInput[], step = "DONE"): LineageRecord => ({
  ...{ kind, jobId, step, at: `2026-03-0${at}T00:00:00.000Z`, datastoreId: STORE, inputs },
  ...{ output: `s3://out/${kind}/`, code: `phiguard-dev-fhir-${kind}:3` },
});
/**
 * A message that was converted and imported, a file that was imported twice, an export, and figures; an import into another store; last one that came
 * too late for them.
 */
const RECORDS: readonly LineageRecord[] = [
  record("convert", id("c"), "1", [{ uri: MESSAGE, version: "v1" }]),
  record("import", id("a"), "2", [{ uri: CONVERTED }], "SUBMITTED"),
  record("import", id("a"), "3", [{ uri: CONVERTED, version: "v2" }], "COMPLETED"),
  record("import", id("b"), "3", [{ uri: FILE, version: "v3" }]),
  { ...record("import", id("f"), "3", [{ uri: "s3://in/fhir/files/other.ndjson" }]), datastoreId: "6".repeat(32) },
  record("export", id("e"), "4", [{ uri: `healthlake:${STORE}` }]),
  record("analytics", id("e"), "5", [{ uri: EXPORTED, version: "v4" }]),
  record("import", id("d"), "6", [{ uri: FILE, version: "v5" }]),
];
const readerOf = (records: readonly LineageRecord[]): LineageReader => ({
  below: async (prefix) => records.filter(({ kind, jobId }) => `${kind}/${jobId}/`.startsWith(prefix)),
});
const named = ({ jobs }: Trace): string[] => jobs.map(({ kind, jobId }) => `${kind} ${jobId[0] ?? ""}`);

describe("traces of lineage", () => {
  const figures = { kind: "analytics", jobId: id("e") } as const;

  it("lead from figures back to what people put there, in the versions that were read, and to nothing that came later", async () => {
    const trace = await traceBack(readerOf([...RECORDS].reverse()), figures);
    expect(named(trace)).to.have.members(["analytics e", "export e", "import a", "import b", "convert c"]);
    expect(named(trace).slice(0, 2)).to.deep.equal(["analytics e", "export e"]);
    expect(trace.roots).to.deep.equal([
      { uri: FILE, version: "v3" },
      { uri: MESSAGE, version: "v1" },
    ]);
    expect(trace.missing).to.deep.equal([]);
  });

  it("have a job's steps in their order, and an input once, with its version where one step knows it", async () => {
    const { jobs } = await traceBack(readerOf([...RECORDS].reverse()), { kind: "import", jobId: id("a") });
    expect(jobs[0]?.steps.map(({ step }) => step)).to.deep.equal(["SUBMITTED", "COMPLETED"]);
    expect(jobs[0]?.inputs).to.deep.equal([{ uri: CONVERTED, version: "v2" }]);
  });

  it("name a job of which nothing is written down", async () => {
    const trace = await traceBack(readerOf(RECORDS.filter(({ kind }) => kind !== "convert")), figures);
    expect(trace.missing).to.deep.equal([{ kind: "convert", jobId: id("c") }]);
    expect(trace.roots).to.deep.equal([{ uri: FILE, version: "v3" }]);
  });

  it("end where objects lead in a circle", async () => {
    const round = [record("analytics", id("e"), "1", [{ uri: `s3://out/analytics/${id("e")}/quality.ndjson` }])];
    expect(named(await traceBack(readerOf(round), figures))).to.deep.equal(["analytics e"]);
    expect(named(await traceOnward(readerOf(round), figures))).to.deep.equal(["analytics e"]);
  });

  const onward: [string, Parameters<typeof traceOnward>[1], string[]][] = [
    ["a message", MESSAGE, ["convert c", "import a", "export e", "analytics e"]],
    ["a file that was imported twice", FILE, ["import b", "import d", "export e", "analytics e"]],
    ["an import that came too late", { kind: "import", jobId: id("d") }, []],
    ["a conversion", { kind: "convert", jobId: id("c") }, ["import a", "export e", "analytics e"]],
    ["an exported file", EXPORTED, ["analytics e"]],
    ["a file whose name begins as another's", `${FILE}.gz`, []],
    ["a file of another store", "s3://in/fhir/files/other.ndjson", ["import f"]],
    ["what nobody read", "s3://in/fhir/files/b.ndjson", []],
  ];
  for (const [what, start, jobs] of onward)
    it(`lead from ${what} on to all that was made of it`, async () =>
      expect(named(await traceOnward(readerOf(RECORDS), start))).to.deep.equal(jobs));

  it("lead on from a file of a folder that a job read as a whole", async () => {
    const batch = [record("import", id("a"), "1", [{ uri: "s3://in/fhir/batches/night-1/" }])];
    expect(named(await traceOnward(readerOf(batch), "s3://in/fhir/batches/night-1/p.ndjson"))).to.deep.equal([
      "import a",
    ]);
    expect(named(await traceOnward(readerOf(batch), "s3://in/fhir/batches/night-10/p.ndjson"))).to.deep.equal([]);
  });
});

describe("files of lineage records", () => {
  const line = JSON.stringify(RECORDS[0]);

  it("hold a record a line", () =>
    expect(recordsIn(`${line}\n\n${line}\n`, "f")).to.deep.equal([RECORDS[0], RECORDS[0]]));

  for (const [text, field] of [
    ["{", "no JSON object"],
    ["{}", "kind"],
    [line.replace('"convert"', '"Jane Roe"'), "kind"],
    [line.replace(/"at":"[^"]*"/, '"at":"Jane Roe"'), "at"],
  ] as const)
    it(`are refused where ${field} is wrong, without its content`, () =>
      expect(() => recordsIn(`${line}\n${text}`, "f.ndjson"))
        .to.throw(RangeError, `f.ndjson, line 2, is no record of lineage: ${field}`)
        .and.not.match(/Jane/));
});
