import { expect } from "chai";
import type { Resource } from "../../resource";
import { UNKNOWN } from "../../value";
import {
  allow,
  clean,
  edges,
  intake,
  made,
  policy,
  reader,
  readsIntake,
  role,
  rolePolicy,
  writesClean,
} from "./testing/flow-samples";

const FUNCTION = "aws:lambda/function:Function";

interface Row {
  readonly name: string;
  readonly resources: readonly Resource[];
  readonly edges: readonly string[];
}

const ROWS: Row[] = [
  {
    name: "inline",
    resources: [intake, clean, role({ inlinePolicies: [{ policy: policy(readsIntake, writesClean) }] }), reader],
    edges: ["f > clean", "intake > f"],
  },
  {
    name: "one inline block",
    resources: [intake, clean, role({ inlinePolicies: { policy: policy(readsIntake) } }), reader],
    edges: ["intake > f"],
  },
  {
    name: "role policy",
    resources: [intake, clean, role(), reader, rolePolicy(policy(readsIntake, writesClean))],
    edges: ["f > clean", "intake > f"],
  },
  {
    name: "attached policy",
    resources: [
      intake,
      clean,
      role(),
      reader,
      made("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached", {}, { role: "role", policyArn: "managed" }),
      made("aws:iam/policy:Policy", "managed", { policy: policy(writesClean) }),
    ],
    edges: ["f > clean"],
  },
  {
    name: "document as an object, ARN not known yet",
    resources: [intake, role(), reader, rolePolicy({ Statement: allow("s3:*", UNKNOWN) }, "intake")],
    edges: ["f > intake", "intake > f"],
  },
  {
    name: "inline, ARN not known yet",
    resources: [
      intake,
      made(
        "aws:iam/role:Role",
        "role",
        { inlinePolicies: [{ policy: { Statement: [allow("s3:GetObject", UNKNOWN)] } }] },
        { inlinePolicies: "intake" },
      ),
      reader,
    ],
    edges: ["intake > f"],
  },
  {
    name: "one of several actions",
    resources: [
      intake,
      role(),
      reader,
      rolePolicy(policy(allow(["s3:ListBucket", "s3:GetObject", "s3:PutObject"], "arn:aws:s3:::intake"))),
    ],
    edges: ["f > intake", "intake > f"],
  },
  {
    name: "a queue",
    resources: [
      made("aws:sqs/queue:Queue", "q", { name: "q" }),
      role(),
      reader,
      rolePolicy(policy(allow("sqs:ReceiveMessage", "arn:aws:sqs:us-east-1:111122223333:q"))),
    ],
    edges: ["q > f"],
  },
  { name: "a document that is none", resources: [intake, role(), reader, rolePolicy("null")], edges: [] },
  {
    name: "every action",
    resources: [intake, role(), reader, rolePolicy(policy(allow("*", "arn:aws:s3:::intake")))],
    edges: ["f > intake", "intake > f"],
  },
  { name: "document not known yet", resources: [intake, role(), reader, rolePolicy(UNKNOWN, "intake")], edges: [] },
  {
    name: "a Deny",
    resources: [intake, role(), reader, rolePolicy(policy({ ...readsIntake, Effect: "Deny" }))],
    edges: [],
  },
  {
    name: "a wildcard behind another action",
    resources: [intake, role(), reader, rolePolicy(policy(allow("s3:ListBucket*", "arn:aws:s3:::intake")))],
    edges: [],
  },
  {
    name: "neither reads nor writes",
    resources: [intake, role(), reader, rolePolicy(policy(allow("s3:ListBucket", "arn:aws:s3:::intake")))],
    edges: [],
  },
  {
    name: "on all resources",
    resources: [intake, role(), reader, rolePolicy(policy(allow("s3:GetObject", "*")))],
    edges: [],
  },
  {
    name: "statement without resources",
    resources: [intake, role(), reader, rolePolicy(policy({ Effect: "Allow", Action: "s3:GetObject" }))],
    edges: [],
  },
  {
    name: "on what keeps no data",
    resources: [
      made(FUNCTION, "g", { name: "g" }),
      role(),
      reader,
      rolePolicy(policy(allow("lambda:GetFunction", "arn:aws:lambda:us-east-1:111122223333:function:g"))),
    ],
    edges: [],
  },
  ...["Get", "BatchGet", "Query", "Scan", "Receive", "Read", "Search", "Select"].map((verb) => ({
    name: `${verb} reads`,
    resources: [intake, role(), reader, rolePolicy(policy(allow(`x:${verb}Thing`, "arn:aws:s3:::intake")))],
    edges: ["intake > f"],
  })),
  ...["Put", "BatchWrite", "Update", "Send", "Publish", "Write", "Create"].map((verb) => ({
    name: `${verb} writes`,
    resources: [intake, role(), reader, rolePolicy(policy(allow(`x:${verb}Thing`, "arn:aws:s3:::intake")))],
    edges: ["f > intake"],
  })),
  ...(
    [
      ["aws:sfn/stateMachine:StateMachine", "roleArn"],
      ["aws:glue/job:Job", "roleArn"],
      ["aws:ecs/taskDefinition:TaskDefinition", "taskRoleArn"],
    ] as const
  ).map(([type, property]) => ({
    name: `${property} of ${type}`,
    resources: [intake, role(), made(type, "f", {}, { [property]: "role" }), rolePolicy(policy(readsIntake))],
    edges: ["intake > f"],
  })),
  {
    name: "two workers of one role",
    resources: [intake, role(), reader, made(FUNCTION, "g", {}, { role: "role" }), rolePolicy(policy(readsIntake))],
    edges: ["intake > f", "intake > g"],
  },
];

describe("what a role reads and writes", () => {
  for (const row of ROWS) {
    it(row.name, () => expect(edges(...row.resources)).to.deep.equal([...row.edges].sort()));
  }
});
