import type { Statement } from "../components/access/policy-document";
import { computeBoundary } from "../components/compute/compute-boundary";
import { arnOf } from "../components/names";
import type { Place } from "../components/site";
import type { Needs } from "./needs";

export const observabilityNeeds: Needs = {
  boundary: (place) => [...computeBoundary(place), ...observabilityBoundary(place)],
};

/** The most that the roles of forwarding, rollback and experiments do, beside what every role and function may. */
export function observabilityBoundary(place: Place): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  return [
    {
      Sid: "Alarms",
      Effect: "Allow",
      Action: [
        "lambda:GetAlias",
        "lambda:ListVersionsByFunction",
        "lambda:UpdateAlias",
        "secretsmanager:GetSecretValue",
        "sns:Publish",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
      ],
      Resource: [
        arnOf(place, "lambda", `function:${ours}`),
        arnOf(place, "secretsmanager", `secret:${ours}`),
        arnOf(place, "sns", ours),
        arnOf(place, "sqs", ours),
      ],
    },
    {
      Sid: "Experiments",
      Effect: "Allow",
      Action: ["ecs:DescribeTasks", "ecs:StopTask", "rds:DescribeDBInstances", "rds:RebootDBInstance"],
      Resource: [arnOf(place, "ecs", `task/${ours}`), arnOf(place, "rds", `db:${ours}`)],
    },
    {
      Sid: "ExperimentsOnNetworks",
      Effect: "Allow",
      Action: [
        "ec2:CreateNetworkAcl",
        "ec2:CreateNetworkAclEntry",
        "ec2:CreateTags",
        "ec2:DeleteNetworkAcl",
        "ec2:ReplaceNetworkAclAssociation",
      ],
      Resource: ["network-acl", "subnet", "vpc"].map((kind) => arnOf(place, "ec2", `${kind}/*`)),
    },
    {
      Sid: "ExperimentsLook",
      Effect: "Allow",
      Action: ["ec2:DescribeManagedPrefixLists", "ec2:DescribeNetworkAcls", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
      Resource: "*",
    },
    {
      Sid: "ExperimentsFindTasks",
      Effect: "Allow",
      Action: "ecs:ListTasks",
      Resource: "*",
      Condition: { ArnLike: { "ecs:cluster": arnOf(place, "ecs", `cluster/${ours}`) } },
    },
  ];
}
