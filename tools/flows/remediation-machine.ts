import type { Step } from "../../components/compute/flow-step";
import type { Definition } from "../../components/compute/asl";
import { remediationFlow } from "../../components/remediation/remediation-flow";
import { HELPERS, REMEDIES } from "../../components/remediation/remediation-names";
import { ACTIONS, type ActionName } from "../../lambdas/finding-triage/contract";

/** ARN of a function that the state machine calls, by the function's name. */
export const arnOf = (name: string): string =>
  `arn:aws:lambda:us-east-1:123456789012:function:phiguard-test-${name}:live`;

const step = <T extends { name: string }>(contract: T): Step =>
  ({ arn: arnOf(contract.name), contract }) as unknown as Step;

/** The state machine of remediation with all its actions. @param approvalHours as RemediationFlowArgs has it. */
export function remediationMachine(approvalHours = 24): Definition {
  const { triage, openBreach, ask, record } = HELPERS;
  return remediationFlow({
    triage: step(triage),
    openBreach: step(openBreach),
    ask: step(ask),
    record: step(record),
    actions: Object.fromEntries(ACTIONS.map((action) => [action, step(REMEDIES[action])])) as Record<ActionName, Step>,
    approvalHours,
  });
}
