import { AUDIT_CODE } from "../../reports/model/audit-event";
import { hasAnyConsentRight } from "../consent/scopes";
import { RESOURCE_TYPES } from "../fhir-read/contract";
import { FHIR_ID } from "../fhir/id";
import { mayDo, scopesBeyond } from "../fhir/scopes";
import { CLAIMS } from "../token-claims/contract";

/** What of a verified token counts. */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly scopes: string;
  /** FHIR id of the patient that the token's holder is, or has chosen at launch (SMART App Launch 2.2, "Launch context"). */
  readonly patient: string | undefined;
  /** Of a person of the staff: the code of what they do, such as `nurse`, and the FHIR id of the Location or Organization where. */
  readonly role: string | undefined;
  readonly department: string | undefined;
  /** What the issuer knows the device by that the token was given to. */
  readonly device: string | undefined;
  /** Id of the app or system that the token was given to. */
  readonly client: string | undefined;
}

/** Cognito's (Cognito Developer Guide, "Understanding the access token"), for devices that a user has had remembered. */
const DEVICE_CLAIM = "device_key";
const DEVICE = /^[A-Za-z0-9_-]{1,128}$/;
/** RFC 9068, "client_id", as Cognito makes them. */
const CLIENT = /^[A-Za-z0-9._-]{1,128}$/;

export interface CallPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Effect: "Allow" | "Deny";
    readonly Action: "execute-api:Invoke";
    readonly Resource: readonly string[];
  }[];
}

/** `Authorization: Bearer <token>`; undefined for anything else. */
export function bearerIn(header: string | undefined): string | undefined {
  return /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i.exec(header ?? "")?.[1];
}

/**
 * Claims of a token whose signature, issuer, audience and time have been verified; undefined for one that is no access token. Cognito
 * says so in `token_use`; others are known by having scopes (RFC 9068 has `scope`, some issuers write the list as `scp`). A claim that is not of its form counts for nothing.
 */
export function claimsOf(payload: Readonly<Record<string, unknown>>, isCognito: boolean): Claims | undefined {
  const { iss, sub, token_use: use, scope, scp } = payload;
  if (typeof iss !== "string" || typeof sub !== "string" || sub === "") return undefined;
  if (isCognito && use !== "access") return undefined;
  const scopes = typeof scope === "string" ? scope : Array.isArray(scp) ? scp.join(" ") : undefined;
  if (scopes === undefined) return undefined;
  const fitting = (claim: string, pattern: RegExp): string | undefined => {
    const value = payload[claim];
    return typeof value === "string" && pattern.test(value) ? value : undefined;
  };
  const [patient, role] = [fitting(CLAIMS.patient, FHIR_ID), fitting(CLAIMS.role, AUDIT_CODE)];
  // Taken out of tokens by token-claims already; here, too, so that nothing depends on when the pool asks it.
  const beyond = isCognito ? scopesBeyond(scopes.split(" "), patient, role) : [];
  return {
    iss,
    sub,
    scopes: scopes
      .split(" ")
      .filter((scope) => !beyond.includes(scope))
      .join(" "),
    patient,
    role,
    department: fitting(CLAIMS.department, FHIR_ID),
    device: fitting(DEVICE_CLAIM, DEVICE),
    client: fitting("client_id", CLIENT),
  };
}

/**
 * Every call that the scopes cover, whatever call it was asked for: API Gateway keeps the policy for the token. What a caller may not do is left
 * out, and so refused.
 */
export function policyFor(scopes: string, methodArn: string): CallPolicy {
  const api = stageArn(methodArn);
  const calls = RESOURCE_TYPES.flatMap((type) => [
    ...(mayDo(scopes, type, "search") ? [`GET/${type}`, `POST/${type}/_search`] : []),
    ...(mayDo(scopes, type, "read") ? [`GET/${type}/*`] : []),
  ]);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "execute-api:Invoke",
        Resource: [
          ...["GET/metadata", ...calls].map((call) => `${api}/${call}`),
          // Whose, and what of it, the service decides.
          ...(hasAnyConsentRight(scopes)
            ? ["GET/consents/*", "GET/agreements", "POST/consents/*", "POST/agreements"].map((call) => `${api}/${call}`)
            : []),
        ],
      },
    ],
  };
}

/** Whether a policy lets a call through, as API Gateway reads it: a star stands for anything. */
export function allows({ Statement }: CallPolicy, methodArn: string): boolean {
  const covers = (pattern: string): boolean =>
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(methodArn);
  const effects = Statement.filter(({ Resource }) => Resource.some(covers)).map(({ Effect }) => Effect);
  return effects.includes("Allow") && !effects.includes("Deny");
}

/** ARN of the API's stage, which names nobody: what follows it in a call may. */
export const stageArn = (methodArn: string): string => methodArn.split("/").slice(0, 2).join("/");

/** For a caller whose access is suspended. */
export function nothing(methodArn: string): CallPolicy {
  const api = stageArn(methodArn);
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "execute-api:Invoke", Resource: [`${api}/*`] }],
  };
}
