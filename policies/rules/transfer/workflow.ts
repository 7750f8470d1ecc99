import type { WorkflowArgs } from "@pulumi/aws/transfer";
import { no, unknown, yes, type Answer } from "../../answer";
import { given } from "../../predicates";
import { itemsOf, pathOf, valueOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import { UNKNOWN } from "../../value";
import { server } from "./server";

const workflow: Kind<WorkflowArgs> = { types: ["aws:transfer/workflow:Workflow"] };

export const transferWorkflowMalwareScanAndQuarantine = server.relation({
  id: "transfer-workflow-malware-scan-and-quarantine",
  title: "Transfer servers have uploads scanned before they hand them on",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(5)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/transfer/latest/userguide/nominal-steps-workflow.html",
  says: "hands uploads on without a step of its own that could scan them",
  fix: 'Set workflowDetails.onUpload to an aws.transfer.Workflow whose first step is of type "CUSTOM", with a Lambda function that scans the file, before "COPY" and "TAG".',
  requires: ({ workflowDetails: { onUpload } }, stack) => {
    const named = given(onUpload.workflowId);
    if (named.truth === false) return named;
    const found = stack.named(onUpload, workflow);
    // A workflow that another stack makes can't be read.
    return found.count() === 0 ? unknown(pathOf(onUpload.workflowId)) : found.satisfies(scansFirst);
  },
});

/** A step of its own comes before the first one that copies or tags the file. */
function scansFirst({ steps }: Reading<WorkflowArgs>): Answer {
  const list = itemsOf(steps);
  if (list === UNKNOWN) return unknown(pathOf(steps));
  for (const { type } of list as readonly Reading<{ type: string }>[]) {
    const value = valueOf(type);
    if (value === UNKNOWN) return unknown(pathOf(type));
    if (value === "CUSTOM") return yes;
    if (value === "COPY" || value === "TAG") return no(pathOf(type));
  }
  return no(pathOf(steps));
}
