import { ALL_SCOPES } from "./smart-scopes";

/** Where tokens come from. */
export interface SmartEndpoints {
  readonly token: string;
  /** Where users sign in; left out where systems alone get tokens. */
  readonly authorization?: string;
}

/** SMART App Launch 2.2, "Conformance": what an app reads before it has a token. The same for everybody. */
export function smartConfiguration({ token, authorization }: SmartEndpoints): object {
  return {
    ...(authorization !== undefined && { authorization_endpoint: authorization }),
    token_endpoint: token,
    grant_types_supported: [...(authorization === undefined ? [] : ["authorization_code"]), "client_credentials"],
    scopes_supported: ALL_SCOPES,
    code_challenge_methods_supported: ["S256"],
    // No launch: the patient is the user's own, in the access token, and nobody chooses one.
    capabilities: ["permission-user", "permission-patient", "permission-v1", "permission-v2"],
  };
}
