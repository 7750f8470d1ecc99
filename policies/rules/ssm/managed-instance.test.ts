import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { ec2InstanceManagedBySystemsManager } from "./managed-instance";

const CORE = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
const PROFILE = "aws:iam/instanceProfile:InstanceProfile";
const ROLE = "aws:iam/role:Role";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const SETTING = "aws:ssm/serviceSetting:ServiceSetting";
const profile: OtherResource = { type: PROFILE, name: "p", props: { role: from("r") } };
const role: OtherResource = { type: ROLE, name: "r" };
const attached = (policyArn: string): OtherResource => ({
  type: ATTACHMENT,
  name: "a",
  props: { role: from("r"), policyArn },
});
const grant = (Effect: string, Action: string): string =>
  JSON.stringify({ Statement: [{ Effect, Action, Resource: "*" }] });
const by = (...others: OtherResource[]) => ({
  props: { iamInstanceProfile: from("p") },
  others: [profile, role, ...others],
});
const withRole = (props: object) => ({
  props: { iamInstanceProfile: from("p") },
  others: [profile, { ...role, props }],
});
const setting = (settingId: string, settingValue?: string) => ({
  props: {},
  others: [{ type: SETTING, name: "s", props: { settingId, settingValue } }],
});
const NONE = "RolePolicyAttachment";

testRule(ec2InstanceManagedBySystemsManager, {
  valid: [
    {
      name: "managed by name",
      props: { iamInstanceProfile: "claims" },
      others: [
        { type: PROFILE, name: "p", props: { name: "claims", role: "claims-role" } },
        { type: ROLE, name: "r", props: { name: "claims-role" } },
        { type: ATTACHMENT, name: "a", props: { role: "claims-role", policyArn: CORE } },
      ],
    },
    { name: "by reference", ...by(attached(CORE)) },
    ...[
      "policy/AmazonSSMManagedEC2InstanceDefaultPolicy",
      "policy/service-role/AmazonEC2RoleforSSM",
      "policy/AdministratorAccess",
    ].map((policy) => ({ name: policy, ...by(attached(`arn:aws:iam::aws:${policy}`)) })),
    { name: "inside the role", ...withRole({ managedPolicyArns: [CORE] }) },
    { name: "inline in the role", ...withRole({ inlinePolicies: [{ policy: grant("Allow", "ssm:*") }] }) },
    {
      name: "a policy of the role",
      ...by({
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "i",
        props: { role: from("r"), policy: grant("Allow", "ssm:UpdateInstanceInformation") },
      }),
    },
    {
      name: "a policy of one's own",
      ...by(
        { type: "aws:iam/policy:Policy", name: "own", props: { policy: grant("Allow", "ssm:Update*") } },
        { type: ATTACHMENT, name: "a", props: { role: from("r"), policyArn: from("own") } },
      ),
    },
    {
      name: "attached to roles",
      ...by({
        type: "aws:iam/policyAttachment:PolicyAttachment",
        name: "a",
        props: { roles: [from("r")], policyArn: CORE },
      }),
    },
    {
      name: "attached exclusively",
      ...by({
        type: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        name: "a",
        props: { roleName: from("r"), policyArns: [CORE] },
      }),
    },
    {
      name: "profile of the launch template",
      props: { launchTemplate: { id: from("t") } },
      others: [
        profile,
        role,
        attached(CORE),
        { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "t", props: { iamInstanceProfile: { arn: from("p") } } },
      ],
    },
    {
      name: "default role of the account",
      ...setting("/ssm/managed-instance/default-ec2-instance-management-role", "r"),
    },
  ],
  invalid: [
    { name: "no profile", props: {}, finds: "iamInstanceProfile" },
    { name: "nothing attached", ...by(), finds: NONE },
    { name: "another policy", ...by(attached("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")), finds: NONE },
    {
      name: "attached to another role",
      ...by({ type: ROLE, name: "r2" }, { type: ATTACHMENT, name: "a", props: { role: from("r2"), policyArn: CORE } }),
      finds: NONE,
    },
    { name: "a Deny", ...withRole({ inlinePolicies: [{ policy: grant("Deny", "ssm:*") }] }), finds: NONE },
    {
      name: "another call",
      ...withRole({ inlinePolicies: [{ policy: grant("Allow", "ssm:GetParameter") }] }),
      finds: NONE,
    },
    {
      name: "profile without a role",
      props: { iamInstanceProfile: from("p") },
      others: [{ type: PROFILE, name: "p" }],
      finds: "InstanceProfile.role",
    },
    {
      name: "no default role",
      ...setting("/ssm/managed-instance/default-ec2-instance-management-role"),
      finds: "iamInstanceProfile",
    },
    {
      name: "another setting",
      ...setting("/ssm/parameter-store/default-parameter-tier", "r"),
      finds: "iamInstanceProfile",
    },
    {
      name: "launch template without a profile",
      props: { launchTemplate: { id: from("t") } },
      others: [{ type: "aws:ec2/launchTemplate:LaunchTemplate", name: "t" }],
      finds: ["iamInstanceProfile", "LaunchTemplate.iamInstanceProfile"],
    },
    {
      name: "own profile in place of the launch template's",
      props: { iamInstanceProfile: from("p2"), launchTemplate: { id: from("t") } },
      others: [
        profile,
        role,
        attached(CORE),
        { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "t", props: { iamInstanceProfile: { arn: from("p") } } },
        { type: PROFILE, name: "p2" },
      ],
      finds: "InstanceProfile.role",
    },
    { name: "a policy whose name goes on", ...by(attached(`${CORE}Lite`)), finds: NONE },
    {
      name: "a setting whose name goes on",
      ...setting("/ssm/managed-instance/default-ec2-instance-management-role/x", "r"),
      finds: "iamInstanceProfile",
    },
  ],
  notJudged: [
    { name: "another type", type: ROLE, props: {}, because: "other-type" },
    {
      name: "profile of another stack",
      props: { iamInstanceProfile: unknownString },
      because: "unknown",
      finds: "iamInstanceProfile",
    },
    {
      name: "role of another stack",
      props: { iamInstanceProfile: from("p") },
      others: [{ type: PROFILE, name: "p", props: { role: "claims-role" } }],
      because: "unknown",
      finds: "InstanceProfile.role",
    },
  ],
});
