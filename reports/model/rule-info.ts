import type { ControlLinks, Severity } from "../../policies/record";

/** What the catalogue of rules says about one rule. The rule is the only home of these texts; a report reads them. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** `resource`: judged by itself. `stack`: judged with its partners, so only when all resources were seen. */
  readonly scope: "resource" | "stack";
  readonly types: readonly string[];
  readonly controls: ControlLinks;
  /** Address of the text the rule rests on. */
  readonly source: string;
  /** What went wrong, as the end of a sentence that begins with the resource; used where a record has no sentence of its own. */
  readonly says?: string;
  readonly why?: string;
  readonly fix: string;
  /** What it is about: a program, by default, or an account as a service of AWS sees it. */
  readonly of?: "account";
}
