import { testRule, unknownString } from "../../testing/rule-tester";
import { ecrRepositoryNotPublic } from "./repository-access";

const REGISTRY = "aws:ecr/registryPolicy:RegistryPolicy";
const PUBLIC = "aws:ecrpublic/repository:Repository";

function policy(statement: object): object {
  return {
    repository: "claims",
    policy: JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage", ...statement }],
    }),
  };
}

testRule(ecrRepositoryNotPublic, {
  valid: [
    { name: "an account", props: policy({ Principal: { AWS: "arn:aws:iam::111122223333:root" } }) },
    {
      name: "an organisation",
      props: policy({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
    },
    {
      name: "a public repository that says so",
      type: PUBLIC,
      props: { repositoryName: "tools", tags: { "phiguard:classification": "public" } },
    },
  ],
  invalid: [
    { name: "everyone", props: policy({}), finds: "policy.Statement[0].Principal" },
    { name: "everyone's accounts", props: policy({ Principal: { AWS: "*" } }), finds: "policy.Statement[0].Principal" },
    {
      name: "a public repository of patient data",
      type: PUBLIC,
      props: { repositoryName: "claims", tags: { "phiguard:classification": "phi" } },
      finds: "tags",
    },
    { name: "a public repository that says nothing", type: PUBLIC, props: { repositoryName: "claims" }, finds: "tags" },
  ],
  notJudged: [
    { name: "another type", type: "aws:ecr/repository:Repository", props: {}, because: "other-type" },
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
    {
      name: "a tag not known yet",
      type: PUBLIC,
      props: { tags: { "phiguard:classification": unknownString } },
      because: "unknown",
      finds: "tags",
    },
  ],
  alike: [REGISTRY],
});
