import type {
  GroupArgs,
  GroupMembershipArgs,
  PolicyAttachmentArgs,
  UserArgs,
  UserGroupMembershipArgs,
  UserPoliciesExclusiveArgs,
  UserPolicyAttachmentsExclusiveArgs,
} from "@pulumi/aws/iam";
import { all, any, no } from "../../answer";
import { absent, present } from "../../predicates";
import { on } from "../../rule";

export const user = on<UserArgs>("aws:iam/user:User");
export const group = on<GroupArgs>("aws:iam/group:Group");
/** Says who is in a group; where a user is. */
export const groupMembership = on<GroupMembershipArgs>("aws:iam/groupMembership:GroupMembership");
export const userGroupMembership = on<UserGroupMembershipArgs>("aws:iam/userGroupMembership:UserGroupMembership");

const GROUPS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html";

export const iamGroupHasUsersCheck = group.relation({
  id: "iam-group-has-users-check",
  title: "Every IAM group has users",
  severity: "low",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
    ],
    nistCsf: ["PR.AC-1", "PR.AC-4"],
    soc2: ["CC1.3", "CC6.1", "CC6.2", "CC6.3"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/iam-group-has-users-check.html",
  says: "has no users, so its policies wait for whoever is added next",
  fix: "Add an aws.iam.GroupMembership with group: group.name and its users, or take the group out.",
  why: "Users that another stack puts into the group can't be seen here; keep the group and its memberships in one program.",
  requires: (p, stack) =>
    any(
      stack.partner(p, groupMembership, "group").some((membership) => present(membership.users)),
      stack.partner(p, userGroupMembership, "groups").exists(),
    ),
});

export const iamUserGroupMembershipCheck = user.relation({
  id: "iam-user-group-membership-check",
  title: "Every IAM user is in a group",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
    ],
    nistCsf: ["ID.AM-6", "PR.AC-1", "PR.AC-4"],
    soc2: ["CC1.3", "CC6.1", "CC6.2", "CC6.3"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/iam-user-group-membership-check.html",
  says: "is in no group, so it has rights of its own or none",
  fix: "Add an aws.iam.UserGroupMembership with user: user.name and its groups.",
  requires: (p, stack) =>
    any(
      stack.partner(p, userGroupMembership, "user").some((membership) => present(membership.groups)),
      stack.partner(p, groupMembership, "users").exists(),
    ),
});

const USER_POLICY = "aws:iam/userPolicy:UserPolicy";
const USER_POLICY_ATTACHMENT = "aws:iam/userPolicyAttachment:UserPolicyAttachment";

/** What gives rights to users: always, or where it lists some. */
const userRights = on<
  { readonly user: string } & PolicyAttachmentArgs & UserPoliciesExclusiveArgs & UserPolicyAttachmentsExclusiveArgs
>(
  USER_POLICY,
  USER_POLICY_ATTACHMENT,
  "aws:iam/policyAttachment:PolicyAttachment",
  "aws:iam/userPoliciesExclusive:UserPoliciesExclusive",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
);

const ALWAYS_FOR_A_USER: ReadonlySet<string> = new Set([USER_POLICY, USER_POLICY_ATTACHMENT]);

export const iamUserNoPoliciesCheck = userRights.rule({
  id: "iam-user-no-policies-check",
  title: "Users get their rights from groups and roles, not from policies of their own",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
    ],
    nistCsf: ["PR.AC-1", "PR.AC-4", "PR.PT-3"],
    soc2: ["CC1.3", "CC6.1", "CC6.2", "CC6.3"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/iam-user-no-policies-check.html",
  says: "gives a policy to a user directly",
  fix: "Attach the policy to a group with an aws.iam.GroupPolicyAttachment, or to a role.",
  why: `Rights that follow a job are reviewed in one place and end when the person leaves the group (${GROUPS}).`,
  requires: (p, _settings, resource) =>
    ALWAYS_FOR_A_USER.has(resource.type)
      ? no("user")
      : all(absent(p.users), absent(p.policyNames), absent(p.policyArns)),
});
