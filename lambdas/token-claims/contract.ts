/** What the component that deploys the function shares with it. */
export const contract = {
  name: "token-claims",
  description: "Puts a user's patient, or role and department, into access tokens, and takes out scopes without them.",
  // Cognito waits five seconds (Cognito Developer Guide, "Important considerations" of Lambda triggers).
  timeoutSeconds: 5,
  memoryMb: 256,
  environment: [],
  actions: [],
} as const;

/** Names of claims of access tokens; those of an outside issuer have the same. `patient` is SMART's. */
export const CLAIMS = { patient: "patient", role: "staff_role", department: "staff_department" } as const;

/** Custom attributes of a user that they come from. Administrators alone write them: no app is let to. */
export const ATTRIBUTES = { patient: "patient", role: "role", department: "department" } as const;
