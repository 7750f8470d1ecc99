/**
 * AWS actions that hand out a credential: a key, a password, a token or a session (Service Authorization Reference and the APIs' answers).
 * Left out are those that only wrap the caller's own rights and take no resource (registry tokens, sts:GetSessionToken).
 */
export const CREDENTIAL_ACTIONS: readonly string[] = [
  // Sessions of someone else.
  "sts:AssumeRole",
  "sts:AssumeRoleWithSAML",
  "sts:AssumeRoleWithWebIdentity",
  "sts:AssumeRoot",
  "sts:GetFederationToken",
  "cognito-identity:GetCredentialsForIdentity",
  "cognito-identity:GetOpenIdToken",
  "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
  "connect:GetFederationToken",
  "codepipeline:PollForJobs",
  "elasticmapreduce:GetClusterSessionCredentials",
  "emr-containers:GetManagedEndpointSessionCredentials",
  "bedrock-agentcore:GetWorkloadAccessToken*",
  // Keys and passwords of users.
  "iam:CreateAccessKey",
  "iam:UpdateAccessKey",
  "iam:CreateLoginProfile",
  "iam:UpdateLoginProfile",
  "iam:CreateServiceSpecificCredential",
  "iam:ResetServiceSpecificCredential",
  // Databases.
  "rds-db:connect",
  "redshift:GetClusterCredentials",
  "redshift:GetClusterCredentialsWithIAM",
  "redshift-serverless:GetCredentials",
  "lightsail:GetRelationalDatabaseMasterUserPassword",
  // Machines.
  "ec2:GetPasswordData",
  "lightsail:GetInstanceAccessDetails",
  "lightsail:DownloadDefaultKeyPair",
  "gamelift:GetInstanceAccess",
  "gamelift:GetComputeAccess",
  "gamelift:GetComputeAuthToken",
  "gamelift:RequestUploadCredentials",
  // Keys and tokens of applications.
  "airflow:CreateCliToken",
  "airflow:CreateWebLoginToken",
  "appsync:CreateApiKey",
  "chime:CreateApiKey",
  "cloud9:CreateEnvironmentToken",
  "codeartifact:GetAuthorizationToken",
  "cognito-idp:GetSigningCertificate",
  "events:RetrieveConnectionCredentials",
  "finspace-api:GetProgrammaticAccessCredentials",
  "grafana:CreateWorkspaceApiKey",
  "license-manager:GetAccessToken",
  "lightsail:CreateBucketAccessKey",
  "mediapackage:RotateChannelCredentials",
  "mediapackage:RotateIngestEndpointCredentials",
];
