/** What the component that deploys the function shares with it. */
export const contract = {
  name: "api-key-rotation",
  description: "Makes a system's new API key, writes it into its secret, and removes the key before the last.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["KEY_TAGS"],
  examples: { KEY_TAGS: "{}" },
  actions: [
    "apigateway:DELETE",
    "apigateway:GET",
    "apigateway:POST",
    "apigateway:PUT",
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetSecretValue",
    "secretsmanager:PutSecretValue",
    "secretsmanager:UpdateSecretVersionStage",
  ],
} as const;
