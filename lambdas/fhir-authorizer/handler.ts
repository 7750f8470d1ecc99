import { z } from "zod";
import { bearerIn, claimsOf, nothing, policyFor, type CallPolicy } from "./core";
import type { Clock, Hashes, Log, Suspensions, Tokens } from "./ports";

/** API Gateway Developer Guide, "Input to an API Gateway Lambda authorizer", kind REQUEST. */
const EVENT = z.object({
  methodArn: z.string().regex(/^arn:[a-z-]+:execute-api:[a-z0-9-]+:\d{12}:[^/]+\/[^/]+\//),
  headers: z.record(z.string(), z.string()).nullish(),
});

export interface Decision {
  readonly principalId: string;
  readonly policyDocument: CallPolicy;
  /** `patient` is the keyed hash of `Patient/<id>`, for a token of one patient. */
  readonly context: { readonly scopes: string; readonly patient?: string };
}

export interface Ports {
  readonly tokens: Tokens;
  readonly hashes: Hashes;
  readonly suspensions: Suspensions;
  readonly clock: Clock;
  readonly log: Log;
  readonly isCognito: boolean;
}

/** API Gateway answers 401 to this very text, and 500 to any other error (the same guide). */
const UNAUTHORIZED = "Unauthorized";

/** Which calls the token is good for. The caller is known from here on by a keyed hash alone. */
export function createHandler({ tokens, hashes, suspensions, clock, log, isCognito }: Ports) {
  return async (input: unknown): Promise<Decision> => {
    const { methodArn, headers } = EVENT.parse(input);
    const header = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "authorization")?.[1];
    const token = bearerIn(header);
    const payload = token === undefined ? undefined : await tokens.verify(token);
    const claims = payload && claimsOf(payload, isCognito);
    if (claims === undefined) {
      log.info("refused a token", { reason: token === undefined ? "none" : payload ? "kind" : "not valid" });
      throw new Error(UNAUTHORIZED);
    }
    const caller = await hashes.hash(`${claims.iss} ${claims.sub}`);
    const patient = claims.patient === undefined ? undefined : await hashes.hash(`Patient/${claims.patient}`);
    const until = await suspensions.suspendedUntil(caller);
    const suspended = until !== undefined && until > clock.now();
    log.info("decided", { caller, suspended: suspended ? 1 : 0 });
    return {
      principalId: caller,
      policyDocument: suspended ? nothing(methodArn) : policyFor(claims.scopes, methodArn),
      context: { scopes: claims.scopes, ...(patient !== undefined && { patient }) },
    };
  };
}
