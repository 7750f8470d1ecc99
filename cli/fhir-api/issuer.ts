import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { ALL_SCOPES } from "../../components/fhir/smart-scopes";
import { FHIR_ID } from "../../lambdas/fhir/id";
import { grantOf } from "../../lambdas/fhir/scopes";
import { CLAIMS } from "../../lambdas/token-claims/contract";
import { AUDIT_CODE } from "../../reports/model/audit-event";

/** Seconds that a token holds. */
const TOKEN_SECONDS = 900;
const CLIENT = /^[A-Za-z0-9._-]{1,64}$/;

/** What a token can be asked to say of its holder. */
const WISHES = [
  { name: "patient", pattern: FHIR_ID, wanted: "a FHIR id" },
  { name: "role", pattern: AUDIT_CODE, wanted: "a code of small letters, digits, dots and hyphens" },
  { name: "department", pattern: FHIR_ID, wanted: "a FHIR id" },
] as const;

export interface TokenAnswer {
  readonly status: number;
  readonly body: object;
}

/** What whoever has a token may be told of it, and what it is made from. */
export interface TokenWish {
  readonly scope: string;
  /** Who asks; the token's subject. */
  readonly client: string;
  /** FHIR id of the patient whose token it is. */
  readonly patient?: string;
  /** Of a person of the staff: a code such as `nurse`, and the FHIR id of the Location or Organization where they work. */
  readonly role?: string;
  readonly department?: string;
}

/**
 * An issuer of tokens for trying things out on this machine: it gives everyone any scope, without a secret. Its key is made when it starts and
 * is nowhere kept; no deployment trusts it.
 */
export class LocalIssuer {
  private constructor(
    readonly url: string,
    readonly audience: string,
    readonly keys: JSONWebKeySet,
    readonly getKey: JWTVerifyGetKey,
    private readonly sign: (claims: object, client: string) => Promise<string>,
  ) {}

  /** @param url the issuer's own address; @param audience whom its tokens are for; @param now the machine's clock where it is left out. */
  static async at(url: string, audience: string, now: () => Date = () => new Date()): Promise<LocalIssuer> {
    const { publicKey, privateKey } = await generateKeyPair("ES256");
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "local", alg: "ES256", use: "sig" }] };
    const sign = (claims: object, client: string): Promise<string> => {
      const seconds = Math.floor(now().getTime() / 1000);
      return new SignJWT({ ...claims })
        .setProtectedHeader({ alg: "ES256", kid: "local", typ: "at+jwt" })
        .setIssuer(url)
        .setAudience(audience)
        .setSubject(client)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + TOKEN_SECONDS)
        .sign(privateKey);
    };
    return new LocalIssuer(url, audience, keys, createLocalJWKSet(keys), sign);
  }

  /** OpenID Connect Discovery 1.0, as far as the authorizer reads it. */
  get discovery(): object {
    return { issuer: this.url, jwks_uri: `${this.url}/keys`, token_endpoint: `${this.url}/token` };
  }

  token({ scope, client, ...of }: TokenWish): Promise<string> {
    const claims = WISHES.flatMap(({ name }) => (of[name] === undefined ? [] : [[CLAIMS[name], of[name]] as const]));
    return this.sign({ scope, ...Object.fromEntries(claims) }, client);
  }

  /** RFC 6749, "Client Credentials Grant"; without a secret, and with the patient of a launch as a parameter of ours. */
  async answer(form: URLSearchParams): Promise<TokenAnswer> {
    const wrong = (error: string, error_description: string): TokenAnswer => ({
      status: 400,
      body: { error, error_description },
    });
    const scope = form.get("scope") ?? "";
    const client = form.get("client_id") ?? "app";
    if (form.get("grant_type") !== "client_credentials") {
      return wrong("unsupported_grant_type", "grant_type must be client_credentials.");
    }
    if (!CLIENT.test(client)) return wrong("invalid_request", "client_id must be letters, digits, dots and hyphens.");
    const of: Partial<Record<keyof typeof CLAIMS, string>> = {};
    for (const { name, pattern, wanted } of WISHES) {
      const value = form.get(name);
      if (value === null) continue;
      if (!pattern.test(value)) return wrong("invalid_request", `${name} must be ${wanted}.`);
      of[name] = value;
    }
    const unknown = scope.split(" ").find((one) => !ALL_SCOPES.includes(one) && grantOf(one) === undefined);
    if (unknown !== undefined) {
      return wrong("invalid_scope", "scope must be scopes with spaces between them, such as user/*.rs purpose/TREAT.");
    }
    return {
      status: 200,
      body: {
        access_token: await this.token({ scope, client, ...of }),
        token_type: "Bearer",
        expires_in: TOKEN_SECONDS,
        scope,
        ...(of.patient !== undefined && { patient: of.patient }),
      },
    };
  }
}
