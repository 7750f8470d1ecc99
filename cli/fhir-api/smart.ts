import { ALL_SCOPES } from "../../components/fhir/smart-scopes";

/** SMART App Launch 2.2, "Conformance": what an app reads before it has a token. */
export function smartConfiguration(of: {
  readonly issuer: string;
  readonly tokenEndpoint: string;
  readonly jwks: string;
}): object {
  return {
    issuer: of.issuer,
    jwks_uri: of.jwks,
    token_endpoint: of.tokenEndpoint,
    grant_types_supported: ["client_credentials"],
    scopes_supported: ALL_SCOPES,
    code_challenge_methods_supported: ["S256"],
    capabilities: ["permission-user", "permission-patient", "permission-v1", "permission-v2"],
  };
}
