/** What the component that deploys the function shares with it. */
export const contract = {
  name: "fhir-authorizer",
  description: "Says which calls of the FHIR API a token is good for; what it refuses is told to the audit.",
  timeoutSeconds: 10,
  memoryMb: 256,
  environment: ["ISSUER", "ACCEPTS", "HASH_KEY", "ACCESS_TABLE", "PLANS"],
  examples: { ACCEPTS: '{"kind":"cognito"}', PLANS: "{}" },
  actions: ["dynamodb:GetItem", "events:PutEvents", "kms:GenerateMac"],
} as const;

/**
 * Ids of systems' clients by the limits of their usage plan, as the header `RateLimit-Policy` has them, as JSON in `PLANS`. Lambda takes 4 KB of
 * variables: 100 systems have room.
 */
export type Plans = Readonly<Record<string, readonly string[]>>;

/** Whose access tokens are taken, as JSON in `ACCEPTS`: a Cognito user pool's, or those of another issuer for one audience. */
export type Accepts = { readonly kind: "cognito" } | { readonly kind: "oidc"; readonly audience: string };
