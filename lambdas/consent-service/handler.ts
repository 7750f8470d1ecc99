import { z } from "zod";
import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import { DOCUMENTS_SUBJECT } from "../consent/contract";
import { accountingOf } from "../consent/disclosure";
import type { Author, ConsentEvent } from "../consent/event";
import type { Fault } from "../consent/fault";
import { fhirConsents } from "../consent/fhir-consent";
import type { ConsentStore, DisclosureLog } from "../consent/ports";
import { erase, historyOf, record } from "../consent/record";
import { patientView } from "../consent/view";
import { FHIR_ID } from "../fhir/id";
import { actionOf, askOf, faultAnswer, refusal, roleFor, type Answer, type Ask } from "./core";
import type { Clock, Hashes, Log } from "./ports";

const HASH = z.string().regex(/^[0-9a-f]{64}$/);

/** API Gateway Developer Guide, "Input format of a Lambda function for proxy integration", as far as it is read. */
const EVENT = z.object({
  httpMethod: z.enum(["GET", "POST"]),
  resource: z.string(),
  pathParameters: z.object({ patient: z.string().regex(FHIR_ID) }).nullish(),
  queryStringParameters: z.record(z.string(), z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({
    requestId: z.string(),
    /** What the authorizer found; `patient` is the hash of the patient that the caller is. */
    authorizer: z.object({ principalId: HASH, scopes: z.string(), patient: HASH.optional() }),
  }),
});

export interface ProxyResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Ports {
  readonly consents: ConsentStore;
  readonly disclosures: DisclosureLog;
  readonly hashes: Hashes;
  readonly audit: AuditTrail;
  readonly clock: Clock;
  readonly log: Log;
}

const HEADERS = {
  "Content-Type": "application/json",
  "Cache-Control": "no-store",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
};

/**
 * Answers one request. A change is recorded before the audit is told of it, and answered after: where the audit can't be told, the caller
 * hears of a failure and sends the change again, which counts once.
 */
export function createHandler({ consents, disclosures, hashes, audit, clock, log }: Ports) {
  async function change(ask: Ask & { kind: "change" }, subject: string, by: Author): Promise<Answer> {
    const now = (): Date => clock.now();
    const { command } = ask;
    if (command.kind === "erase") {
      const erased = await erase(consents, disclosures, subject, command, by, now);
      if (erased.kind !== "erased") return unrecorded(erased);
      return { status: 200, body: { ...receipt(erased.event), gone: erased.gone, kept: erased.kept } };
    }
    const recorded = await record(consents, subject, command, by, now);
    if (recorded.kind !== "recorded") return unrecorded(recorded);
    return { status: recorded.isNew ? 201 : 200, body: receipt(recorded.event) };
  }

  async function show(ask: Ask & { kind: "view" | "accounting" }, subject: string, patientId = ""): Promise<Answer> {
    const { events, state } = await historyOf(consents, subject);
    const now = clock.now();
    if (ask.kind === "accounting") {
      return { status: 200, body: accountingOf(await disclosures.of(subject), state, ask, now) };
    }
    if (ask.as === "view") return { status: 200, body: patientView(events, now) };
    const entry = fhirConsents(state, patientId, now).map((resource) => ({ resource }));
    return { status: 200, body: { resourceType: "Bundle", type: "collection", entry } };
  }

  return async (input: unknown): Promise<ProxyResult> => {
    const read = EVENT.safeParse(input);
    if (!read.success) return proxy(refusal(400, "invalid", "The request can't be read."));
    const { requestContext, pathParameters, httpMethod: method, resource, ...event } = read.data;
    const { requestId, authorizer } = requestContext;
    const { principalId: caller, scopes } = authorizer;
    const patientId = pathParameters?.patient;
    if (patientId === undefined && resource !== "/agreements")
      return proxy(refusal(404, "not-found", "There is nothing here."));
    try {
      const body = event.isBase64Encoded ? Buffer.from(event.body ?? "", "base64").toString("utf8") : event.body;
      const query = event.queryStringParameters ?? {};
      const ask = askOf({ method, resource, patientId, query, body: body ?? undefined }, caller);
      const hash = await hashes.hash(patientId === undefined ? DOCUMENTS_SUBJECT : `Patient/${patientId}`);
      const subject = patientId === undefined ? DOCUMENTS_SUBJECT : hash;
      const role = ask.kind === "refused" ? undefined : roleFor(ask, scopes, authorizer.patient === subject);
      const answer =
        ask.kind === "refused"
          ? faultAnswer(ask)
          : role === undefined
            ? refusal(403, "forbidden", "The scope of the token does not cover this.")
            : ask.kind === "change"
              ? await change(ask, subject, { role, caller })
              : await show(ask, subject, patientId);
      await audit.tell(
        auditEvent({
          at: clock.now().toISOString(),
          actor: "function:consent-service",
          action: ask.kind === "refused" ? "consent.change-refused" : actionOf(ask),
          outcome: answer.status < 300 ? "success" : answer.status === 403 ? "denied" : "failure",
          subject: hash,
          workload: "fhir-api",
          detail: { caller, status: answer.status, ...(role && { role }), ...versionIn(answer) },
        }),
      );
      log.info("answered", { requestId, kind: ask.kind, status: answer.status });
      return proxy(answer);
    } catch (error) {
      // The message may quote what was asked for; the name can't.
      log.error("could not answer", { requestId, error: (error as Error).name });
      return proxy(refusal(500, "exception", "The request could not be handled. Try again later."));
    }
  };
}

function receipt({ version, at, change }: ConsentEvent): object {
  return { id: change.requestId, version, at };
}

function unrecorded(why: Fault | { readonly kind: "busy" }): Answer {
  return why.kind === "refused"
    ? faultAnswer(why)
    : refusal(503, "transient", "Others are changing these consents. Send it again.");
}

const versionIn = ({ body }: Answer): { version?: number } =>
  "version" in body && typeof body.version === "number" ? { version: body.version } : {};

const proxy = ({ status, body }: Answer): ProxyResult => ({
  statusCode: status,
  headers: HEADERS,
  body: JSON.stringify(body),
});
