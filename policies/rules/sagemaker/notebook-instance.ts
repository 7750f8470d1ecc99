import type { DomainArgs, NotebookInstanceArgs } from "@pulumi/aws/sagemaker";
import { all, any, fromBoolean, not, unknown, yes, type Answer } from "../../answer";
import { allows, everyStatement, type Statement } from "../../policy-document";
import { absent, customerKey, every, given, is, matches, oneOf } from "../../predicates";
import { pathOf, referencesOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { texts } from "../../rule-config";
import { UNKNOWN } from "../../value";
import { isEveryAction, onEverything } from "../iam/grants";
import { rightsOf, ROLE } from "../iam/role-rights";

const NOTEBOOK = "aws:sagemaker/notebookInstance:NotebookInstance";
const notebook = on<NotebookInstanceArgs>(NOTEBOOK);
const notebookOrDomain = on<Pick<NotebookInstanceArgs & DomainArgs, "kmsKeyId">>(
  NOTEBOOK,
  "aws:sagemaker/domain:Domain",
);

const CREATE = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html";

export const sagemakerNotebookInstanceKmsKeyConfigured = notebookOrDomain.rule({
  id: "sagemaker-notebook-instance-kms-key-configured",
  title: "SageMaker notebooks and domains encrypt their storage with a customer managed key",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
    soc2: ["CC6.1", "CC6.2"],
  },
  source: CREATE,
  says: "names no customer managed key for its storage",
  fix: "Set kmsKeyId: key.id.",
  requires: (p) => customerKey(p.kmsKeyId),
});

export const sagemakerNotebookNoDirectInternetAccess = notebook.rule({
  id: "sagemaker-notebook-no-direct-internet-access",
  title: "SageMaker notebooks reach the internet through the VPC alone",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.IP-8", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html",
  says: "has a way to the internet that the VPC does not see",
  fix: 'Set directInternetAccess: "Disabled" with subnetId and securityGroups.',
  requires: (p) => is(p.directInternetAccess, "Disabled"),
});

export const sagemakerNotebookInstanceInsideVpc = notebook.rule({
  id: "sagemaker-notebook-instance-inside-vpc",
  title: "SageMaker notebooks stand in a subnet with security groups",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html",
  says: "stands outside the team's VPC, or in it without security groups of its own",
  fix: "Set subnetId: subnet.id and securityGroups: [securityGroup.id].",
  requires: (p) => all(given(p.subnetId), given(p.securityGroups)),
});

export const sagemakerNotebookInstanceRootAccessCheck = notebook.rule({
  id: "sagemaker-notebook-instance-root-access-check",
  title: "Users of SageMaker notebooks are not root",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html",
  says: "makes its users root, so they can change and read every file on it",
  fix: 'Set rootAccess: "Disabled".',
  why: "Lifecycle configurations run as root all the same.",
  remedy: { rootAccess: "Disabled" },
  requires: (p) => is(p.rootAccess, "Disabled"),
});

export const sagemakerNotebookImdsv2 = notebook.rule({
  id: "sagemaker-notebook-imdsv2",
  title: "SageMaker notebooks accept version 2 of the instance metadata service alone",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-imds.html",
  says: "gives the credentials of its role to any request that its software can be led to make",
  fix: 'Set instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" }.',
  remedy: { "instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion": "2" },
  requires: (p) => oneOf(p.instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion, ["2", 2]),
});

const refusedPolicies = texts({
  name: "refusedPolicies",
  description: "Names of AWS managed policies that the role of a notebook must not have.",
  fallback: ["AdministratorAccess", "AmazonSageMakerFullAccess", "PowerUserAccess"],
});

export const sagemakerNotebookRoleLeastPrivilege = notebook.relation({
  id: "sagemaker-notebook-role-least-privilege",
  title: "Roles of SageMaker notebooks list the actions that the work needs",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
  says: "has a role with every right, with a whole service on all resources, or with one of AWS's policies for full access",
  fix: "Give the role a policy that lists the actions and resources that the notebook needs.",
  why: "Whoever opens the notebook has all rights of its role. A whole service on named resources, such as s3:* on one bucket, is accepted.",
  adviseIfOpen:
    "Policies of such a role are usually written from ARNs of buckets and keys that do not exist before the first update.",
  config: [refusedPolicies],
  appliesWhen: (p, stack) => stack.named(p.roleArn, ROLE).exists(),
  otherwise: "Its role is made outside this program and is judged there.",
  requires: (p, stack) =>
    stack.named(p.roleArn, ROLE).every((role) => {
      const { documents, policyArns } = rightsOf(role, stack);
      const refused = new Set<unknown>(refusedPolicies.of(stack.settings));
      return all(
        ...policyArns.map((arn) => isNotRefused(arn, refused)),
        ...documents.map((document) => everyStatement(document, isNarrow)),
      );
    }),
});

/** The ARN of a policy that this program makes names none of AWS's, known or not. */
function isNotRefused(arn: Reading<string>, refused: ReadonlySet<unknown>): Answer {
  const value = valueOf(arn);
  if (value === UNKNOWN) return (referencesOf(arn) ?? []).length > 0 ? yes : unknown(pathOf(arn));
  const [, path] = String(value).split(":iam::aws:policy/");
  return fromBoolean(!refused.has(path?.split("/").pop()), pathOf(arn));
}

function isNarrow(statement: Reading<Statement>): Answer {
  return any(
    not(allows(statement)),
    all(
      absent(statement.NotAction),
      every(statement.Action, (item) => {
        const action = item as Reading<string>;
        return all(
          not(isEveryAction(action), pathOf(action)),
          not(all(matches(action, /:\*+$/), onEverything(statement)), pathOf(action)),
        );
      }),
    ),
  );
}
