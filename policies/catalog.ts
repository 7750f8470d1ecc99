import type { Rule, RuleInfo } from "./rule";
import { rules } from "./rules";
import { waiversAreValid } from "./waivers-rule";

/** Every rule there is, by id. */
export function allRules(): readonly Rule[] {
  return [...rules, waiversAreValid].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What the rules say of themselves, without the code that judges: for lists, docs and reports. */
export function ruleInfos(): readonly RuleInfo[] {
  return allRules().map(({ judge: _judge, judgeStack: _judgeStack, ...info }) => info);
}
