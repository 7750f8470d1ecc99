import type { Rule } from "../../rule";
import * as breakGlass from "./break-glass";
import * as cognito from "./cognito";
import * as comprehendMedical from "./comprehend-medical";
import * as loginProfile from "./login-profile";
import * as membership from "./membership";
import * as passwords from "./password-policy";
import * as phiRole from "./phi-role";
import * as policy from "./policy";
import * as actions from "./policy-actions";
import * as limits from "./policy-limits";
import * as reach from "./policy-reach";
import * as provider from "./provider";
import * as resourcePolicy from "./resource-policy";
import * as role from "./role";
import * as user from "./user";

export const rules: readonly Rule[] = [
  breakGlass.iamBreakGlassRole,
  cognito.cognitoIdentityPoolNoGuestAccess,
  cognito.cognitoUserPoolAdvancedSecurityEnabled,
  cognito.cognitoUserPoolDeletionProtectionEnabled,
  cognito.cognitoUserPoolMfaEnabled,
  cognito.cognitoUserPoolPasswordPolicyCheck,
  comprehendMedical.comprehendmedicalIamScope,
  actions.iamPolicyNoCredentialExposure,
  limits.iamPolicyNoFullAccessCloudtrail,
  limits.iamPolicyNoMarketplaceSubscribeWildcard,
  actions.iamPolicyNoUnconstrainedPermissionsManagement,
  actions.iamPolicyNoUnconstrainedWrite,
  loginProfile.iamUserNoConsoleLogin,
  membership.iamGroupHasUsersCheck,
  membership.iamUserGroupMembershipCheck,
  membership.iamUserNoPoliciesCheck,
  passwords.iamPasswordPolicy,
  passwords.iamPasswordPolicyLowercase,
  passwords.iamPasswordPolicyMaxAge90,
  passwords.iamPasswordPolicyMinimumLength14,
  passwords.iamPasswordPolicyNumber,
  passwords.iamPasswordPolicyReuse24,
  passwords.iamPasswordPolicySymbol,
  passwords.iamPasswordPolicyUppercase,
  phiRole.iamPermissionsBoundaryRequired,
  phiRole.iamPhiRoleMfaCondition,
  phiRole.iamPhiRoleSessionDuration,
  policy.iamNoIamfullaccessPolicy,
  policy.iamNoInlinePolicyCheck,
  policy.iamPolicyNoStarResource,
  policy.iamPolicyNoStatementsWithAdminAccess,
  policy.iamPolicyNoStatementsWithFullAccess,
  provider.providerNoStaticCredentials,
  reach.iamCustomerPolicyBlockedKmsActions,
  reach.iamInlinePolicyBlockedKmsActions,
  reach.iamPolicyNoDataExfiltration,
  reach.iamPolicyNoPrivilegeEscalation,
  resourcePolicy.resourcePolicyNoStarPrincipal,
  role.cloudwatchCrossAccountSharingDisabled,
  role.iamGithubOidcTrustScoped,
  role.iamRoleConfusedDeputyPrevention,
  role.iamRoleTrustNotOpen,
  user.iamNoIamUsers,
  user.iamNoRootAccessKeyResource,
];
