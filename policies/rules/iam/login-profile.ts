import type {
  GroupPolicyArgs,
  GroupPolicyAttachmentArgs,
  PolicyArgs,
  PolicyAttachmentArgs,
  UserLoginProfileArgs,
  UserPolicyArgs,
  UserPolicyAttachmentArgs,
} from "@pulumi/aws/iam";
import { about, any, type Answer } from "../../answer";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import type { Partners, StackView } from "../../stack-view";
import { group, groupMembership, user, userGroupMembership } from "./membership";
import { refusesWithoutSecondFactor } from "./second-factor";

const loginProfile = on<UserLoginProfileArgs>("aws:iam/userLoginProfile:UserLoginProfile");
const policy = on<PolicyArgs>("aws:iam/policy:Policy");
const userPolicy = on<UserPolicyArgs>("aws:iam/userPolicy:UserPolicy");
const groupPolicy = on<GroupPolicyArgs>("aws:iam/groupPolicy:GroupPolicy");
const userAttachment = on<UserPolicyAttachmentArgs>("aws:iam/userPolicyAttachment:UserPolicyAttachment");
const groupAttachment = on<GroupPolicyAttachmentArgs>("aws:iam/groupPolicyAttachment:GroupPolicyAttachment");
const attachment = on<PolicyAttachmentArgs>("aws:iam/policyAttachment:PolicyAttachment");

export const iamUserNoConsoleLogin = loginProfile.relation({
  id: "iam-user-no-console-login",
  title: "No IAM user signs in to the console by password, unless a policy insists on a second factor",
  severity: "medium",
  controls: { hipaa: ["164.312(d)"] },
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html",
  says: "lets a user sign in to the console by password alone",
  fix: "Let people sign in through IAM Identity Center, or give the user or its group a policy that denies everything where BoolIfExists aws:MultiFactorAuthPresent is false.",
  why: "The policy must be seen to hold for this user: the program makes it, and gives it to the user or to one of its groups.",
  requires: (p, stack) => {
    const answer = stack.named(p.user, user).some((owner) => insistsOnSecondFactor(owner, stack));
    return about(answer, "user");
  },
});

/** A policy of the user's own or of one of its groups. */
function insistsOnSecondFactor(owner: Reading<unknown>, stack: StackView): Answer {
  const groups = [
    ...stack.partner(owner, userGroupMembership, "user").certain.flatMap((at) => stack.named(at.groups, group).certain),
    ...stack.partner(owner, groupMembership, "users").certain.flatMap((at) => stack.named(at.group, group).certain),
  ];
  return any(
    ...inline(stack.partner(owner, userPolicy, "user")),
    ...attached(stack.partner(owner, userAttachment, "user"), stack),
    ...attached(stack.partner(owner, attachment, "users"), stack),
    ...groups.flatMap((of) => [
      ...inline(stack.partner(of, groupPolicy, "group")),
      ...attached(stack.partner(of, groupAttachment, "group"), stack),
      ...attached(stack.partner(of, attachment, "groups"), stack),
    ]),
  );
}

function inline(policies: Partners<{ readonly policy: unknown }>): Answer[] {
  return policies.certain.map((found) => refusesWithoutSecondFactor(found.policy));
}

function attached(attachments: Partners<{ readonly policyArn: unknown }>, stack: StackView): Answer[] {
  return attachments.certain.flatMap((found) =>
    stack.named(found.policyArn, policy).certain.map((made) => refusesWithoutSecondFactor(made.policy)),
  );
}
