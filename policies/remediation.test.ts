import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { codeOf } from "./message";
import type { PolicyEvaluationRecord } from "./record";
import { applyRemedy } from "./remedy";
import type { Resource } from "./resource";
import { PackSession } from "./session";
import { examplePack, resource, soundStore, STACK, STORE, surroundings, waiver } from "./testing/example-pack";
import { UNKNOWN } from "./value";

const REMEDIATE = new Map([["store-encrypted", { enforcement: "remediate" as const, properties: {} }]]);
const broken = resource(STORE, "claims", { ...soundStore, encrypted: false });

function remediating(cwd = "/nowhere"): PackSession {
  const made = new PackSession(examplePack, surroundings({ cwd }));
  made.begin(STACK);
  made.configure(REMEDIATE);
  return made;
}

/** As the engine does: correct, then judge what came of it. */
function judged(session: PackSession, item: Resource): ReturnType<PackSession["analyze"]> {
  const rules = session.remediate(item);
  return session.analyze({
    ...item,
    inputs: rules.reduce((inputs, { remedy = {} }) => applyRemedy(inputs, remedy).inputs, item.inputs),
  });
}

describe("remediate mode", () => {
  it("corrects the breach, tells the code to write, and records it", () => {
    const session = remediating();
    const [told, ...more] = judged(session, broken);
    expect(more).to.deep.equal([]);
    expect(told?.evaluation).to.include({ result: "pass", level: "advisory" });
    expect(told?.message).to.equal(
      'Store "claims" breaks store-encrypted; this run corrects it. Write it into the program:\nencrypted: true',
    );
    session.analyzeStack([broken]);
    const record = session
      .records()
      .find(
        (item): item is PolicyEvaluationRecord =>
          item.kind === "policy-evaluation" && item.rule.id === "store-encrypted",
      );
    expect(record).to.include({ result: "pass", remedied: "encrypted: true" });
  });

  const untouched: readonly [string, Resource][] = [
    ["what is right", resource(STORE, "claims", soundStore)],
    ["what can't be judged yet", resource(STORE, "claims", { ...soundStore, encrypted: UNKNOWN })],
    ["what another rule is about", resource(STORE, "claims", { ...soundStore, title: "NO" })],
  ];
  for (const [name, item] of untouched) {
    it(`leaves alone ${name}`, () => expect(remediating().remediate(item)).to.deep.equal([]));
  }

  it("leaves alone what is waived", () => {
    const folder = mkdtempSync(join(tmpdir(), "phiguard-remedy-"));
    try {
      const day = "2026-01-15";
      writeFileSync(
        join(folder, "phiguard.waivers.yaml"),
        stringify({ waivers: [waiver({ start: day, end: "2999-01-01" })] }),
      );
      expect(remediating(folder).remediate(broken)).to.deep.equal([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("does nothing at another level", () => {
    const session = new PackSession(examplePack, surroundings());
    session.begin(STACK);
    session.configure(new Map());
    expect(session.remediates()).to.equal(false);
    expect(session.remediate(broken)).to.deep.equal([]);
  });

  it("blocks what it has no remedy for, as mandatory would", () => {
    const session = new PackSession(examplePack, surroundings());
    session.begin(STACK);
    session.configure(new Map([["store-titled", { enforcement: "remediate" as const, properties: {} }]]));
    const [told] = judged(session, resource(STORE, "claims", { ...soundStore, title: "NO" }));
    expect(told?.evaluation).to.include({ result: "fail", level: "mandatory" });
  });
});

describe("a correction as code", () => {
  const table: readonly [{ path: string; value: never }[], string][] = [
    [[{ path: "encrypted", value: true as never }], "encrypted: true"],
    [
      [{ path: "metadataOptions.httpTokens", value: "required" as never }],
      'metadataOptions: { httpTokens: "required" }',
    ],
    [[{ path: "a.b.c", value: 1 as never }], "a: { b: { c: 1 } }"],
    [[{ path: "rules[0].enabled", value: true as never }], "rules[0].enabled = true"],
    [[{ path: "acl", value: undefined as never }], "leave out acl"],
    [
      [
        { path: "a", value: { b: { c: 1 } } as never },
        { path: "d", value: ["x"] as never },
      ],
      'a: {b: {c: 1}}, d: ["x"]',
    ],
  ];
  for (const [changes, code] of table) it(code, () => expect(codeOf(changes)).to.equal(code));
});
