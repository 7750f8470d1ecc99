import { expect } from "chai";
import * as pb from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { all } from "../answer";
import { allRules } from "../catalog";
import { every, is, matches } from "../predicates";
import type { Resource } from "../resource";
import { on, type Rule } from "../rule";
import { PackSession, type Pack } from "../session";
import { DEFAULT_SETTINGS } from "../settings";
import {
  examplePack,
  exampleRules,
  head,
  resource,
  soundStore,
  STACK,
  STORE,
  STORE_LOG,
  storeLogged,
  surroundings,
  urn,
  type StoreArgs,
} from "../testing/example-pack";
import { PLAUSIBLE, probe } from "../testing/probe";
import { SdkPack, sdkPolicies } from "../testing/sdk-pack";
import { analyzeRequest, analyzeStackRequest, call } from "../testing/wire";
import { UNKNOWN } from "../value";
import { hipaaPack } from "../packs/hipaa/pack";
import { analyzerHandlers } from "./analyzer";

const CONTEXT = { settings: DEFAULT_SETTINGS, isBaseline: true };

interface Found {
  readonly session: PackSession;
  readonly diagnostics: readonly pb.AnalyzeDiagnostic[];
}

/** Our server's answers about a stack, in the order in which the engine asks. */
async function ours(pack: Pack, resources: readonly Resource[]): Promise<Found> {
  const session = new PackSession(pack, surroundings());
  session.begin(STACK);
  session.configure(new Map([["pack-settings", { properties: { baseline: "yes" } }]]));
  const handlers = analyzerHandlers(pack, session);
  const answers = [];
  for (const item of resources) answers.push(await call(handlers.analyze, analyzeRequest(item)));
  answers.push(await call(handlers.analyzeStack, analyzeStackRequest(resources)));
  return { session, diagnostics: answers.flatMap((answer) => answer.getDiagnosticsList()) };
}

/** The same questions to the SDK's server. */
async function sdk(pack: Pack, resources: readonly Resource[]): Promise<readonly pb.AnalyzeDiagnostic[]> {
  const server = new SdkPack(pack, sdkPolicies(pack, CONTEXT));
  const answers = [];
  for (const item of resources) answers.push(await server.analyze(analyzeRequest(item)));
  answers.push(await server.analyzeStack(analyzeStackRequest(resources)));
  return answers.flatMap((answer) => answer.getDiagnosticsList());
}

/** A diagnostic as the engine shows it. The SDK puts the description before the message; the engine shows ours without it. */
function shown(diagnostic: pb.AnalyzeDiagnostic): object {
  const {
    policyname,
    policypackname,
    policypackversion,
    description,
    message,
    enforcementlevel,
    urn: at,
    severity,
  } = diagnostic.toObject();
  const text = message.startsWith(`${description}\n`) ? message.slice(description.length + 1) : message;
  return { policyname, policypackname, policypackversion, description, text, enforcementlevel, at, severity };
}

function inOrder(diagnostics: readonly pb.AnalyzeDiagnostic[]): object[] {
  return diagnostics.map(shown).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

describe("our server and the SDK's", () => {
  let failures = 0;
  for (const rule of [...allRules(), ...exampleRules].filter((one) => one.judge ?? one.judgeStack)) {
    it(`find the same: ${rule.id}`, async () => {
      const pack: Pack = { ...examplePack, rules: [rule] };
      for (const { resources } of probe(rule, { leaves: PLAUSIBLE, rounds: 16 })) {
        const { session, diagnostics } = await ours(pack, resources);
        // A document that is no JSON can't be judged: the SDK has no word for that.
        const open = new Set(
          session.evaluations().flatMap(({ result, urn: at }) => (result === "undetermined" ? [at] : [])),
        );
        const failed = diagnostics.filter((diagnostic) => !open.has(diagnostic.getUrn()));
        failures += failed.length;
        expect(inOrder(failed)).to.deep.equal(inOrder(await sdk(pack, resources)));
      }
    });
  }

  it("find something at all (when run with the rows above)", () => expect(failures).to.be.greaterThan(0));

  it("tell the engine the same of the pack", async () => {
    const session = new PackSession(hipaaPack, surroundings());
    const own = await call(analyzerHandlers(hipaaPack, session).getAnalyzerInfo, new Empty());
    const theirs = new SdkPack(hipaaPack, sdkPolicies(hipaaPack, CONTEXT)).info();
    const facts = (info: pb.AnalyzerInfo): object => ({
      name: info.getName(),
      displayName: info.getDisplayname(),
      description: info.getDescription(),
      version: info.getVersion(),
      supportsConfig: info.getSupportsconfig(),
    });
    expect(facts(own)).to.deep.equal(facts(theirs));
    const policies = (info: pb.AnalyzerInfo): object[] =>
      info.getPoliciesList().map((policy) => {
        // The SDK leaves the old field `message` empty, and calls a policy without a judgement a resource policy.
        const { message: _message, policyType, ...rest } = policy.toObject();
        return { ...rest, policyType: rest.name === "pack-settings" ? undefined : policyType };
      });
    expect(policies(own)).to.deep.equal(policies(theirs));
    expect(own.getPoliciesList()).to.have.length(hipaaPack.rules.length + 1);
  });
});

describe("a certain breach beside a value that is not known yet", () => {
  const { MANDATORY, ADVISORY } = pb.EnforcementLevel;
  const sound: Rule = on<StoreArgs>(STORE).rule({
    ...head("store-sound", "critical"),
    requires: (p) =>
      all(
        is(p.encrypted, true),
        every(p.readers, (reader) => matches(reader, /^team-/)),
      ),
  });
  const pack: Pack = { ...examplePack, rules: [sound] };
  const breach = resource(STORE, "claims", { ...soundStore, encrypted: UNKNOWN, readers: ["everyone"] });

  it("opens the SDK's gate: the mandatory policy comes back as an advisory that it can't run", async () => {
    const [only, ...more] = await sdk(pack, [breach]);
    expect(more).to.deep.equal([]);
    expect(only?.getEnforcementlevel()).to.equal(ADVISORY);
    expect(only?.getMessage()).to.match(/^can't run policy 'store-sound' from policy pack .* during preview: /);
  });

  it("keeps ours shut", async () => {
    const [only, ...more] = (await ours(pack, [breach])).diagnostics;
    expect(more).to.deep.equal([]);
    expect(only?.getEnforcementlevel()).to.equal(MANDATORY);
    expect(only?.getMessage()).to.match(/^Store "claims" breaks store-sound \(readers\[0\]\)\.\n/);
  });

  it("of another resource ends a whole stack policy of the SDK; ours names the breach", async () => {
    const relations: Pack = { ...examplePack, rules: [storeLogged] };
    const stack = [
      resource(STORE, "claims", soundStore),
      resource(STORE, "notes", soundStore),
      resource(STORE_LOG, "log", { store: UNKNOWN }, { propertyDependencies: { store: [urn(STORE, "notes")] } }),
    ];
    const theirs = await sdk(relations, stack);
    expect(theirs.map((diagnostic) => diagnostic.getEnforcementlevel())).to.deep.equal([ADVISORY]);
    const own = (await ours(relations, stack)).diagnostics;
    expect(own.map((diagnostic) => [diagnostic.getUrn(), diagnostic.getEnforcementlevel()])).to.deep.equal([
      [urn(STORE, "claims"), MANDATORY],
    ]);
  });
});
