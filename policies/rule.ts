import type { Answer } from "./answer";
import { readResource, ReadLog, type Reading } from "./reading";
import type { ControlLinks, PropertyRead, ResultKind, Severity } from "./record";
import type { Resource } from "./resource";
import type { RuleConfig, RuleSettings } from "./rule-config";
import type { Remedy } from "./remedy";
import { StackIndex, type Kind } from "./stack-index";
import { StackView } from "./stack-view";

/** What every rule says of itself: the only home of its id, its control numbers and its words. */
export interface RuleHead {
  /** `<service>-<what must hold>`, the catalogue's id. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly controls: ControlLinks;
  /** Where the law, AWS or the provider says so. */
  readonly source: string;
  /** What went wrong, as the end of a sentence that begins with the resource: "has no key of its own". */
  readonly says: string;
  /** What the engineer should change, as code or as a sentence. */
  readonly fix: string;
  /** Why it matters, or why a judgement call went the way it did. */
  readonly why?: string;
  /** Raised when the rule's meaning changes, so that old evidence is not read as new. Default "1". */
  readonly version?: string;
  /**
   * Why a result that can't be decided only advises although the severity is critical or high: at preview, and for a relation at any time, as
   * what it can't see (a network of another stack) it will not see at update either.
   */
  readonly adviseIfOpen?: string;
  /** What a user may set for this rule alone: thresholds, allowed values. */
  readonly config?: readonly RuleConfig[];
  /** The one safe value of each input that breaks a resource rule; left out where more than one would be safe. */
  readonly remedy?: Remedy;
}

export interface RuleInfo extends RuleHead {
  /** `resource`: judged on its own inputs, before it is made. `stack`: needs other resources too. */
  readonly scope: "resource" | "stack";
  readonly types: readonly string[];
}

export interface Judgement {
  readonly result: ResultKind;
  readonly finds: readonly string[];
  readonly reads: readonly PropertyRead[];
  /** Why it does not apply or can't be judged; empty otherwise. */
  readonly reason: string;
}

export interface JudgingContext {
  readonly settings: RuleSettings;
  /** Undefined while single resources are analysed. */
  readonly stack?: StackIndex;
  /** `stack` rules about a whole stack report on its URN. */
  readonly isBaseline: boolean;
}

export interface Rule extends RuleInfo {
  /** Undefined for a rule about the stack as a whole. */
  readonly judge?: (resource: Resource, context: JudgingContext) => Judgement;
  readonly judgeStack?: (stack: StackIndex, context: JudgingContext) => Judgement;
}

interface Applicability {
  /** Why the rule does not apply where `appliesWhen` is false, as a sentence. */
  readonly otherwise?: string;
}

export interface ResourceRule<T> extends RuleHead, Applicability {
  readonly appliesWhen?: (p: Reading<T>, settings: RuleSettings, resource: Resource) => Answer;
  readonly requires: (p: Reading<T>, settings: RuleSettings, resource: Resource) => Answer;
}

export interface RelationRule<T> extends RuleHead, Applicability {
  readonly appliesWhen?: (p: Reading<T>, stack: StackView, resource: Resource) => Answer;
  readonly requires: (p: Reading<T>, stack: StackView, resource: Resource) => Answer;
}

export interface WholeStackRule extends RuleHead, Applicability {
  /** True for what exists once an account and region: judged in the baseline stack alone. */
  readonly baselineOnly?: boolean;
  /** With `baselineOnly`: a stack that makes one of these is judged as well. */
  readonly alsoWhere?: Kind<unknown>;
  readonly appliesWhen?: (stack: StackView) => Answer;
  readonly requires: (stack: StackView) => Answer;
}

/** The type of a rule about whatever AWS resource there is. */
export const ANY_AWS_TYPE = "*";

export function isOfAws(type: string): boolean {
  return type.startsWith("aws:") || type.startsWith("aws-native:");
}

export function isAbout(rule: Pick<Rule, "types">, type: string): boolean {
  return rule.types.includes(type) || (rule.types.includes(ANY_AWS_TYPE) && isOfAws(type));
}

/** The types a rule is about; every alias of a token is listed here, once. */
export interface Subject<T> extends Kind<T> {
  rule(definition: ResourceRule<T>): Rule;
  relation(definition: RelationRule<T>): Rule;
  wholeStack(definition: WholeStackRule): Rule;
}

export function on<T>(...types: readonly string[]): Subject<T> {
  return {
    types,
    rule: ({ appliesWhen, requires, otherwise, ...head }) => ({
      ...head,
      scope: "resource",
      types,
      judge: (resource, context) => {
        const log = new ReadLog();
        const p = readResource<T>(resource, log);
        return conclude(
          log,
          appliesWhen === undefined ? undefined : () => appliesWhen(p, context.settings, resource),
          () => requires(p, context.settings, resource),
          otherwise,
        );
      },
    }),
    relation: ({ appliesWhen, requires, otherwise, ...head }) => ({
      ...head,
      scope: "stack",
      types,
      judge: (resource, context) => {
        const log = new ReadLog();
        const p = readResource<T>(resource, log);
        const view = new StackView(
          context.stack ?? new StackIndex([resource]),
          context.settings,
          log,
          context.isBaseline,
        );
        return conclude(
          log,
          appliesWhen === undefined ? undefined : () => appliesWhen(p, view, resource),
          () => requires(p, view, resource),
          otherwise,
        );
      },
    }),
    wholeStack: ({ appliesWhen, requires, otherwise, baselineOnly, alsoWhere, ...head }) => ({
      ...head,
      scope: "stack",
      types,
      judgeStack: (stack, context) => {
        const isAsked = context.isBaseline || (alsoWhere !== undefined && stack.ofKind(alsoWhere).length > 0);
        if (baselineOnly === true && !isAsked) return notApplicable(NOT_BASELINE);
        const log = new ReadLog();
        const view = new StackView(stack, context.settings, log, context.isBaseline);
        return conclude(
          log,
          appliesWhen === undefined ? undefined : () => appliesWhen(view),
          () => requires(view),
          otherwise,
        );
      },
    }),
  };
}

const NOT_BASELINE = "This stack is not the account's baseline; what exists once an account is judged there.";

function notApplicable(reason: string): Judgement {
  return { result: "not-applicable", finds: [], reads: [], reason };
}

function conclude(
  log: ReadLog,
  applies: (() => Answer) | undefined,
  requires: () => Answer,
  otherwise: string | undefined,
): Judgement {
  const applicability = applies?.();
  if (applicability?.truth === false) {
    return {
      result: "not-applicable",
      finds: [],
      reads: log.list(),
      reason: otherwise ?? "The condition of the rule is not met.",
    };
  }
  const answer = requires();
  const reads = log.list();
  // What holds whether or not the rule applies is a pass; a breach counts only where it surely applies.
  if (answer.truth === true) return { result: "pass", finds: [], reads, reason: "" };
  const open = applicability?.truth === "unknown" ? applicability : answer;
  if (open.truth === "unknown") {
    return {
      result: "undetermined",
      finds: unique(open.paths),
      reads,
      reason: `Not known yet: ${open.paths.join(", ")}.`,
    };
  }
  return { result: "fail", finds: unique(answer.paths), reads, reason: "" };
}

/** A path may decide more than one condition; it is named once. */
function unique(paths: readonly string[]): string[] {
  return [...new Set(paths)];
}
