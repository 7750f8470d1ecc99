import { z } from "zod";
import { COMMAND, type Author, type Command } from "../consent/event";
import { faultIn, type Fault } from "../consent/fault";
import { commandIn } from "../consent/fhir-consent-in";
import { hasConsentRight, type ConsentRight } from "../consent/scopes";
import { operationOutcome, type IssueCode } from "../fhir/outcome";

/** A request as API Gateway hands it on, as far as it is read. */
export interface ConsentCall {
  readonly method: string;
  /** Template of the path, such as `/consents/{patient}`; `/agreements` are those on documents of nobody in particular. */
  readonly resource: string;
  readonly patientId: string | undefined;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export type Ask =
  | { readonly kind: "view"; readonly as: "view" | "fhir" }
  | { readonly kind: "accounting"; readonly from?: Date; readonly to?: Date }
  | { readonly kind: "change"; readonly command: Command };

export interface Answer {
  readonly status: number;
  readonly body: object;
}

const PERIOD = z.strictObject({
  from: z.iso.datetime({ error: "must be a time in UTC such as 2026-11-22T10:00:00Z" }).optional(),
  to: z.iso.datetime({ error: "must be a time in UTC such as 2026-11-22T10:00:00Z" }).optional(),
});
const VIEW = z.strictObject({ as: z.enum(["view", "fhir"], { error: "must be view or fhir" }).default("view") });

/** Characters of a body; the largest change there is has some ten thousand. */
export const LONGEST_BODY = 65_536;

/**
 * What is asked for, or the first thing that is wrong with it. `caller` is the keyed hash of whoever calls: who breaks the glass does it for
 * themselves, so that an override names them by itself.
 */
export function askOf(call: ConsentCall, caller: string): Ask | Fault {
  const { method, resource, query } = call;
  if (method === "GET" && (resource === "/consents/{patient}" || resource === "/agreements")) {
    const read = VIEW.safeParse(query);
    return read.success ? { kind: "view", as: read.data.as } : faultIn(read.error);
  }
  if (method === "GET" && resource === "/consents/{patient}/accounting") {
    const read = PERIOD.safeParse(query);
    if (!read.success) return faultIn(read.error);
    const { from, to } = read.data;
    return {
      kind: "accounting",
      ...(from !== undefined && { from: new Date(from) }),
      ...(to !== undefined && { to: new Date(to) }),
    };
  }
  return changeOf(call, caller);
}

function changeOf({ body, patientId }: ConsentCall, caller: string): Ask | Fault {
  const refused = (wanted: string): Fault => ({ kind: "refused", field: "body", wanted });
  if (body !== undefined && body.length > LONGEST_BODY) return refused(`must have ${LONGEST_BODY} characters at most`);
  const value = jsonIn(body);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refused("must be a JSON object");
  if ("resourceType" in value) {
    if (patientId === undefined) return refused("must be a change of agreements, which are no patient's consents");
    const read = commandIn(value, patientId);
    return read.kind === "command" ? { kind: "change", command: read.command } : read;
  }
  const read = COMMAND.safeParse(
    "kind" in value && value.kind === "override" ? { recipient: caller, ...value } : value,
  );
  if (!read.success) return faultIn(read.error);
  if (read.data.kind === "override" && read.data.recipient !== caller) {
    return { kind: "refused", field: "recipient", wanted: "must be left out: an override is the caller's own" };
  }
  return { kind: "change", command: read.data };
}

function jsonIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "") as unknown;
  } catch {
    return undefined;
  }
}

/** As whom the caller may do it: as staff, as the patient, or not at all. `isOwn`: the caller was shown to be the patient. */
export function roleFor(ask: Ask, scopes: string, isOwn: boolean): Author["role"] | undefined {
  const right: ConsentRight = ask.kind !== "change" ? "read" : ask.command.kind === "override" ? "override" : "write";
  if (hasConsentRight(scopes, "user", right)) return "staff";
  return isOwn && hasConsentRight(scopes, "patient", right) ? "patient" : undefined;
}

/** What the audit calls it. */
export function actionOf(ask: Ask): string {
  if (ask.kind === "view") return "consent.viewed";
  if (ask.kind === "accounting") return "consent.accounted";
  const names: Readonly<Record<Command["kind"], string>> = {
    grant: "granted",
    restrict: "restricted",
    withdraw: "withdrawn",
    override: "overridden",
    hold: "held",
    erase: "erased",
  };
  return `consent.${names[ask.command.kind]}`;
}

export const refusal = (status: number, code: IssueCode, text: string): Answer => ({
  status,
  body: operationOutcome(code, text),
});

/** What is wrong, where, and what was wanted; nothing of what came. */
export const faultAnswer = ({ field, wanted }: Fault): Answer => refusal(400, "invalid", `${field} ${wanted}.`);
