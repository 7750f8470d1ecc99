import { call, making, tagList, text, type Makers } from "./call";

/** A secret input comes wrapped, with its value as JSON. */
function plain(secret: unknown): unknown {
  return typeof secret === "object" && secret !== null && "value" in secret ? secret.value : (secret ?? "{}");
}

/** Roles, policies, secrets. */
export const identity: Makers = {
  "aws:iam/role:Role": ({ name, description, assumeRolePolicy, maxSessionDuration, permissionsBoundary, tags }) =>
    making(
      call("iam", "create_role", {
        RoleName: name,
        Description: description,
        AssumeRolePolicyDocument: text(assumeRolePolicy),
        MaxSessionDuration: maxSessionDuration,
        PermissionsBoundary: permissionsBoundary,
        Tags: tagList(tags),
      }),
      ({ Role }) => ({ id: name, name, arn: Role.Arn, uniqueId: Role.RoleId }),
    ),
  "aws:iam/policy:Policy": ({ name, description, policy, tags }) =>
    making(
      call("iam", "create_policy", {
        PolicyName: name,
        Description: description,
        PolicyDocument: text(policy),
        Tags: tagList(tags),
      }),
      ({ Policy }) => ({ id: Policy.Arn, arn: Policy.Arn, name: Policy.PolicyName }),
    ),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ({ role, policyArn }) =>
    making(call("iam", "attach_role_policy", { RoleName: role, PolicyArn: policyArn })),
  "aws:iam/rolePolicy:RolePolicy": ({ name, role, policy }, resource) =>
    making(
      call("iam", "put_role_policy", { RoleName: role, PolicyName: name ?? resource, PolicyDocument: text(policy) }),
    ),
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": (inputs) =>
    making(
      call("iam", "update_account_password_policy", {
        MinimumPasswordLength: inputs.minimumPasswordLength,
        RequireSymbols: inputs.requireSymbols,
        RequireNumbers: inputs.requireNumbers,
        RequireUppercaseCharacters: inputs.requireUppercaseCharacters,
        RequireLowercaseCharacters: inputs.requireLowercaseCharacters,
        AllowUsersToChangePassword: inputs.allowUsersToChangePassword,
        MaxPasswordAge: inputs.maxPasswordAge,
        PasswordReusePrevention: inputs.passwordReusePrevention,
        HardExpiry: inputs.hardExpiry,
      }),
    ),
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ({ url, clientIdLists, thumbprintLists, tags }) =>
    making(
      call("iam", "create_open_id_connect_provider", {
        Url: url,
        ClientIDList: clientIdLists,
        ThumbprintList: thumbprintLists,
        Tags: tagList(tags),
      }),
      ({ OpenIDConnectProviderArn }) => ({ id: OpenIDConnectProviderArn, arn: OpenIDConnectProviderArn }),
    ),
  "aws:secretsmanager/secret:Secret": ({ name, description, kmsKeyId, policy, tags }) => ({
    calls: [
      call("secretsmanager", "create_secret", {
        Name: name,
        Description: description,
        KmsKeyId: kmsKeyId,
        Tags: tagList(tags),
      }),
      ...(policy === undefined
        ? []
        : [call("secretsmanager", "put_resource_policy", { SecretId: name, ResourcePolicy: text(policy) })]),
    ],
    state: ({ ARN }) => ({ id: ARN, arn: ARN, name }),
  }),
  "aws:secretsmanager/secretVersion:SecretVersion": ({ secretId, secretString }) =>
    making(call("secretsmanager", "put_secret_value", { SecretId: secretId, SecretString: plain(secretString) })),
};
