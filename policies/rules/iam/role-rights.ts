import type { PolicyArgs, RoleArgs, RolePolicyArgs } from "@pulumi/aws/iam";
import { itemsOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";

export const ROLE: Kind<RoleArgs> = { types: ["aws:iam/role:Role"] };
const ROLE_POLICY: Kind<RolePolicyArgs> = { types: ["aws:iam/rolePolicy:RolePolicy"] };
const MANAGED: Kind<PolicyArgs> = { types: ["aws:iam/policy:Policy"] };

/** One role by `role`, or many by `roles`. */
interface AttachmentArgs {
  readonly role: string;
  readonly roles: string[];
  readonly policyArn: string;
}

const ATTACHMENT: Kind<AttachmentArgs> = {
  types: ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "aws:iam/policyAttachment:PolicyAttachment"],
};

/** What this program gives to a role. */
export interface RoleRights {
  /** Policy documents inside the role, beside it and attached. */
  readonly documents: readonly Reading<unknown>[];
  /** ARNs of attached policies, AWS's own included. */
  readonly policyArns: readonly Reading<string>[];
}

export function rightsOf(role: Reading<RoleArgs>, stack: StackView): RoleRights {
  const attachments = [
    ...stack.partner(role, ATTACHMENT, "role").certain,
    ...stack.partner(role, ATTACHMENT, "roles").certain,
  ];
  const attached = [role.managedPolicyArns, ...attachments.map(({ policyArn }) => policyArn)].flatMap(
    (named) => stack.named(named, MANAGED).certain,
  );
  return {
    documents: [
      ...elements<{ policy: string }>(role.inlinePolicies).map(({ policy }) => policy),
      ...[...stack.partner(role, ROLE_POLICY, "role").certain, ...attached].map(({ policy }) => policy),
    ],
    policyArns: [...elements<string>(role.managedPolicyArns), ...attachments.map(({ policyArn }) => policyArn)],
  };
}

/** A list that is not known yet stands for its elements: it reads as unknown at every depth. */
function elements<T>(list: Reading<unknown>): readonly Reading<T>[] {
  const items = itemsOf(list);
  return (items === UNKNOWN ? [list] : items) as unknown as readonly Reading<T>[];
}
