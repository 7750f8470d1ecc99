import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Waiver } from "./record";
import { PackSession } from "./session";
import {
  COMPONENT,
  examplePack,
  resource,
  soundStore,
  STACK,
  STORE,
  surroundings,
  urn,
  waiver,
} from "./testing/example-pack";
import { covers } from "./waivers";
import { waivedBy, waiversNamedIn } from "./waiver-pointer";

describe("waivers named in code", () => {
  it("travel in a resource's options and nothing else does", () => {
    const { additionalSecretOutputs } = waivedBy("W-1", "W-2");
    expect(waiversNamedIn(["password", ...additionalSecretOutputs])).to.deep.equal(["W-1", "W-2"]);
    expect(waiversNamedIn(["password"])).to.deep.equal([]);
  });

  const store = urn(STORE, "claims");
  const component = urn(COMPONENT, "records");
  const table: readonly [string, Partial<Waiver>, string[], string[], boolean][] = [
    ["the resource itself", { resource: store }, [store], [], true],
    ["a component above it", { resource: component }, [store, component], [], true],
    ["another resource", { resource: urn(STORE, "notes") }, [store], ["W-1"], false],
    ["code that names it, in the stack it was approved for", { resource: "code:clinic/dev" }, [store], ["W-1"], true],
    ["code that names another", { resource: "code:clinic/dev" }, [store], ["W-2"], false],
    ["code that names none", { resource: "code:clinic/dev" }, [store], [], false],
    ["code of another stack", { resource: "code:clinic/prod" }, [store], ["W-1"], false],
    ["code of another project", { resource: "code:ward/dev" }, [store], ["W-1"], false],
  ];
  for (const [name, more, lineage, named, expected] of table) {
    it(`${expected ? "cover" : "don't cover"} ${name}`, () =>
      expect(covers(waiver(more), lineage, named)).to.equal(expected));
  }

  function judgedWith(
    waivers: readonly Waiver[],
    named: readonly string[],
  ): { store: string; waivers: string; finds: readonly string[] } {
    const folder = mkdtempSync(join(tmpdir(), "phiguard-pointer-"));
    try {
      writeFileSync(join(folder, "phiguard.waivers.yaml"), stringify({ waivers }));
      const session = new PackSession(examplePack, surroundings({ cwd: folder }));
      session.begin(STACK);
      session.configure(new Map());
      const broken = resource(STORE, "claims", { ...soundStore, encrypted: false }, { waivers: named });
      session.analyze(broken);
      session.analyzeStack([broken]);
      const of = (id: string) => session.evaluations().find(({ rule }) => rule.id === id);
      return {
        store: of("store-encrypted")?.level ?? "",
        waivers: of("waivers-valid")?.result ?? "",
        finds: of("waivers-valid")?.finds ?? [],
      };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it("cover with an approved entry", () => {
    const approved = waiver({ resource: "code:clinic/dev", end: "2999-01-01" });
    expect(judgedWith([approved], ["W-1"])).to.deep.equal({ store: "advisory", waivers: "pass", finds: [] });
  });

  it("do nothing without one, and the reader is told", () => {
    expect(judgedWith([], ["W-1"])).to.deep.equal({
      store: "mandatory",
      waivers: "fail",
      finds: ['Store "claims" names waiver W-1, which is not in force'],
    });
  });

  it("do nothing when the entry has ended", () => {
    const ended = waiver({ resource: "code:clinic/dev", start: "2020-01-01", end: "2020-12-31" });
    expect(judgedWith([ended], ["W-1"])).to.deep.equal({
      store: "mandatory",
      waivers: "fail",
      finds: ["waiver W-1 ended on 2020-12-31", 'Store "claims" names waiver W-1, which is not in force'],
    });
  });
});
