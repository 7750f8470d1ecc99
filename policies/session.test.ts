import { expect } from "chai";
import * as fc from "fast-check";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PackInputError } from "./errors";
import { recordId, type PolicyEvaluationRecord, type PolicyRecord, type PolicyRunRecord, type Stage } from "./record";
import type { Resource } from "./resource";
import { PackSession, type SessionSurroundings, type Told } from "./session";
import {
  COMPONENT,
  examplePack,
  resource,
  soundStore,
  STACK,
  STACK_URN,
  STORE,
  STORE_LOG,
  storeEncrypted,
  surroundings,
  urn,
  waiver,
} from "./testing/example-pack";
import { UNKNOWN } from "./value";

function session(more: Partial<SessionSurroundings> = {}, stage: Stage = "preview", pack = examplePack): PackSession {
  const made = new PackSession(pack, surroundings(more));
  made.begin({ ...STACK, stage });
  return made;
}

type Config = Parameters<PackSession["configure"]>[0];

/** A policy pack config that sets things for the pack as a whole. */
function settings(properties: Record<string, unknown>): Config {
  return new Map([["pack-settings", { enforcement: "advisory", properties }]]);
}

const named = (told: readonly Told[]): string[] =>
  told.map(({ evaluation }) => `${evaluation.level} ${evaluation.rule.id} ${evaluation.name}`).sort();

const log = (store: string): Resource =>
  resource(
    STORE_LOG,
    `${store}-log`,
    { store: UNKNOWN },
    {
      propertyDependencies: { store: [urn(STORE, store)] },
    },
  );

describe("a session", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-session-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function linesOf(file: string | undefined): PolicyRecord[] {
    if (file === undefined) throw new Error("nothing was written");
    return readFileSync(file, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as PolicyRecord);
  }
  function run(records: readonly PolicyRecord[]): PolicyRunRecord {
    const [first] = records;
    if (first?.kind !== "policy-run") throw new Error("the first record is not the run");
    return first;
  }
  const results = (records: readonly PolicyRecord[]): string[] =>
    records
      .filter((record): record is PolicyEvaluationRecord => record.kind === "policy-evaluation")
      .map(({ rule, subject, result }) => `${rule.id} ${subject.name} ${result}`);

  describe("what is open when a resource is seen alone", () => {
    // The reference decides, not the value: the log names the store that is made in the same preview.
    const unsure = resource(STORE, "claims", { ...soundStore, encrypted: UNKNOWN });

    it("is held back at preview and told with the stack", () => {
      const judged = session();
      expect(named(judged.analyze(unsure))).to.deep.equal([]);
      expect(named(judged.analyzeStack([unsure, log("claims")]))).to.deep.equal(["advisory store-encrypted claims"]);
    });

    it("is told once for all rules that wait for the same values, the most severe first", () => {
      // A second rule about the same input, as many rules read one policy document.
      const also = { ...storeEncrypted, id: "store-encrypted-too", severity: "critical" as const };
      const judged = session({}, "preview", { ...examplePack, rules: [...examplePack.rules, also] });
      const told = judged.analyzeStack([unsure, log("claims")]);
      expect(named(told)).to.deep.equal(["advisory store-encrypted-too claims"]);
      expect(told[0]?.alike?.map(({ rule }) => rule.id)).to.deep.equal(["store-encrypted"]);
      expect(told[0]?.message).to.contain("by 2 rules");
      const open = judged.evaluations().filter(({ result }) => result === "undetermined");
      expect(open.map(({ rule }) => rule.id)).to.deep.equal(["store-encrypted", "store-encrypted-too"]);
    });

    it("is told rule by rule where the rules wait for different values, or block", () => {
      const untitled = resource(STORE, "claims", { ...soundStore, encrypted: UNKNOWN, title: UNKNOWN });
      expect(named(session().analyzeStack([untitled, log("claims")]))).to.deep.equal([
        "advisory store-encrypted claims",
        "advisory store-titled claims",
      ]);
      const also = { ...storeEncrypted, id: "store-encrypted-too" };
      const strict = session({}, "update", { ...examplePack, rules: [...examplePack.rules, also] });
      expect(named(strict.analyze(unsure))).to.deep.equal([
        "mandatory store-encrypted claims",
        "mandatory store-encrypted-too claims",
      ]);
    });

    it("stops at update, before the resource is made", () => {
      expect(named(session({}, "update").analyze(unsure))).to.deep.equal(["mandatory store-encrypted claims"]);
    });

    it("blocks at preview on request", () => {
      const judged = session();
      judged.configure(settings({ unknown: "block" }));
      judged.analyze(unsure);
      expect(named(judged.analyzeStack([unsure, log("claims")]))).to.deep.equal(["mandatory store-encrypted claims"]);
    });

    it("is not asked again where it was decided, and inputs count rather than outputs", () => {
      const judged = session();
      const broken = resource(STORE, "claims", { ...soundStore, encrypted: false });
      expect(named(judged.analyze(broken))).to.deep.equal(["mandatory store-encrypted claims"]);
      const after = { ...broken, inputs: { ...soundStore, encrypted: true }, outputs: soundStore };
      expect(named(judged.analyzeStack([after, log("claims")]))).to.deep.equal([]);
      expect(
        judged.evaluations().find(({ rule }) => rule.id === "store-encrypted"),
        "the failure stays on record",
      ).to.include({ result: "fail" });
    });

    it("a resource that was never seen alone is judged whole with the stack", () => {
      const told = session().analyzeStack([resource(STORE, "read", { ...soundStore, encrypted: false }), log("read")]);
      expect(named(told)).to.deep.equal(["mandatory store-encrypted read"]);
    });
  });

  it("judges a relation by what it was made from", () => {
    const judged = session();
    const store = resource(STORE, "claims", soundStore);
    const other = resource(STORE, "notes", soundStore);
    for (const item of [store, other, log("claims")]) judged.analyze(item);
    expect(named(judged.analyzeStack([store, other, log("claims")]))).to.deep.equal([
      "mandatory store-logged notes",
      "mandatory store-logged-or-advised notes",
    ]);
  });

  describe("waivers", () => {
    const inFolder = (entries: object[], name = "phiguard.waivers.yaml"): string => {
      const file = join(folder, name);
      writeFileSync(file, JSON.stringify({ waivers: entries }));
      return file;
    };
    const broken = resource(STORE, "claims", { ...soundStore, encrypted: false });

    it("beside the program hold without being named", () => {
      inFolder([waiver()]);
      const told = session({ cwd: folder }).analyze(broken);
      expect(named(told)).to.deep.equal(["advisory store-encrypted claims"]);
      expect(told[0]?.message).to.include("Waived until 2026-03-31 by security@example.test (W-1): Moves in March");
    });

    it("on a component cover what is two levels below it, already when it is seen alone", () => {
      inFolder([waiver({ resource: urn(COMPONENT, "platform") })]);
      const judged = session({ cwd: folder });
      judged.analyze(resource(COMPONENT, "platform"));
      judged.analyze(resource(COMPONENT, "records", {}, { parent: urn(COMPONENT, "platform") }));
      expect(named(judged.analyze({ ...broken, parent: urn(COMPONENT, "records") }))).to.deep.equal([
        "advisory store-encrypted claims",
      ]);
    });

    // The engine begins the stack before it hands the pack's config on.
    it("are read from the file that the pack config names, though the stack began before", () => {
      const file = inFolder([waiver()], "elsewhere.yaml");
      inFolder([], "phiguard.waivers.yaml");
      const judged = session({ cwd: folder });
      judged.configure(settings({ waivers: file }));
      expect(named(judged.analyze(broken))).to.deep.equal(["advisory store-encrypted claims"]);
    });

    it("are read from PHIGUARD_WAIVERS; the pack config comes first; an empty variable names nothing", () => {
      const file = inFolder([waiver()], "named.yaml");
      expect(named(session({ env: { PHIGUARD_WAIVERS: file } }).analyze(broken))).to.deep.equal([
        "advisory store-encrypted claims",
      ]);
      const judged = session({ env: { PHIGUARD_WAIVERS: join(folder, "no-such-file") } });
      judged.configure(settings({ waivers: file }));
      expect(named(judged.analyze(broken))).to.deep.equal(["advisory store-encrypted claims"]);
      expect(named(session({ env: { PHIGUARD_WAIVERS: "" } }).analyze(broken))).to.deep.equal([
        "mandatory store-encrypted claims",
      ]);
    });

    it("in a file that is named and missing stop the run when the pack is configured", () => {
      const missing = join(folder, "no-such-file");
      expect(() => session().configure(settings({ waivers: missing }))).to.throw(
        PackInputError,
        `Waiver file ${missing} does not exist.`,
      );
    });

    const register: readonly [name: string, entries: object[], told: string[], result: string][] = [
      ["none", [], [], "not-applicable"],
      ["one in force", [waiver()], [], "pass"],
      ["one that has not begun", [waiver({ start: "2026-02-04" })], [], "pass"],
      ["an ended one is shown", [waiver({ end: "2026-02-02" })], ["advisory waivers-valid clinic-dev"], "fail"],
      ["a malformed one blocks", [waiver({ end: "2026-02-30" })], ["mandatory waivers-valid clinic-dev"], "fail"],
    ];
    for (const [name, entries, expected, result] of register) {
      it(`${name}`, () => {
        inFolder(entries);
        const judged = session({ cwd: folder });
        const told = judged.analyzeStack([resource(STORE, "claims", soundStore), log("claims")]);
        expect(named(told)).to.deep.equal(expected);
        expect(judged.evaluations().find(({ rule }) => rule.id === "waivers-valid")?.result).to.equal(result);
      });
    }

    it("that are wrong are named with what is wrong, and an ended one covers nothing", () => {
      inFolder([waiver({ end: "2026-02-30" }), waiver({ id: "W-2", end: "2026-02-02" })]);
      const judged = session({ cwd: folder });
      expect(named(judged.analyze(broken))).to.deep.equal(["mandatory store-encrypted claims"]);
      const told = judged.analyzeStack([broken, log("claims")]);
      expect(told.map(({ message }) => message.split("\n")[0])).to.deep.equal([
        'Stack "clinic-dev" has a waiver that counts for nothing (waiver W-1: end must be a day as YYYY-MM-DD; got "2026-02-30"; waiver W-2 ended on 2026-02-02).',
      ]);
    });

    for (const [level, expected] of [
      ["advisory", ["advisory waivers-valid clinic-dev"]],
      ["disabled", []],
    ] as const) {
      it(`the rule about them can be set to ${level}`, () => {
        inFolder([waiver({ end: "?" })]);
        const judged = session({ cwd: folder });
        judged.configure(new Map([["waivers-valid", { enforcement: level, properties: {} }]]));
        const told = judged.analyzeStack([resource(STORE, "claims", soundStore), log("claims")]);
        expect(named(told)).to.deep.equal(expected);
      });
    }
  });

  describe("records", () => {
    const broken = resource(STORE, "claims", { ...soundStore, encrypted: false });

    it("hold every evaluation, passes too, with the population and the rules", () => {
      const judged = session({ env: { PHIGUARD_EVIDENCE: folder, GITHUB_ACTOR: "ann" } });
      for (const item of [broken, log("claims")]) judged.analyze(item);
      judged.analyzeStack([log("claims"), broken]);
      const records = linesOf(judged.finish());
      expect(results(records)).to.deep.equal([
        "baseline-has-store clinic-dev not-applicable",
        "one-store-at-least clinic-dev pass",
        "store-encrypted claims fail",
        "store-logged claims pass",
        "store-logged-or-advised claims pass",
        "store-readers-known claims pass",
        "store-titled claims pass",
        "waivers-valid clinic-dev not-applicable",
      ]);
      expect(run(records)).to.deep.include({
        ...STACK,
        complete: true,
        notes: [],
        collectedAt: "2026-02-03T04:05:06.000Z",
        population: [
          { urn: broken.urn, type: STORE },
          { urn: urn(STORE_LOG, "claims-log"), type: STORE_LOG },
        ],
      });
      expect(run(records).source).to.include({
        call: "phiguard policies test",
        engine: "in-process",
        principal: "GITHUB_ACTOR=ann",
        pack: "example-pack",
        packVersion: "1.2.3",
      });
      expect(run(records).rules.find(({ id }) => id === "store-encrypted")).to.include({ inScope: 1 });
      for (const record of records) expect(record.id).to.equal(recordId(record));
    });

    it("has as many results of each rule as the run says it owes, and no more", () => {
      const judged = session();
      judged.analyzeStack([resource(STORE, "claims", soundStore), resource(STORE, "visits"), log("claims")]);
      const records = judged.records();
      const count = new Map<string, number>();
      for (const line of results(records)) {
        const [rule = ""] = line.split(" ");
        count.set(rule, (count.get(rule) ?? 0) + 1);
      }
      const owed = run(records).rules.map(({ id, inScope }) => `${id} ${inScope}`);
      expect(owed).to.deep.equal(run(records).rules.map(({ id }) => `${id} ${count.get(id) ?? 0}`));
    });

    const calls: readonly [Stage, string][] = [
      ["preview", "phiguard policies test"],
      ["update", "pulumi up"],
      ["state", "phiguard policies test --state"],
    ];
    for (const [stage, call] of calls) {
      it(`of a ${stage} say that it was ${call}`, () => {
        const judged = session({ env: { PHIGUARD_EVIDENCE: folder } }, stage);
        judged.analyzeStack([]);
        expect(run(linesOf(judged.finish())).source.call).to.equal(call);
        expect(readdirSync(folder)[0]).to.match(new RegExp(`^clinic\\.dev\\.${stage}\\.[0-9a-f-]{36}\\.jsonl$`));
      });
    }

    it("of a run that ended early say so, and hold what was judged until then", () => {
      const judged = session({ env: { PHIGUARD_EVIDENCE: folder } });
      judged.analyze(broken);
      const records = linesOf(judged.finish(["The program threw."]));
      expect(run(records)).to.deep.include({
        complete: false,
        population: [{ urn: broken.urn, type: STORE }],
        notes: [
          "The run ended before all resources were seen together; relations were not judged.",
          "The program threw.",
        ],
      });
      expect(results(records)).to.deep.equal([
        "store-encrypted claims fail",
        "store-readers-known claims pass",
        "store-titled claims pass",
      ]);
    });

    it("are written once", () => {
      const judged = session({ env: { PHIGUARD_EVIDENCE: folder } });
      judged.analyzeStack([]);
      expect(judged.finish()).to.equal(judged.finish());
      expect(readdirSync(folder)).to.have.length(1);
    });

    it("of two runs never share a file", () => {
      for (let times = 0; times < 2; times += 1) session({ env: { PHIGUARD_EVIDENCE: folder } }).finish();
      expect(readdirSync(folder)).to.have.length(2);
    });

    for (const [name, env] of [
      ["no folder is named", {}],
      ["the variable is empty", { PHIGUARD_EVIDENCE: "" }],
    ] as const) {
      it(`are not written where ${name}`, () => {
        const judged = session({ env, cwd: folder });
        judged.analyze(broken);
        judged.analyzeStack([broken]);
        expect(judged.evidenceFolder()).to.equal(undefined);
        expect(judged.finish()).to.equal(undefined);
        expect(readdirSync(folder)).to.deep.equal([]);
      });
    }

    it("go to the pack config's folder before that of the environment, and a relative one is below the program's", () => {
      const judged = session({ env: { PHIGUARD_EVIDENCE: join(folder, "env") }, cwd: folder });
      judged.configure(settings({ evidence: "config" }));
      judged.finish();
      expect(readdirSync(folder)).to.deep.equal(["config"]);
    });

    it("that can't be written stop the run with the folder's name", () => {
      const taken = join(folder, "taken");
      writeFileSync(taken, "");
      const judged = session({ env: { PHIGUARD_EVIDENCE: taken } });
      expect(() => judged.finish()).to.throw(PackInputError, `Evidence records can't be written to ${taken} (`);
      expect(readFileSync(taken, "utf8")).to.equal("");
    });
  });

  it("refuses bad settings by name and keeps nothing of them", () => {
    const judged = session();
    expect(() => judged.configure(settings({ strict: "yes" }))).to.throw(PackInputError, "pack-settings.strict");
    const untitled = resource(STORE, "claims", { ...soundStore, title: "NO" });
    expect(named(judged.analyze(untitled))).to.deep.equal(["advisory store-titled claims"]);
  });

  it("tells the same of the same stack, in whatever order its resources come", () => {
    const items = [
      resource(STORE, "claims", { ...soundStore, encrypted: false }),
      resource(STORE, "notes", soundStore),
      resource(STORE, "scans", { ...soundStore, encrypted: UNKNOWN }),
      log("claims"),
      log("scans"),
    ];
    const toldOf = (order: readonly Resource[]): string[] => {
      const judged = session();
      return named([...order.flatMap((item) => judged.analyze(item)), ...judged.analyzeStack(order)]);
    };
    const expected = toldOf(items);
    expect(expected).not.to.be.empty;
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: items.length }), (order) => {
        expect(toldOf(order)).to.deep.equal(expected);
      }),
      { numRuns: 30 },
    );
  });

  it("reports on the stack under the URN that the engine gives its root", () => {
    const told = session().analyzeStack([]);
    expect(told.map(({ evaluation }) => evaluation.urn)).to.deep.equal([STACK_URN]);
  });
});
