import data from "./rule-examples.json";

/** A program that passes and one that fails, out of the rule's own test table. */
export interface RuleExample {
  readonly pass?: string;
  readonly fail?: string;
}

/** Examples by rule id, written by `npm run docs`. */
export const ruleExamples: Readonly<Record<string, RuleExample>> = data;
