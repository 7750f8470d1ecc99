import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { transferWorkflowMalwareScanAndQuarantine } from "./workflow";

const executionRole = "arn:aws:iam::111122223333:role/claims-workflow";

function workflow(...types: readonly unknown[]): OtherResource {
  return {
    type: "aws:transfer/workflow:Workflow",
    name: "scan",
    props: { steps: types.map((type) => ({ type })) },
    outputs: { id: "w-scan" },
  };
}

function server(workflowId: unknown): object {
  return { protocols: ["SFTP"], workflowDetails: { onUpload: { executionRole, workflowId } } };
}

testRule(transferWorkflowMalwareScanAndQuarantine, {
  valid: [
    { name: "scans, then copies", props: server(from("scan")), others: [workflow("CUSTOM", "COPY", "TAG")] },
    { name: "scans alone, named by its id", props: server("w-scan"), others: [workflow("CUSTOM")] },
    { name: "decrypts before it scans", props: server(from("scan")), others: [workflow("DECRYPT", "CUSTOM", "COPY")] },
    {
      name: "what comes later is not known yet",
      props: server(from("scan")),
      others: [workflow("CUSTOM", unknownString)],
    },
  ],
  invalid: [
    { name: "no workflow", props: { protocols: ["SFTP"] }, finds: "workflowDetails.onUpload.workflowId" },
    {
      name: "copies before it scans",
      props: server(from("scan")),
      others: [workflow("COPY", "CUSTOM")],
      finds: "Workflow.steps[0].type",
    },
    {
      name: "tags before it scans",
      props: server(from("scan")),
      others: [workflow("TAG", "CUSTOM")],
      finds: "Workflow.steps[0].type",
    },
    { name: "never scans", props: server("w-scan"), others: [workflow("DELETE")], finds: "Workflow.steps" },
    {
      name: "copies, and what comes later is not known yet",
      props: server(from("scan")),
      others: [workflow("COPY", unknownString)],
      finds: "Workflow.steps[0].type",
    },
    {
      name: "for parts of uploads alone",
      props: { workflowDetails: { onPartialUpload: { executionRole, workflowId: from("scan") } } },
      others: [workflow("CUSTOM")],
      finds: "workflowDetails.onUpload.workflowId",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    {
      name: "a workflow of another stack",
      props: server("w-0a1b"),
      because: "unknown",
      finds: "workflowDetails.onUpload.workflowId",
    },
    {
      name: "a workflow of another stack, with one here",
      props: server("w-0a1b"),
      others: [workflow("CUSTOM")],
      because: "unknown",
      finds: "workflowDetails.onUpload.workflowId",
    },
    {
      name: "a workflow of another stack, not known yet",
      props: server(unknownString),
      others: [workflow("CUSTOM")],
      because: "unknown",
      finds: "workflowDetails.onUpload.workflowId",
    },
    {
      name: "a step not known yet",
      props: server(from("scan")),
      others: [workflow("DECRYPT", unknownString)],
      because: "unknown",
      finds: "Workflow.steps[1].type",
    },
    {
      name: "steps not known yet",
      props: server(from("scan")),
      others: [{ ...workflow(), props: { steps: unknownValue } }],
      because: "unknown",
      finds: "Workflow.steps",
    },
  ],
});
