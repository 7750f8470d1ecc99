import type { FlowArgs } from "@pulumi/aws/appflow";
import { customerKey, matches } from "../../predicates";
import { on } from "../../rule";

/** Cloud Control's own provider spells the same where it is asked here. */
const flow = on<FlowArgs>("aws:appflow/flow:Flow", "aws-native:appflow:Flow");
const connectorProfile = on<{ readonly kmsArn: string }>(
  "aws:appflow/connectorProfile:ConnectorProfile",
  "aws-native:appflow:ConnectorProfile",
);

const PROTECTION = "https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html";

export const appflowFlowCmk = flow.rule({
  id: "appflow-flow-cmk",
  title: "AppFlow flows encrypt what they move with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: PROTECTION,
  says: "encrypts what it moves with a key of AppFlow",
  fix: "Set kmsArn: key.arn.",
  requires: (p) => customerKey(p.kmsArn),
});

export const appflowConnectorProfileCmk = connectorProfile.rule({
  id: "appflow-connector-profile-cmk",
  title: "AppFlow connector profiles keep their credentials under a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: PROTECTION,
  says: "keeps the credentials of its connection under a key of AppFlow",
  fix: "Set kmsArn: key.arn.",
  requires: (p) => customerKey(p.kmsArn),
});

export const appflowFlowDescription = flow.rule({
  id: "appflow-flow-description",
  title: "AppFlow flows say what they are for",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/appflow/1.0/APIReference/API_CreateFlow.html",
  says: "does not say what it moves and why",
  fix: 'Set description, e.g. "Copies appointments from the CRM to the claims bucket".',
  requires: (p) => matches(p.description, /\S/),
});
