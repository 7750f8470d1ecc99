import { from, testRule, unknownString } from "../../testing/rule-tester";
import { prometheusWorkspaceCmk } from "./workspace";

testRule(prometheusWorkspaceCmk, {
  valid: [
    { name: "by ARN", props: { alias: "claims", kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/7c1a" } },
    {
      name: "made in the same preview",
      props: { alias: "claims", kmsKeyArn: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: { alias: "claims" }, finds: "kmsKeyArn" },
    { name: "empty", props: { alias: "claims", kmsKeyArn: "" }, finds: "kmsKeyArn" },
  ],
  notJudged: [
    { name: "another type", type: "aws:grafana/workspace:Workspace", props: {}, because: "other-type" },
    { name: "of another stack", props: { kmsKeyArn: unknownString }, because: "unknown", finds: "kmsKeyArn" },
  ],
});
