import type { Policies, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import * as sdkProtos from "@pulumi/policy/protoutil";
import * as sdkServer from "@pulumi/policy/server";
import type * as pb from "@pulumi/pulumi/proto/analyzer_pb";
import { defaultEnforcement, type Evaluation } from "../judge";
import { messageOf } from "../message";
import { ruleConfigSchema, SETTINGS_POLICY, settingsSchema } from "../pack-settings";
import type { Resource } from "../resource";
import { isAbout, type JudgingContext, type Judgement, type Rule } from "../rule";
import type { Framework, Pack } from "../session";
import { StackIndex } from "../stack-index";
import type { PropertyObject } from "../value";
import { call } from "./wire";

type Method<Q, A> = Parameters<typeof call<Q, A>>[0];

/** What the SDK's server is made of; the package has no types for it. */
interface SdkServer {
  makeAnalyzeRpcFun(
    name: string,
    version: string,
    level: string,
    policies: Policies,
  ): Method<pb.AnalyzeRequest, pb.AnalyzeResponse>;
  makeAnalyzeStackRpcFun(
    name: string,
    version: string,
    level: string,
    policies: Policies,
  ): Method<pb.AnalyzeStackRequest, pb.AnalyzeResponse>;
}
interface SdkProtos {
  makeAnalyzerInfo(name: string, version: string, level: string, args: object): pb.AnalyzerInfo;
}

/** The SDK's own server, without a process: what a pack written with `new PolicyPack(...)` would answer. */
export class SdkPack {
  private readonly server = sdkServer as unknown as SdkServer;

  constructor(
    private readonly pack: Pack,
    private readonly policies: Policies,
  ) {}

  analyze(request: pb.AnalyzeRequest): Promise<pb.AnalyzeResponse> {
    const { name, version } = this.pack;
    return call(this.server.makeAnalyzeRpcFun(name, version, "advisory", this.policies), request);
  }

  analyzeStack(request: pb.AnalyzeStackRequest): Promise<pb.AnalyzeResponse> {
    const { name, version } = this.pack;
    return call(this.server.makeAnalyzeStackRpcFun(name, version, "advisory", this.policies), request);
  }

  info(): pb.AnalyzerInfo {
    const { name, version, displayName, description } = this.pack;
    const args = { displayName, description, policies: this.policies };
    return (sdkProtos as unknown as SdkProtos).makeAnalyzerInfo(name, version, "advisory", args);
  }
}

/** The rules as policies of the SDK. An SDK policy can say "violated" and nothing else, so only failures are reported. */
export function sdkPolicies(
  { rules, framework }: Pick<Pack, "rules" | "framework">,
  context: Omit<JudgingContext, "stack">,
): Policies {
  const settings: ResourceValidationPolicy = {
    name: SETTINGS_POLICY,
    displayName: "Settings of the pack",
    description: "Holds what can be set for the pack as a whole; it judges nothing.",
    enforcementLevel: "advisory",
    configSchema: { properties: settingsSchema() },
    validateResource: () => undefined,
  };
  return [
    ...rules.map((rule) => ({
      ...(rule.scope === "resource" ? resourcePolicy(rule, context) : stackPolicy(rule, context)),
      ...(framework === undefined ? {} : { framework: frameworkOf(rule, framework) }),
    })),
    settings,
  ];
}

function headOf(rule: Rule): Omit<ResourceValidationPolicy, "validateResource"> {
  const { hipaa = [], nistCsf = [], soc2 = [] } = rule.controls;
  return {
    name: rule.id,
    displayName: rule.title,
    description: rule.title,
    enforcementLevel: defaultEnforcement(rule, false),
    severity: rule.severity,
    url: rule.source,
    remediationSteps: rule.fix,
    tags: [...hipaa, ...nistCsf, ...soc2],
    ...(rule.config === undefined ? {} : { configSchema: { properties: ruleConfigSchema(rule.config) } }),
  };
}

function frameworkOf({ controls }: Rule, { name, specification }: Framework): ResourceValidationPolicy["framework"] {
  const cited = [...(controls.hipaa ?? []), ...(controls.nistCsf ?? []), ...(controls.soc2 ?? [])];
  return { name, version: "", reference: specification, specification: cited.join(", ") };
}

function resourcePolicy(rule: Rule, context: JudgingContext): ResourceValidationPolicy {
  return {
    ...headOf(rule),
    validateResource: (args, report) => {
      if (!isAbout(rule, args.type)) return;
      const { urn, type, name, props } = args;
      const subject = { urn, type, name, inputs: props as PropertyObject };
      tell(rule, subject, rule.judge?.(subject, context), report);
    },
  };
}

function stackPolicy(rule: Rule, context: JudgingContext): StackValidationPolicy {
  return {
    ...headOf(rule),
    validateStack: (args, report) => {
      const resources = args.resources.map(({ urn, type, name, props, parent, propertyDependencies }): Resource => ({
        urn,
        type,
        name,
        inputs: props as PropertyObject,
        outputs: props as PropertyObject,
        parent: parent?.urn,
        propertyDependencies: Object.fromEntries(
          Object.entries(propertyDependencies).map(([property, from]) => [property, from.map((item) => item.urn)]),
        ),
      }));
      // Where two partners share a name in a message, the order decides which is told: ours is that of the URNs.
      resources.sort((a, b) => (a.urn < b.urn ? -1 : 1));
      const stack = new StackIndex(resources);
      for (const subject of resources.filter(({ type }) => isAbout(rule, type)))
        tell(rule, subject, rule.judge?.(subject, { ...context, stack }), report);
      const [first] = resources;
      const [, stackName = "", project = ""] = /^urn:pulumi:([^:]*)::([^:]*)::/.exec(first?.urn ?? "") ?? [];
      const root = `urn:pulumi:${stackName}::${project}::pulumi:pulumi:Stack::${project}-${stackName}`;
      const whole = { urn: root, type: "pulumi:pulumi:Stack", name: `${project}-${stackName}` };
      tell(rule, whole, rule.judgeStack?.(stack, { ...context, stack }), report);
    },
  };
}

function tell(
  rule: Rule,
  { urn, type, name }: Pick<Resource, "urn" | "type" | "name">,
  judged: Judgement | undefined,
  report: (message: string, urn: string) => void,
): void {
  if (judged?.result !== "fail") return;
  const evaluation: Evaluation = { rule, urn, type, name, ...judged, level: "mandatory" };
  report(messageOf(evaluation, undefined), urn);
}
