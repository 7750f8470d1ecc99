import type { Rule } from "../../rule";
import * as policy from "./policy";
import * as reach from "./policy-reach";
import * as role from "./role";
import * as user from "./user";

export const rules: readonly Rule[] = [
  reach.iamCustomerPolicyBlockedKmsActions,
  reach.iamInlinePolicyBlockedKmsActions,
  policy.iamNoIamfullaccessPolicy,
  policy.iamNoInlinePolicyCheck,
  reach.iamPolicyNoDataExfiltration,
  reach.iamPolicyNoPrivilegeEscalation,
  policy.iamPolicyNoStarResource,
  policy.iamPolicyNoStatementsWithAdminAccess,
  policy.iamPolicyNoStatementsWithFullAccess,
  role.iamRoleConfusedDeputyPrevention,
  role.iamRoleTrustNotOpen,
  user.iamNoIamUsers,
];
