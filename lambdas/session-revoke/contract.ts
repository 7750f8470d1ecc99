/** What the component that deploys the function shares with it. */
export const contract = {
  name: "session-revoke",
  description: "Ends the sessions that a role has, and lets them be again.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["TABLE"],
  actions: [
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "events:PutEvents",
    "iam:DeleteRolePolicy",
    "iam:GetRolePolicy",
    "iam:PutRolePolicy",
  ],
} as const;
