import type { Enforcement, PropertyRead, ResultKind, Stage, Waiver } from "./record";
import { type Resource, type SourcePosition } from "./resource";
import { applyRemedy, type Change } from "./remedy";
import { ANY_AWS_TYPE, isOfAws, type Judgement, type JudgingContext, type Rule } from "./rule";
import type { PackSettings } from "./settings";
import type { PropertyObject } from "./value";
import { covers } from "./waivers";
import { StackIndex } from "./stack-index";

/** One rule's answer on one resource (or on the stack as a whole), with what the engine is told about it. */
export interface Evaluation {
  readonly rule: Rule;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly result: ResultKind;
  readonly finds: readonly string[];
  readonly reads: readonly PropertyRead[];
  readonly reason: string;
  readonly level: "mandatory" | "advisory" | "none";
  readonly waiver?: string;
  /** What the pack corrected in the program's inputs before this was judged. */
  readonly remedied?: readonly Change[];
  readonly source?: SourcePosition;
}

export interface JudgeOptions {
  readonly rules: readonly Rule[];
  readonly settings: PackSettings;
  readonly stage: Stage;
  /** Enforcement that the engine's pack config gives a rule; without one the rule's severity decides. */
  readonly enforcement: ReadonlyMap<string, Enforcement>;
  /** What the engine's pack config sets for single rules, checked against their schemas. */
  readonly ruleConfig?: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Waivers in force on the day of the run. */
  readonly waivers: readonly Waiver[];
}

/**
 * A rule that throws is a broken promise of ours: it stops the run and names the rule. The message tells the kind of error only: Node puts
 * the offending text into many of its messages, and that text may be a secret or PHI.
 */
export class RuleError extends Error {
  constructor(
    readonly ruleId: string,
    readonly urn: string,
    override readonly cause: unknown,
  ) {
    super(
      `Rule ${ruleId} failed on ${urn}: ${cause instanceof NoAnswer ? cause.message : `it threw ${cause instanceof Error ? cause.name : typeof cause}`}. This is a defect of the pack; nothing was judged compliant.`,
    );
  }
}

class NoAnswer extends Error {}

/** Judges resources one at a time and then the stack as a whole; keeps no clock and no files. */
export class Judge {
  private readonly byType = new Map<string, Rule[]>();
  /** The same with the rules about every type, by the types that were met. */
  private readonly known = new Map<string, readonly Rule[]>();
  private readonly wholeStack: Rule[] = [];

  constructor(private readonly options: JudgeOptions) {
    for (const rule of options.rules) {
      if (this.level(rule) === "disabled") continue;
      if (rule.judgeStack !== undefined) this.wholeStack.push(rule);
      // A rule without code of its own is judged by the session: it is about the run, not about a resource.
      else if (rule.judge !== undefined)
        for (const type of rule.types) this.byType.set(type, [...(this.byType.get(type) ?? []), rule]);
    }
  }

  /** The rules that judge this type on its own. `lineage`: the resource's URN and those of the components above it, as far as known. */
  resource(resource: Resource, lineage: () => readonly string[]): Evaluation[] {
    const context: JudgingContext = { settings: this.options.settings, isBaseline: false };
    return this.rulesFor(resource.type)
      .filter((rule) => rule.scope === "resource")
      .map((rule) => this.evaluate(rule, resource, context, lineage));
  }

  /**
   * All rules that need the whole stack. Resource rules that were open when a resource was seen alone are judged again: now it is known
   * what an unknown value was made from.
   */
  stack(
    resources: readonly Resource[],
    stackUrn: string,
    isOpen: (ruleId: string, urn: string) => boolean,
  ): Evaluation[] {
    const index = new StackIndex(resources);
    const context: JudgingContext = {
      settings: this.options.settings,
      stack: index,
      isBaseline: this.isBaseline(resources),
    };
    const found: Evaluation[] = [];
    for (const resource of resources) {
      for (const rule of this.rulesFor(resource.type)) {
        if (rule.scope === "stack" || isOpen(rule.id, resource.urn)) {
          found.push(this.evaluate(rule, resource, context, () => index.lineage(resource.urn)));
        }
      }
    }
    for (const rule of this.wholeStack) {
      const judged = guarded(rule, stackUrn, () => rule.judgeStack?.(index, this.configured(rule, context)));
      found.push(
        this.finish(
          rule,
          { urn: stackUrn, type: "pulumi:pulumi:Stack", name: stackUrn.split("::").pop() ?? "" },
          judged,
          () => [stackUrn],
        ),
      );
    }
    return found;
  }

  /** How many results each rule owes for these resources, for the record of the run; a rule about the stack as a whole owes one. */
  inScope(
    resources: readonly Pick<Resource, "type">[],
  ): { id: string; version: string; inScope: number; enforcement: Enforcement }[] {
    const counts = new Map<string, number>();
    for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
    counts.set(ANY_AWS_TYPE, resources.filter(({ type }) => isOfAws(type)).length);
    return [...this.options.rules]
      .map((rule) => ({
        id: rule.id,
        version: rule.version ?? "1",
        inScope: rule.judge !== undefined ? rule.types.reduce((sum, type) => sum + (counts.get(type) ?? 0), 0) : 1,
        enforcement: this.level(rule),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** What holds for a rule: the pack config's level, else what its severity asks for. */
  enforcementOf(rule: Rule): Enforcement {
    return this.level(rule);
  }

  private rulesFor(type: string): readonly Rule[] {
    const known = this.known.get(type);
    if (known !== undefined) return known;
    const rules = [...(this.byType.get(type) ?? []), ...(isOfAws(type) ? (this.byType.get(ANY_AWS_TYPE) ?? []) : [])];
    this.known.set(type, rules);
    return rules;
  }

  /**
   * What `remediate` mode corrects in a resource before it is judged: for each rule at that level that it breaks and that has a remedy, the
   * changes that mend it. A remedy that does not make the rule pass changes nothing.
   */
  remedies(
    resource: Resource,
    lineage: () => readonly string[],
  ): { rule: Rule; changes: readonly Change[]; inputs: PropertyObject }[] {
    const context: JudgingContext = { settings: this.options.settings, isBaseline: false };
    const found: { rule: Rule; changes: readonly Change[]; inputs: PropertyObject }[] = [];
    let { inputs } = resource;
    for (const rule of this.rulesFor(resource.type)) {
      if (rule.remedy === undefined || rule.scope !== "resource" || this.level(rule) !== "remediate") continue;
      const before = this.evaluate(rule, { ...resource, inputs }, context, lineage);
      if (before.result !== "fail" || before.waiver !== undefined) continue;
      const remedied = applyRemedy(inputs, rule.remedy);
      const after = this.evaluate(rule, { ...resource, inputs: remedied.inputs }, context, lineage);
      if (after.result !== "pass") continue;
      inputs = remedied.inputs;
      found.push({ rule, changes: remedied.changes, inputs });
    }
    return found;
  }

  private evaluate(
    rule: Rule,
    resource: Resource,
    context: JudgingContext,
    lineage: () => readonly string[],
  ): Evaluation {
    const judged = guarded(rule, resource.urn, () => rule.judge?.(resource, this.configured(rule, context)));
    return this.finish(rule, resource, judged, lineage);
  }

  /** The context with what the user set for this rule. */
  private configured(rule: Rule, context: JudgingContext): JudgingContext {
    const ofRule = this.options.ruleConfig?.get(rule.id);
    return ofRule === undefined ? context : { ...context, settings: { ...context.settings, ofRule } };
  }

  private finish(
    rule: Rule,
    subject: Pick<Resource, "urn" | "type" | "name" | "source" | "waivers">,
    judged: Judgement,
    lineage: () => readonly string[],
  ): Evaluation {
    const waiver = judged.result === "fail" ? this.waiverFor(rule, lineage(), subject.waivers ?? []) : undefined;
    return {
      rule,
      urn: subject.urn,
      type: subject.type,
      name: subject.name,
      ...judged,
      level: waiver === undefined ? this.told(rule, judged.result) : "advisory",
      ...(waiver === undefined ? {} : { waiver: waiver.id }),
      ...(subject.source === undefined ? {} : { source: subject.source }),
    };
  }

  private waiverFor(rule: Rule, lineage: readonly string[], named: readonly string[]): Waiver | undefined {
    return this.options.waivers.find((waiver) => waiver.rule === rule.id && covers(waiver, lineage, named));
  }

  private told(rule: Rule, result: ResultKind): Evaluation["level"] {
    if (result === "pass" || result === "not-applicable") return "none";
    const blocks = this.level(rule) !== "advisory";
    if (result === "fail") return blocks ? "mandatory" : "advisory";
    return blocks && this.openBlocks(rule) ? "mandatory" : "advisory";
  }

  /**
   * At update a resource's inputs are known before it is made, so what is still open then stops there. Relations are judged by the engine
   * only after creation: their gate is the preview.
   */
  private openBlocks(rule: Rule): boolean {
    if (rule.adviseIfOpen !== undefined && (rule.scope === "stack" || this.options.stage === "preview")) return false;
    if (this.options.stage !== "preview") return true;
    return rule.scope === "stack" || this.options.settings.unknown === "block";
  }

  /**
   * The engine fills in each policy's default level before it hands the config on, so an advisory level may be the user's or nobody's:
   * `strict` raises it in both cases. What is disabled stays so.
   */
  private level(rule: Rule): Enforcement {
    const { enforcement, settings } = this.options;
    const configured = enforcement.get(rule.id) ?? defaultEnforcement(rule, settings.strict);
    return settings.strict && configured === "advisory" ? "mandatory" : configured;
  }

  private isBaseline(resources: readonly Resource[]): boolean {
    const { baseline } = this.options.settings;
    if (baseline !== "auto") return baseline === "yes";
    return resources.some((resource) => BASELINE_TYPES.has(resource.type));
  }
}

/** What exists once an account and region; a stack that makes one of these is taken for the account's baseline. */
const BASELINE_TYPES: ReadonlySet<string> = new Set([
  "phiguard:baseline:AccountBaseline",
  "aws:guardduty/detector:Detector",
  "aws:securityhub/account:Account",
  "aws:cfg/recorder:Recorder",
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  "aws:macie2/account:Account",
  "aws:macie/account:Account",
]);

export function defaultEnforcement(rule: Pick<Rule, "severity">, strict: boolean): Enforcement {
  return strict || rule.severity === "critical" || rule.severity === "high" ? "mandatory" : "advisory";
}

export function evaluationKey(ruleId: string, urn: string): string {
  return `${ruleId} ${urn}`;
}

function guarded(rule: Rule, urn: string, judge: () => Judgement | undefined): Judgement {
  let judged: Judgement | undefined;
  try {
    judged = judge();
  } catch (error) {
    throw new RuleError(rule.id, urn, error);
  }
  if (judged === undefined) throw new RuleError(rule.id, urn, new NoAnswer("it gave no answer"));
  return judged;
}
