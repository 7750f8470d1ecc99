import type { ActionName } from "../../lambdas/finding-triage/contract";
import { hub } from "../../lambdas/remediation/testing/findings";
import type { Call } from "./objects";

/** What is amiss in the emulated AWS, what tells of it, and how AWS says that it is mended. */
export interface RemedyRow {
  readonly action: ActionName;
  /** Makes what is amiss. @returns what the remedy is done to. */
  readonly breach: (call: Call, isolationGroup: string) => Promise<string>;
  readonly finding: (target: string) => object;
  /** As AWS answers. */
  readonly state: (call: Call, target: string) => Promise<unknown>;
  /** Whether a state is as it should be. `from` is when the remedy began. */
  readonly isMended: (state: unknown, from: Date, isolationGroup: string) => boolean;
  /** What AWS tells because of the action itself. */
  readonly aftermath: (target: string) => readonly object[];
  /** Why nothing can be put back. */
  readonly stays?: string;
}

export const passed = (control: string, type: string, id: string): object =>
  hub({
    ProductName: "Security Hub",
    Compliance: { Status: "PASSED", SecurityControlId: control },
    Workflow: { Status: "RESOLVED" },
    Resources: [{ Type: type, Id: id }],
  });
