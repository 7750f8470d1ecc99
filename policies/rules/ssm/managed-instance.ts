import type { InstanceArgs, LaunchTemplateArgs } from "@pulumi/aws/ec2";
import type { InstanceProfileArgs, PolicyArgs, RoleArgs } from "@pulumi/aws/iam";
import { about, all, any, no, unknown, unnamed, type Answer } from "../../answer";
import { allows, reaches, someStatement } from "../../policy-document";
import { matches, present, some } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";

const instance = on<InstanceArgs>("aws:ec2/instance:Instance");
const template: Kind<LaunchTemplateArgs> = { types: ["aws:ec2/launchTemplate:LaunchTemplate"] };
const profile: Kind<InstanceProfileArgs> = { types: ["aws:iam/instanceProfile:InstanceProfile"] };
const role: Kind<RoleArgs> = { types: ["aws:iam/role:Role"] };
const policy: Kind<PolicyArgs> = { types: ["aws:iam/policy:Policy"] };
const rolePolicy: Kind<{ role: string; policy: string }> = { types: ["aws:iam/rolePolicy:RolePolicy"] };

interface Attachment {
  readonly role: string;
  readonly roles: string[];
  readonly roleName: string;
  readonly policyArn: string;
  readonly policyArns: string[];
}

const attachment: Kind<Attachment> = {
  types: [
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  ],
};

/** The account's default role for instances without one ("Default Host Management Configuration"). */
const serviceSetting: Kind<{ settingId: string; settingValue: string }> = {
  types: ["aws:ssm/serviceSetting:ServiceSetting"],
};
const DEFAULT_ROLE = /ssm\/managed-instance\/default-ec2-instance-management-role$/;

/** AWS's policies that let the agent register the instance. */
const MANAGED =
  /policy\/(AmazonSSMManagedInstanceCore|AmazonSSMManagedEC2InstanceDefaultPolicy|service-role\/AmazonEC2RoleforSSM|AdministratorAccess)$/;

/** With this call the agent registers the instance and reports that it is there. */
const REGISTERS = "ssm:UpdateInstanceInformation";

export const ec2InstanceManagedBySystemsManager = instance.relation({
  id: "ec2-instance-managed-by-systems-manager",
  title: "Instances are managed by Systems Manager",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(5)(ii)(B)"],
    nistCsf: ["ID.AM-1", "ID.AM-2", "PR.DS-3", "PR.DS-7", "PR.DS-8", "PR.IP-1", "PR.IP-12", "PR.IP-2"],
    soc2: ["CC3.2", "CC6.1", "CC6.2", "CC7.1"],
  },
  source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html",
  says: "has no role that lets Systems Manager manage it",
  fix: "Attach aws.iam.ManagedPolicy.AmazonSSMManagedInstanceCore to the role of its iamInstanceProfile.",
  why: "Whether the agent runs and registers only AWS Config can tell. A profile that another stack makes can't be seen here.",
  requires: (p, stack) =>
    any(
      ...stack.all(serviceSetting).map((setting) => unnamed(isDefaultRole(setting))),
      ...profilesNamed(p, stack).map((name) => profileManages(name, stack)),
    ),
});

function isDefaultRole(setting: Reading<{ settingId: string; settingValue: string }>): Answer {
  return all(matches(setting.settingId, DEFAULT_ROLE), present(setting.settingValue));
}

/** The instance's own profile, else that of its launch template. */
function profilesNamed(p: Reading<InstanceArgs>, stack: StackView): Reading<unknown>[] {
  if (present(p.iamInstanceProfile).truth === true) return [p.iamInstanceProfile];
  const templates = stack.named(p.launchTemplate, template).certain;
  return [p.iamInstanceProfile, ...templates.map((one) => one.iamInstanceProfile as Reading<unknown>)];
}

function profileManages(name: Reading<unknown>, stack: StackView): Answer {
  const [made] = stack.named(name, profile).certain;
  if (made !== undefined) return all(present(made.role), roleManages(made, stack));
  return present(name).truth === true ? unknown(pathOf(name)) : no(pathOf(name));
}

function roleManages(by: Reading<InstanceProfileArgs>, stack: StackView): Answer {
  const [own] = stack.named(by.role, role).certain;
  if (own === undefined) return unknown(pathOf(by.role));
  const attached = [
    ...stack.partner(own, attachment, "role").certain,
    ...stack.partner(own, attachment, "roles").certain,
    ...stack.partner(own, attachment, "roleName").certain,
  ];
  const answer = any(
    some(own.managedPolicyArns, (arn) => isManaged(arn as Reading<string>, stack)),
    some(own.inlinePolicies, (inline) => registers((inline as Reading<{ policy: string }>).policy)),
    ...stack.partner(own, rolePolicy, "role").certain.map((one) => registers(one.policy)),
    ...attached.flatMap((one) => [
      isManaged(one.policyArn, stack),
      some(one.policyArns, (arn) => isManaged(arn as Reading<string>, stack)),
    ]),
  );
  return about(answer, "RolePolicyAttachment");
}

function isManaged(arn: Reading<string>, stack: StackView): Answer {
  const [own] = stack.named(arn, policy).certain;
  return own === undefined ? matches(arn, MANAGED) : registers(own.policy as Reading<unknown>);
}

function registers(document: Reading<unknown>): Answer {
  return someStatement(document, (statement) => all(allows(statement), reaches(statement, REGISTERS)));
}
