import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import type { Accepts } from "./contract";
import type { Clock, Tokens } from "./ports";

const PATIENCE_MS = 3000;
/** Seconds that clocks may differ. */
const TOLERANCE = 5;
/** Signatures with a public key alone: whoever can check a shared-key token can make one. */
/** Ours: the most that a user pool lets an access token live (Cognito Developer Guide, "Quotas"). One from the future is refused with it. */
const OLDEST_TOKEN = "24h";
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

const DISCOVERY = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** Keys come from where the issuer's own discovery document says (OpenID Connect Discovery 1.0), and are kept while the function runs. */
export function issuerTokens(issuer: string, accepts: Accepts): Tokens {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const issuerKeys = (): Promise<JWTVerifyGetKey> =>
    (keys ??= discover(issuer).catch((error: unknown) => {
      keys = undefined;
      throw error;
    }));
  return { verify: async (token) => tokensOf(await issuerKeys(), issuer, accepts).verify(token) };
}

/** Checks tokens with an issuer's keys. `now` is the machine's clock where it is left out. */
export function tokensOf(getKey: JWTVerifyGetKey, issuer: string, accepts: Accepts, now?: () => Date): Tokens {
  return {
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, getKey, {
          issuer,
          algorithms: ALGORITHMS,
          clockTolerance: TOLERANCE,
          requiredClaims: ["exp", "iat", "sub"],
          maxTokenAge: OLDEST_TOKEN,
          ...(now !== undefined && { currentDate: now() }),
          ...(accepts.kind === "oidc" && { audience: accepts.audience }),
        });
        return payload;
      } catch (error) {
        if (error instanceof errors.JWKSTimeout) throw error;
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: "error" });
  if (!response.ok) throw new Error(`the issuer's discovery document: status ${response.status}`);
  const found = DISCOVERY.parse(await response.json());
  if (found.issuer !== issuer) throw new Error("the discovery document is another issuer's");
  return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: PATIENCE_MS });
}

export const clock: Clock = { now: () => new Date().toISOString() };
