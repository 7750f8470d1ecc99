import { expect } from "chai";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPublicKey, verify } from "node:crypto";
import type { PolicyRecord } from "../policies/record";
import { BUCKET, evaluation, run as policyRun, SOURCE, urn } from "../reports/testing/builders";
import { writeSample } from "../reports/testing/sample";
import { runCommand, type Ran } from "./testing/run-command";

const STACK = { urn: "urn:pulumi:dev::clinic::pulumi:pulumi:Stack::clinic-dev", type: "pulumi:pulumi:Stack" };
const FRESH = {
  collectedAt: new Date(Date.now() - 3_600_000).toISOString(),
  observedAt: new Date(Date.now() - 3_600_000).toISOString(),
  expiresAt: "2099-01-01T00:00:00.000Z",
};

interface Statement {
  readonly subject: readonly { readonly digest: { readonly sha256: string } }[];
  readonly predicate: { readonly key: { readonly publicKey: string } };
}

describe("who approved what was deployed", () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const evidence = (...args: string[]): Promise<Ran> => runCommand("evidence", ...args);
  const keyed = (name: string): string[] => ["--evidence", at(name), "--key", at("key.pem")];
  const approve = (name = "evidence", out = "approval.json", approver = "Security officer"): Promise<Ran> =>
    evidence("approve", ...keyed(name), "--stack", "clinic/dev", "--approver", approver, "--out", at(out));
  const deployed = (state = "state.json", ...args: string[]): Promise<Ran> =>
    evidence(
      "deployed",
      ...keyed("evidence"),
      "--approval",
      at("approval.json"),
      "--state",
      at(state),
      "--out",
      at("deployment.json"),
      ...args,
    );
  const shown = (...args: string[]): Promise<Ran> => evidence("deployment", at("deployment.json"), ...args);

  /** An export of a stack with these buckets, as the engine writes it. */
  const state = (
    name: string,
    buckets: readonly string[],
    { time = new Date(Date.now() + 60_000).toISOString(), of = "dev" } = {},
  ): void => {
    const resources = [
      STACK,
      ...buckets.map((bucket) => ({ urn: urn(bucket, of), type: BUCKET, custom: true, inputs: {}, outputs: {} })),
    ];
    const first = of === "dev" ? resources : resources.slice(1);
    writeFileSync(
      at(name),
      JSON.stringify({ version: 3, deployment: { manifest: { time, magic: "m", version: "v" }, resources: first } }),
    );
  };
  const preview = (more: Parameters<typeof policyRun>[1] = {}, result: "pass" | "fail" = "pass"): PolicyRecord[] => {
    const one = evaluation({ ...FRESH, name: "raw", result, enforcement: result === "fail" ? "mandatory" : "none" });
    const other = evaluation({ ...FRESH, name: "logs" });
    return [policyRun([one, other], { ...FRESH, ...more }), one, other];
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-deployment-"));
    await evidence("keygen", "--out", at("key.pem"));
    await evidence("keygen", "--out", at("other.pem"));
    await writeSample(at("evidence"), preview());
    await writeSample(at("blocked"), preview({}, "fail"));
    await writeSample(at("unfinished"), preview({ complete: false }));
    await writeSample(at("old"), preview({ expiresAt: "2020-01-01T00:00:00.000Z" }));
    await writeSample(at("thinned"), preview().slice(0, 2));
    await writeSample(at("updates"), preview({ stage: "update" }));
    state("state.json", ["raw", "logs"]);
    state("more.json", ["raw", "logs", "by-hand"]);
    state("less.json", ["raw"]);
    state("early.json", ["raw", "logs"], { time: "2026-01-01T00:00:00.000Z" });
    state("prod.json", ["raw"], { of: "prod" });
    expect((await approve()).error).to.equal("");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("joins preview, pack digest, approver and state in one signed file", async () => {
    expect((await deployed("state.json", "--update", "41")).error).to.equal("");
    const { code, out } = await shown("--json");
    const verdict = JSON.parse(out) as { faults: string[]; approval: object; deployment: { state: object } };
    expect([code, verdict.faults]).to.deep.equal([0, []]);
    expect(verdict.approval).to.deep.nested.include({
      approver: "Security officer",
      "preview.pack.digest": SOURCE.packDigest,
      "preview.record": preview()[0]!.id,
      "preview.resources": 2,
      "preview.results.pass": 2,
    });
    expect(verdict.deployment.state).to.include({ stack: "clinic/dev", update: 41, resources: 2 });
    expect((await shown()).out)
      .to.contain("what was deployed is what was approved")
      .and.to.contain("Approved by Security officer")
      .and.to.contain("update 41");
  });

  it("is DSSE and in-toto, so that others can check it without us", async () => {
    await deployed();
    for (const name of ["approval.json", "deployment.json"]) {
      const { payload, payloadType, signatures } = JSON.parse(readFileSync(at(name), "utf8")) as {
        payload: string;
        payloadType: string;
        signatures: [{ sig: string }];
      };
      const bytes = Buffer.from(payload, "base64");
      const statement = JSON.parse(bytes.toString()) as Statement & { _type: string };
      const spki = Buffer.from(statement.predicate.key.publicKey, "base64");
      const signed = Buffer.concat([
        Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${bytes.length} `),
        bytes,
      ]);
      expect(payloadType).to.equal("application/vnd.in-toto+json");
      expect(statement._type).to.equal("https://in-toto.io/Statement/v1");
      expect(statement.subject[0]!.digest.sha256).to.match(/^[0-9a-f]{64}$/);
      const key = createPublicKey({ key: spki, format: "der", type: "spki" });
      expect(verify(null, signed, key, Buffer.from(signatures[0].sig, "base64")), name).to.equal(true);
    }
  });

  const faults: readonly (readonly [string, string, string])[] = [
    ["a resource that nobody approved", "more.json", `Deployed and not approved: ${urn("by-hand")}`],
    ["a resource that was approved and is not there", "less.json", `Approved and not deployed: ${urn("logs")}`],
    ["a deployment before its approval", "early.json", "after it was deployed (2026-01-01T00:00:00.000Z)"],
  ];
  for (const [name, file, fault] of faults) {
    it(`names ${name}, and ends with 1`, async () => {
      await deployed(file);
      const { code, out } = await shown();
      expect(code).to.equal(1);
      expect(out).to.contain(fault);
    });
  }

  it("finds a state of today that is another, and takes the recorded one", async () => {
    await deployed();
    expect(await shown("--state", at("state.json"))).to.include({ code: 0 });
    const { code, out } = await shown("--state", at("more.json"));
    expect(code).to.equal(1);
    expect(out).to.contain("is another state than the one that was recorded");
  });

  it("knows keys that the reader names, and no others", async () => {
    await deployed();
    const [, fingerprint = ""] = /key ([0-9a-f]{64})/.exec((await shown()).out) ?? [];
    expect(await shown("--fingerprint", fingerprint)).to.include({ code: 0 });
    expect((await shown("--fingerprint", "0".repeat(64))).out).to.contain("which you did not name");
  });

  it("finds every changed byte of the file", async () => {
    await deployed();
    const whole = readFileSync(at("deployment.json"));
    for (let index = 0; index < whole.length; index += 7) {
      const changed = Buffer.from(whole);
      changed[index] = (changed[index] ?? 0) ^ 1;
      writeFileSync(at("deployment.json"), changed);
      const { code, error } = await shown();
      expect([code, /altered|holds no deployment/.test(error)], String(index)).to.deep.equal([1, true]);
    }
    writeFileSync(at("deployment.json"), whole);
  });

  const refused: readonly (readonly [string, () => Promise<Ran>, string])[] = [
    ["an approval of what blocks", () => approve("blocked", "no.json"), "1 of its results block, the first by r1"],
    [
      "an approval of an unfinished preview",
      () => approve("unfinished", "no.json"),
      "ended before all resources were seen",
    ],
    ["an approval of an old preview", () => approve("old", "no.json"), "it is out of date since 2020-01-01"],
    [
      "an approval of a preview whose results are missing",
      () => approve("thinned", "no.json"),
      "results of 1 rules are not on record",
    ],
    ["an approval of an update", () => approve("updates", "no.json"), "No preview of clinic/dev is on record"],
    [
      "an approval by who made the preview",
      () => approve("evidence", "no.json", "Tester"),
      "Tester made it; wanted somebody else",
    ],
    [
      "a state of another stack",
      () => deployed("prod.json"),
      "is a state of clinic/prod, and the approval is of clinic/dev",
    ],
    ["a state that is none", () => deployed("key.pem"), "is not JSON"],
    [
      "an approval in the place of a deployment",
      () => evidence("deployment", at("approval.json")),
      "holds no deployment of this version",
    ],
    ["a file that is not there", () => evidence("deployment", at("none.json")), "There is no"],
  ];
  for (const [name, command, message] of refused) {
    it(`refuses ${name} in a sentence, and writes nothing`, async () => {
      const { code, error } = await command();
      expect(code).to.equal(1);
      expect(error).to.contain(message);
      expect(existsSync(at("no.json"))).to.equal(false);
    });
  }
});
