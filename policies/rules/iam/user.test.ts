import { from, testRule, unknownString } from "../../testing/rule-tester";
import { iamNoIamUsers, iamNoRootAccessKeyResource } from "./user";

testRule(iamNoIamUsers, {
  refusesEvery: true,
  valid: [],
  invalid: [{ name: "declared", props: { name: "ada" }, finds: [] }],
  notJudged: [{ name: "a role", type: "aws:iam/role:Role", props: {}, because: "other-type" }],
});

testRule(iamNoRootAccessKeyResource, {
  valid: [
    { name: "of a user", props: { user: "claims-export" } },
    { name: "of a user whose name begins alike", props: { user: "rooted" } },
    { name: "of a user whose name ends alike", props: { user: "groot" } },
    { name: "of a user's ARN", props: { user: "arn:aws:iam::111122223333:user/root" } },
    { name: "of a user made here", props: { user: from("u") }, others: [{ type: "aws:iam/user:User", name: "u" }] },
    { name: "user left out", props: {} },
  ],
  invalid: [
    { name: "of the root user", props: { user: "root" }, finds: "user" },
    { name: "in capitals", props: { user: "Root" }, finds: "user" },
    { name: "as the credential report calls it", props: { user: "<root_account>" }, finds: "user" },
    { name: "by ARN", props: { user: "arn:aws:iam::111122223333:root" }, finds: "user" },
    { name: "by ARN, GovCloud", props: { user: "arn:aws-us-gov:iam::111122223333:root" }, finds: "user" },
  ],
  notJudged: [
    { name: "a role", type: "aws:iam/role:Role", props: {}, because: "other-type" },
    { name: "not known yet", props: { user: unknownString }, because: "unknown", finds: "user" },
    {
      name: "made from something that is no user",
      props: { user: from("other") },
      others: [{ type: "pulumi:pulumi:StackReference", name: "other" }],
      because: "unknown",
      finds: "user",
    },
  ],
});
