/** What the component that deploys the function shares with it. */
export const contract = {
  name: "password-rotation",
  description: "Gives a database's owner a new password, and writes it into the secret.",
  timeoutSeconds: 300,
  memoryMb: 256,
  environment: ["DATABASE_IDENTIFIER"],
  actions: [
    "rds:DescribeDBInstances",
    "rds:ModifyDBInstance",
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetRandomPassword",
    "secretsmanager:GetSecretValue",
    "secretsmanager:PutSecretValue",
    "secretsmanager:UpdateSecretVersionStage",
  ],
} as const;

export const PASSWORD_LENGTH = 32;
/** RDS takes none of / " @ and space in a password; the others would need care in a shell or a connection URI. */
export const PASSWORD_EXCLUDES = "/\"@'\\ ";
