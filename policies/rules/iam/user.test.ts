import { testRule } from "../../testing/rule-tester";
import { iamNoIamUsers } from "./user";

testRule(iamNoIamUsers, {
  refusesEvery: true,
  valid: [],
  invalid: [{ name: "declared", props: { name: "ada" }, finds: [] }],
  notJudged: [{ name: "a role", type: "aws:iam/role:Role", props: {}, because: "other-type" }],
});
