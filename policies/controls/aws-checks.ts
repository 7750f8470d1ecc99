import data from "./aws-check-list.json";
import { ControlDataError } from "./shape";

/** A check of an AWS resource as the field knows it, corrected where the list it was taken from was wrong. */
export interface AwsCheck {
  /** The id of the rule that makes it. */
  readonly id: string;
  readonly service: string;
  /** Pulumi types that it looks at; a rule may know more spellings of the same thing. */
  readonly types: readonly string[];
  readonly scope: "resource" | "stack";
  readonly passesWhen: string;
  /** What leaving the setting out means: a breach, AWS's safe default, or that the check does not apply. */
  readonly whenUnset: "fail" | "pass" | "na";
  readonly severity: "critical" | "high" | "medium" | "low";
  readonly hipaa: readonly string[];
  readonly nistCsf: readonly string[];
  readonly soc2: readonly string[];
  /** Checks of other tools that ask the same: `<tool>:<its id>`. */
  readonly peers: readonly string[];
  /** Where the row was wrong: the field, what stood there, and why it was changed. */
  readonly corrections?: readonly {
    readonly field: string;
    readonly was: string | readonly string[];
    readonly why: string;
  }[];
  /** Why no rule makes it. */
  readonly removed?: string;
}

const VALUES: Readonly<Record<"scope" | "severity" | "whenUnset", readonly string[]>> = {
  scope: ["resource", "stack"],
  severity: ["critical", "high", "medium", "low"],
  whenUnset: ["fail", "pass", "na"],
};

/** Every check, each with what it cites and which peers have it. For docs, comparison and tests: no rule is made from it. */
export function awsChecks(): readonly AwsCheck[] {
  const rows = data.rows as readonly AwsCheck[];
  for (const row of rows) {
    for (const [field, values] of Object.entries(VALUES)) {
      if (!values.includes(row[field as keyof typeof VALUES]))
        throw new ControlDataError(`aws-check-list.json, ${row.id}, ${field}: wanted one of ${values.join(", ")}`);
    }
  }
  return rows;
}
