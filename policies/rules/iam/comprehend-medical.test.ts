import { testRule, unknownString } from "../../testing/rule-tester";
import { comprehendmedicalIamScope } from "./comprehend-medical";

const ROLE = "aws:iam/role:Role";
const OTHER_POLICIES = [
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
];
const another = { name: "another type", type: "aws:iam/group:Group", props: {}, because: "other-type" } as const;
const notKnown = {
  name: "not known yet",
  props: { policy: unknownString },
  because: "unknown",
  finds: "policy.Statement",
} as const;

const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const props = (...statements: readonly object[]): object => ({ policy: document(...statements) });
const allow = (Action: unknown, Resource: unknown, more: object = {}): object => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown): object => ({ Effect: "Deny", Action, Resource: "*" });
const when = (operator: string, key: string, value: unknown): object => ({
  Condition: { [operator]: { [key]: value } },
});
const noPolicies = { name: "a role without policies inside", type: ROLE, props: { assumeRolePolicy: "{}" } };
const insideRole = (
  statement: object,
  finds: string,
): { name: string; type: string; props: object; finds: string } => ({
  name: "inside a role",
  type: ROLE,
  props: { inlinePolicies: [{ name: "p", policy: document(statement) }] },
  finds: `inlinePolicies[0].policy.Statement[0].${finds}`,
});

const ACTION = "policy.Statement[0].Action";
const fromVpc = when("StringEquals", "aws:SourceVpce", "vpce-0a1b2c3d4e5f67890");
const CONDITION = "policy.Statement[0].Condition";

testRule(comprehendmedicalIamScope, {
  valid: [
    {
      name: "one action from the VPC",
      props: props(allow("comprehendmedical:DetectPHI", "*", fromVpc)),
    },
    {
      name: "all that the rule knows, to a tagged principal",
      props: props(
        allow(
          [
            "comprehendmedical:DetectEntities",
            "comprehendmedical:DetectEntitiesV2",
            "comprehendmedical:DetectPHI",
            "comprehendmedical:InferICD10CM",
            "comprehendmedical:InferRxNorm",
            "comprehendmedical:InferSNOMEDCT",
          ],
          "*",
          when("StringEquals", "aws:PrincipalTag/workload", "clinical-notes"),
        ),
      ),
    },
    {
      name: "from an endpoint not known yet",
      props: {
        policy: {
          Statement: [allow("comprehendmedical:DetectPHI", "*", when("StringEquals", "aws:SourceVpce", unknownString))],
        },
      },
    },
    {
      name: "from a VPC",
      props: props(allow("comprehendmedical:DetectPHI", "*", when("StringEquals", "aws:sourceVpc", "vpc-0a1b2c3d"))),
    },
    {
      name: "a job that the team allows",
      props: props(allow("comprehendmedical:StartPHIDetectionJob", "*", fromVpc)),
      config: { allowedActions: ["comprehendmedical:StartPHIDetectionJob"] },
    },
    { name: "another service", props: props(allow("comprehend:DetectEntities", "*")) },
    { name: "refuses", props: props(deny("comprehendmedical:*")) },
    noPolicies,
  ],
  invalid: [
    { name: "all of it", props: props(allow("comprehendmedical:*", "*", fromVpc)), finds: ACTION },
    { name: "by wildcard", props: props(allow(["comprehendmedical:Detect*"], "*", fromVpc)), finds: `${ACTION}[0]` },
    { name: "a job", props: props(allow("comprehendmedical:StartPHIDetectionJob", "*", fromVpc)), finds: ACTION },
    { name: "no condition", props: props(allow("comprehendmedical:DetectPHI", "*")), finds: CONDITION },
    {
      name: "another condition",
      props: props(allow("comprehendmedical:DetectPHI", "*", when("StringEquals", "aws:RequestedRegion", "us-east-1"))),
      finds: CONDITION,
    },
    {
      name: "a provider's claim that looks like a tag",
      props: props(
        allow("comprehendmedical:DetectPHI", "*", when("StringEquals", "login:aws:PrincipalTag/team", "claims")),
      ),
      finds: CONDITION,
    },
    {
      name: "from anywhere",
      props: props(allow("comprehendmedical:DetectPHI", "*", when("StringLike", "aws:SourceVpce", "*"))),
      finds: `${CONDITION}.StringLike.aws:SourceVpce`,
    },
    { name: "everything", props: props(allow("*", "*")), finds: [ACTION, CONDITION] },
    {
      name: "all but another service",
      props: props({ Effect: "Allow", NotAction: "iam:*", Resource: "*", ...fromVpc }),
      finds: "policy.Statement[0].NotAction",
    },
    insideRole(allow("comprehendmedical:DetectPHI", "*"), "Condition"),
  ],
  alike: OTHER_POLICIES,
  notJudged: [
    another,
    notKnown,
    {
      name: "action not known yet",
      props: { policy: { Statement: [allow([unknownString], "*", fromVpc)] } },
      because: "unknown",
      finds: `${ACTION}[0]`,
    },
  ],
});
