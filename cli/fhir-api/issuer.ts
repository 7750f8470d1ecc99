import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { ALL_SCOPES } from "../../components/fhir/smart-scopes";
import { grantOf } from "../../lambdas/fhir/scopes";

/** Seconds that a token holds. */
const TOKEN_SECONDS = 900;
const ID = /^[A-Za-z0-9\-.]{1,64}$/;
const CLIENT = /^[A-Za-z0-9._-]{1,64}$/;

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

  token({ scope, client, patient }: TokenWish): Promise<string> {
    return this.sign({ scope, ...(patient !== undefined && { patient }) }, client);
  }

  /** RFC 6749, "Client Credentials Grant"; without a secret, and with the patient of a launch as a parameter of ours. */
  async answer(form: URLSearchParams): Promise<TokenAnswer> {
    const wrong = (error: string, error_description: string): TokenAnswer => ({
      status: 400,
      body: { error, error_description },
    });
    const scope = form.get("scope") ?? "";
    const client = form.get("client_id") ?? "app";
    const patient = form.get("patient") ?? undefined;
    if (form.get("grant_type") !== "client_credentials") {
      return wrong("unsupported_grant_type", "grant_type must be client_credentials.");
    }
    if (!CLIENT.test(client)) return wrong("invalid_request", "client_id must be letters, digits, dots and hyphens.");
    if (patient !== undefined && !ID.test(patient)) return wrong("invalid_request", "patient must be a FHIR id.");
    const unknown = scope.split(" ").find((one) => !ALL_SCOPES.includes(one) && grantOf(one) === undefined);
    if (unknown !== undefined) {
      return wrong("invalid_scope", "scope must be scopes with spaces between them, such as user/*.rs purpose/TREAT.");
    }
    const wish = { scope, client, ...(patient !== undefined && { patient }) };
    return {
      status: 200,
      body: {
        access_token: await this.token(wish),
        token_type: "Bearer",
        expires_in: TOKEN_SECONDS,
        scope,
        ...(patient !== undefined && { patient }),
      },
    };
  }
}
