import { from, testRule, unknownString } from "../../testing/rule-tester";
import { appflowConnectorProfileCmk, appflowFlowCmk, appflowFlowDescription } from "./flow";

const FLOW_NATIVE = "aws-native:appflow:Flow";
const PROFILE_NATIVE = "aws-native:appflow:ConnectorProfile";
const another = {
  name: "another type",
  type: "aws:athena/workgroup:Workgroup",
  props: {},
  because: "other-type",
} as const;
const kmsArn = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";

const flow = {
  name: "claims-from-crm",
  sourceFlowConfig: { connectorType: "Salesforce", sourceConnectorProperties: { salesforce: { object: "Claim" } } },
  destinationFlowConfigs: [
    { connectorType: "S3", destinationConnectorProperties: { s3: { bucketName: "clinic-claims" } } },
  ],
  tasks: [{ taskType: "Map_all", sourceFields: [] }],
  triggerConfig: { triggerType: "OnDemand" },
};
const profile = {
  name: "crm",
  connectorType: "Salesforce",
  connectionMode: "Private",
  connectorProfileConfig: {
    connectorProfileCredentials: {
      salesforce: { clientCredentialsArn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:crm" },
    },
    connectorProfileProperties: { salesforce: { instanceUrl: "https://clinic.example" } },
  },
};
const key = [{ type: "aws:kms/key:Key", name: "key" }];

for (const [rule, props, native] of [
  [appflowFlowCmk, flow, FLOW_NATIVE],
  [appflowConnectorProfileCmk, profile, PROFILE_NATIVE],
] as const) {
  testRule(rule, {
    valid: [
      { name: "key by ARN", props: { ...props, kmsArn } },
      { name: "key made in the same preview", props: { ...props, kmsArn: from("key") }, others: key },
    ],
    invalid: [
      { name: "left out", props, finds: "kmsArn" },
      {
        name: "key of AWS",
        props: { ...props, kmsArn: "arn:aws:kms:us-east-1:111122223333:alias/aws/appflow" },
        finds: "kmsArn",
      },
    ],
    alike: [native],
    notJudged: [
      another,
      { name: "from another stack", props: { ...props, kmsArn: unknownString }, because: "unknown", finds: "kmsArn" },
    ],
  });
}

testRule(appflowFlowDescription, {
  valid: [{ name: "described", props: { ...flow, description: "Copies claims from the CRM to the claims bucket" } }],
  invalid: [
    { name: "left out", props: flow, finds: "description" },
    { name: "empty", props: { ...flow, description: "" }, finds: "description" },
    { name: "blank", props: { ...flow, description: "  " }, finds: "description" },
  ],
  alike: [FLOW_NATIVE],
  notJudged: [
    another,
    { name: "not known yet", props: { ...flow, description: unknownString }, because: "unknown", finds: "description" },
  ],
});
