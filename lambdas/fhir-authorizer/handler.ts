import { z } from "zod";
import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import { unitText } from "../fhir/unit";
import { allows, bearerIn, claimsOf, nothing, policyFor, stageArn, type CallPolicy, type Claims } from "./core";
import type { Plans } from "./contract";
import type { Clock, Hashes, Log, Suspensions, Tokens } from "./ports";

/** API Gateway Developer Guide, "Input to an API Gateway Lambda authorizer", kind REQUEST. */
const EVENT = z.object({
  methodArn: z.string().regex(/^arn:[a-z-]+:execute-api:[a-z0-9-]+:\d{12}:[^/]+\/[^/]+\//),
  headers: z.record(z.string(), z.string()).nullish(),
});

/** What the functions behind are told of the token. Values are texts alone (the same guide, "Output from an API Gateway Lambda authorizer"). */
export interface Context {
  readonly scopes: string;
  /** Keyed hash of `Patient/<id>`, for a token of one patient. */
  readonly patient?: string;
  /** Code of what a person of the staff does, and keyed hashes of where they work and of their device. */
  readonly role?: string;
  readonly department?: string;
  readonly device?: string;
  /** Limits of the system's usage plan, as a header has them. */
  readonly limits?: string;
}

export interface Decision {
  readonly principalId: string;
  readonly policyDocument: CallPolicy;
  readonly context: Context;
}

export interface Ports {
  readonly tokens: Tokens;
  readonly hashes: Hashes;
  readonly suspensions: Suspensions;
  readonly audit: AuditTrail;
  readonly clock: Clock;
  readonly log: Log;
  readonly isCognito: boolean;
  readonly plans: Plans;
}

/** API Gateway answers 401 to this very text, and 500 to any other error (the same guide). */
const UNAUTHORIZED = "Unauthorized";

/**
 * Which calls the token is good for. The caller is known from here on by a keyed hash alone. A token that is refused is told to the audit, and
 * so is the call for which it was asked, where it is not good for that; API Gateway keeps the decision, and its access log has further calls.
 */
export function createHandler({ tokens, hashes, suspensions, audit, clock, log, isCognito, plans }: Ports) {
  const tell = (action: string, methodArn: string, reason: string, caller?: string): Promise<void> =>
    audit.tell(
      auditEvent({
        at: clock.now(),
        actor: "function:fhir-authorizer",
        action,
        outcome: "denied",
        subject: stageArn(methodArn),
        reason,
        workload: "fhir-api",
        ...(caller !== undefined && { detail: { caller } }),
      }),
    );

  async function contextOf({ scopes, patient, role, department, device, client }: Claims): Promise<Context> {
    const [limits] = Object.entries(plans).find(([, clients]) => clients.includes(client ?? "")) ?? [];
    const hash = async (text: string | undefined): Promise<string | undefined> => text && hashes.hash(text);
    const [ofPatient, ofDepartment, ofDevice] = await Promise.all([
      hash(patient && `Patient/${patient}`),
      hash(department && unitText(department)),
      hash(device && `device ${device}`),
    ]);
    return {
      scopes,
      ...(ofPatient && { patient: ofPatient }),
      ...(role && { role }),
      ...(ofDepartment && { department: ofDepartment }),
      ...(ofDevice && { device: ofDevice }),
      ...(limits && { limits }),
    };
  }

  return async (input: unknown): Promise<Decision> => {
    const { methodArn, headers } = EVENT.parse(input);
    const header = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "authorization")?.[1];
    const token = bearerIn(header);
    const payload = token === undefined ? undefined : await tokens.verify(token);
    const claims = payload && claimsOf(payload, isCognito);
    if (claims === undefined) {
      const reason = token === undefined ? "none" : payload ? "kind" : "not-valid";
      log.info("refused a token", { reason });
      await tell("fhir.token-refused", methodArn, reason);
      throw new Error(UNAUTHORIZED);
    }
    const caller = await hashes.hash(`${claims.iss} ${claims.sub}`);
    const context = await contextOf(claims);
    const until = await suspensions.suspendedUntil(caller);
    const suspended = until !== undefined && until > clock.now();
    const policyDocument = suspended ? nothing(methodArn) : policyFor(claims.scopes, methodArn);
    if (!allows(policyDocument, methodArn)) {
      await tell("fhir.call-refused", methodArn, suspended ? "suspended" : "scope", caller);
    }
    log.info("decided", { caller, suspended: suspended ? 1 : 0 });
    return { principalId: caller, policyDocument, context };
  };
}
