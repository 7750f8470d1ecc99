import { expect } from "chai";
import * as grpc from "@grpc/grpc-js";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { PolicyRunRecord } from "../record";
import type { Resource } from "../resource";
import { on } from "../rule";
import { PackSession, type Pack } from "../session";
import {
  examplePack,
  head,
  resource,
  soundStore,
  STACK,
  STACK_URN,
  STORE,
  STORE_LOG,
  surroundings,
  urn,
  waiver,
} from "../testing/example-pack";
import { analyzeRequest, analyzeStackRequest } from "../testing/wire";
import { UNKNOWN } from "../value";
import { createAnalyzerServer } from "./analyzer";

const { MANDATORY, ADVISORY, DISABLED } = pb.EnforcementLevel;

describe("the analyzer server over gRPC", () => {
  let folder: string;
  let server: grpc.Server | undefined;
  let client: AnalyzerClient;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-analyzer-"));
  });
  afterEach(async () => {
    // Else records that are still due would be written into a folder that is gone.
    await ask<Empty>((answered) => client.cancel(new Empty(), answered));
    client.close();
    server?.forceShutdown();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(
    env: Record<string, string> = { PHIGUARD_EVIDENCE: join(folder, "records") },
    pack: Pack = examplePack,
  ): Promise<void> {
    const started = createAnalyzerServer(
      pack,
      new PackSession(pack, surroundings({ env, cwd: folder, engine: "pulumi" })),
    );
    server = started;
    const port = await new Promise<number>((resolve, reject) =>
      started.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      ),
    );
    client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  }

  type Answered<A> = (error: grpc.ServiceError | null, answer: A) => void;
  const ask = <A>(method: (answered: Answered<A>) => unknown): Promise<A> =>
    new Promise((resolve, reject) => method((error, answer) => (error === null ? resolve(answer) : reject(error))));

  /** What the engine does before the first resource, in its order. */
  async function begin(
    config: Record<string, { level?: pb.EnforcementLevel; properties?: object }> = {},
    dryRun = true,
  ): Promise<void> {
    const stack = new pb.AnalyzerStackConfigureRequest()
      .setOrganization(STACK.organization)
      .setProject(STACK.project)
      .setStack(STACK.stack)
      .setDryRun(dryRun);
    await ask<pb.AnalyzerStackConfigureResponse>((answered) => client.configureStack(stack, answered));
    const info = await ask<pb.AnalyzerInfo>((answered) => client.getAnalyzerInfo(new Empty(), answered));
    const request = new pb.ConfigureAnalyzerRequest();
    for (const policy of info.getPoliciesList()) {
      const { level = policy.getEnforcementlevel(), properties = {} } = config[policy.getName()] ?? {};
      request
        .getPolicyconfigMap()
        .set(
          policy.getName(),
          new pb.PolicyConfig()
            .setEnforcementlevel(level)
            .setProperties(Struct.fromJavaScript(properties as Record<string, JavaScriptValue>)),
        );
    }
    await ask<Empty>((answered) => client.configure(request, answered));
  }

  const analyze = (item: Resource): Promise<pb.AnalyzeResponse> =>
    ask((answered) => client.analyze(analyzeRequest(item), answered));
  const analyzeStack = (...items: Resource[]): Promise<pb.AnalyzeResponse> =>
    ask((answered) => client.analyzeStack(analyzeStackRequest(items), answered));
  const found = (response: pb.AnalyzeResponse): [string, string, number][] =>
    response
      .getDiagnosticsList()
      .map((item): [string, string, number] => [item.getPolicyname(), item.getUrn(), item.getEnforcementlevel()])
      .sort();

  const refusal = async (promise: Promise<unknown>): Promise<grpc.ServiceError> => {
    try {
      await promise;
    } catch (error) {
      return error as grpc.ServiceError;
    }
    throw new Error("it was not refused");
  };

  const claims = urn(STORE, "claims");
  const broken = resource(STORE, "claims", { ...soundStore, encrypted: false, title: "NO" });
  const log = resource(STORE_LOG, "log", { store: UNKNOWN }, { propertyDependencies: { store: [claims] } });

  it("judges resources, then the stack, and leaves the records", async () => {
    const records = join(folder, "records");
    await start({ PHIGUARD_EVIDENCE: records });
    await begin();
    expect(found(await analyze(broken))).to.deep.equal([
      ["store-encrypted", claims, MANDATORY],
      ["store-titled", claims, ADVISORY],
    ]);
    expect(found(await analyze(log))).to.deep.equal([]);
    expect(found(await analyzeStack(broken, log))).to.deep.equal([]);
    const [name = "", ...more] = readdirSync(records);
    expect(more).to.deep.equal([]);
    const [run, ...evaluations] = readFileSync(join(records, name), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(run as PolicyRunRecord).to.deep.include({ ...STACK, complete: true });
    expect((run as PolicyRunRecord).source.engine).to.equal("pulumi");
    expect(evaluations).to.have.length(8);
  });

  it("hands the engine all that it shows of a finding", async () => {
    await start();
    await begin();
    const [diagnostic] = (await analyze(broken)).getDiagnosticsList();
    expect(diagnostic?.toObject()).to.include({
      policyname: "store-encrypted",
      policypackname: "example-pack",
      policypackversion: "1.2.3",
      description: "Title of store-encrypted",
      enforcementlevel: MANDATORY,
      severity: pb.PolicySeverity.POLICY_SEVERITY_HIGH,
      urn: claims,
      message:
        'Store "claims" breaks store-encrypted (encrypted is false).\nFix: Mend store-encrypted.\nCites 45 CFR 164.312(a)(2)(iv), PR.DS-1, CC6.1; https://example.test/store-encrypted',
    });
  });

  it("names a finding of the stack by the URN of its root", async () => {
    await start();
    await begin();
    expect(found(await analyzeStack())).to.deep.equal([["one-store-at-least", STACK_URN, ADVISORY]]);
  });

  const unsure = resource(STORE, "claims", { ...soundStore, encrypted: UNKNOWN });
  it("holds back at preview what is open, and stops it at update", async () => {
    await start();
    await begin();
    expect(found(await analyze(unsure))).to.deep.equal([]);
    expect(found(await analyzeStack(unsure, log))).to.deep.equal([["store-encrypted", claims, ADVISORY]]);
    await begin({}, false);
    expect(found(await analyze(unsure))).to.deep.equal([["store-encrypted", claims, MANDATORY]]);
  });

  it("follows the levels and the settings of the pack config", async () => {
    await start();
    await begin({
      "store-encrypted": { level: DISABLED },
      "pack-settings": { properties: { strict: true } },
    });
    expect(found(await analyze(broken))).to.deep.equal([["store-titled", claims, MANDATORY]]);
  });

  it("unwraps secrets and sees unknown values of every kind in a request", async () => {
    await start();
    await begin();
    const sig = "4dabf18193072939515e22adb298388d";
    const request = analyzeRequest(broken).setProperties(
      Struct.fromJavaScript({
        encrypted: { [sig]: "1b47061264138c4ac30d75fd1eb44270", value: true },
        title: { [sig]: "1b47061264138c4ac30d75fd1eb44270", value: "claims" },
        readers: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
      }),
    );
    const response = await ask<pb.AnalyzeResponse>((answered) => client.analyze(request, answered));
    expect(found(response)).to.deep.equal([]);
    const whole = await analyzeStack(resource(STORE, "claims", soundStore), log);
    expect(found(whole)).to.deep.equal([["store-readers-known", claims, ADVISORY]]);
  });

  const remediate = (request: pb.AnalyzeRequest): Promise<pb.RemediateResponse> =>
    ask((answered) => client.remediate(request, answered));

  it("corrects nothing unless a rule is set to", async () => {
    await start();
    await begin();
    const response = await remediate(analyzeRequest(broken));
    expect(response.getRemediationsList()).to.deep.equal([]);
  });

  it("hands back all properties with the correction, secrets and unknown values as they came", async () => {
    await start();
    await begin({ "store-encrypted": { level: pb.EnforcementLevel.REMEDIATE } });
    const sig = "4dabf18193072939515e22adb298388d";
    const properties = {
      encrypted: false,
      title: { [sig]: "1b47061264138c4ac30d75fd1eb44270", value: "claims" },
      readers: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    };
    const response = await remediate(analyzeRequest(broken).setProperties(Struct.fromJavaScript(properties)));
    const [remediation, ...more] = response.getRemediationsList();
    expect(more).to.deep.equal([]);
    expect(remediation?.getPolicyname()).to.equal("store-encrypted");
    expect(remediation?.getPolicypackname()).to.equal("example-pack");
    // With a diagnostic the engine would show it and throw the correction away.
    expect(remediation?.getDiagnostic()).to.equal("");
    expect(remediation?.getProperties()?.toJavaScript()).to.deep.equal({ ...properties, encrypted: true });
  });

  const bad: readonly [string, object, RegExp][] = [
    ["an unknown setting", { unknwon: "block" }, /pack-settings has no setting "unknwon"; it has unknown, /],
    ["a value of another type", { strict: "yes" }, /pack-settings\.strict must be true or false; got "yes"\.$/],
    ["a waiver file that is not there", { waivers: "nowhere.yaml" }, /Waiver file .*nowhere\.yaml does not exist\.$/],
  ];
  for (const [name, properties, message] of bad) {
    it(`refuses ${name} with one sentence and no stack`, async () => {
      await start();
      const error = await refusal(begin({ "pack-settings": { properties } }));
      expect(error.code).to.equal(grpc.status.INVALID_ARGUMENT);
      expect(error.details).to.match(message).and.not.to.include("\n");
    });
  }

  it("refuses a waiver file that is no YAML", async () => {
    await start();
    writeFileSync(join(folder, "phiguard.waivers.yaml"), "waivers: [");
    const error = await refusal(begin());
    expect(error.code).to.equal(grpc.status.INVALID_ARGUMENT);
    expect(error.details).to.match(/^Waiver file .*phiguard\.waivers\.yaml is not YAML: /);
  });

  it("blocks on a waiver with a bad date, and what it should have covered blocks too", async () => {
    await start();
    writeFileSync(join(folder, "phiguard.waivers.yaml"), JSON.stringify({ waivers: [waiver({ end: "22.11.2026" })] }));
    await begin();
    expect(found(await analyze(broken))).to.deep.include(["store-encrypted", claims, MANDATORY]);
    const response = await analyzeStack(broken, log);
    expect(found(response)).to.deep.equal([["waivers-valid", STACK_URN, MANDATORY]]);
    expect(response.getDiagnosticsList()[0]?.getMessage()).to.include(
      'waiver W-1: end must be a day as YYYY-MM-DD; got "22.11.2026"',
    );
  });

  it("takes a waiver in force", async () => {
    await start();
    writeFileSync(join(folder, "phiguard.waivers.yaml"), JSON.stringify({ waivers: [waiver()] }));
    await begin();
    expect(found(await analyze(broken))).to.deep.include(["store-encrypted", claims, ADVISORY]);
  });

  it("fails the run, by the rule's name, when a rule throws", async () => {
    const thrower = on<object>(STORE).rule({
      ...head("thrower", "low"),
      requires: () => {
        throw new TypeError("secret value");
      },
    });
    await start(undefined, { ...examplePack, rules: [thrower] });
    await begin();
    const error = await refusal(analyze(broken));
    expect(error.details).to.equal(
      `Rule thrower failed on ${claims}: it threw TypeError. This is a defect of the pack; nothing was judged compliant.`,
    );
  });

  it("fails the run when the records can't be written", async () => {
    const taken = join(folder, "taken");
    writeFileSync(taken, "");
    await start({ PHIGUARD_EVIDENCE: taken });
    await begin();
    const error = await refusal(analyzeStack(broken, log));
    expect(error.details).to.match(/^Evidence records can't be written to .*taken \(/);
  });

  it("leaves the records of a run that was cancelled", async () => {
    await start({ PHIGUARD_EVIDENCE: folder });
    await begin();
    await analyze(broken);
    await ask<Empty>((answered) => client.cancel(new Empty(), answered));
    const [name = ""] = readdirSync(folder);
    const [run] = readFileSync(join(folder, name), "utf8").split("\n");
    expect(JSON.parse(run ?? "")).to.include({ complete: false });
  });

  it("has left the records of an update by the time it stops it, as the engine then kills the pack", async () => {
    await start({ PHIGUARD_EVIDENCE: folder });
    await begin({}, false);
    await analyze(broken);
    const [name = ""] = readdirSync(folder);
    const records = readFileSync(join(folder, name), "utf8").trim().split("\n");
    expect(JSON.parse(records[0] ?? "")).to.include({ complete: false, stage: "update" });
    expect(records.filter((line) => line.includes('"result":"fail"'))).not.to.be.empty;
  });

  it("says so when the records have nowhere to go, and blocks all the same", async () => {
    const said: string[] = [];
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (text: string | Uint8Array): boolean => said.push(String(text)) > 0;
    try {
      await start({});
      await begin();
    } finally {
      process.stderr.write = write;
    }
    expect(said).to.deep.equal([
      "example-pack: PHIGUARD_EVIDENCE names no folder, so this run leaves no evidence records.\n",
    ]);
    expect(found(await analyze(broken))).to.deep.include(["store-encrypted", claims, MANDATORY]);
  });

  it("takes a stack larger than gRPC's default of 4 MB", async () => {
    await start();
    await begin();
    const large = resource(STORE, "claims", { ...soundStore, note: "x".repeat(5_000_000) });
    expect(found(await analyzeStack(large, log))).to.deep.equal([]);
  });
});
