import { z } from "zod";
import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import { mayDo } from "../fhir/scopes";
import { capabilityStatement } from "./capability";
import { answerOf, askOf, recordsIn, refusal, subjectOf, type Answer, type Ask } from "./core";
import { StoreTimeout, type Clock, type FhirStore, type Hashes, type Log } from "./ports";

/** API Gateway Developer Guide, "Input format of a Lambda function for proxy integration", as far as it is read. */
const EVENT = z.object({
  resource: z.string(),
  path: z.string(),
  pathParameters: z.record(z.string(), z.string()).nullish(),
  multiValueQueryStringParameters: z.record(z.string(), z.array(z.string())).nullish(),
  requestContext: z.object({
    requestId: z.string(),
    path: z.string(),
    domainName: z.string(),
    /** What the authorizer found. */
    authorizer: z.object({ principalId: z.string().regex(/^[0-9a-f]{64}$/), scopes: z.string() }),
  }),
});
type Event = z.infer<typeof EVENT>;

export interface ProxyResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Ports {
  readonly store: FhirStore;
  readonly hashes: Hashes;
  readonly audit: AuditTrail;
  readonly clock: Clock;
  readonly log: Log;
  /** Address of the store, with a slash at its end. */
  readonly endpoint: string;
  /** Records of a page, in [1, 100]. */
  readonly pageSize: number;
}

/** Lambda hands back 6 MB at the most (Lambda Developer Guide, "Lambda quotas"); in the answer the body is a text in JSON. */
const MOST_CHARACTERS = 4_000_000;
const HEADERS = {
  "Content-Type": "application/fhir+json",
  "Cache-Control": "no-store",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
};

/** Answers one request. Nothing is given out that the audit was not told of. */
export function createHandler(ports: Ports) {
  const { store, hashes, audit, clock, log } = ports;

  async function answer(ask: Ask, event: Event): Promise<Answer> {
    if (ask.kind === "metadata") return { status: 200, body: capabilityStatement() };
    if (ask.kind === "refuse") return refusal(ask.status, ask.code, ask.text);
    const { scopes, principalId } = event.requestContext.authorizer;
    const allowed = mayDo(scopes, ask.type, ask.kind);
    const found = allowed
      ? await find(ask, baseOf(event))
      : refusal(403, "forbidden", "The scope of the token does not cover this.");
    await audit.tell(
      auditEvent({
        at: clock.now(),
        actor: "function:fhir-read",
        action: `fhir.${ask.kind}`,
        outcome: !allowed ? "denied" : found.status === 200 ? "success" : "failure",
        subject: await hashes.hash(subjectOf(ask, found)),
        workload: "fhir-api",
        detail: { caller: principalId, type: ask.type.toLowerCase(), records: recordsIn(found), status: found.status },
      }),
    );
    return found;
  }

  async function find(ask: Ask & { kind: "read" | "search" }, base: string): Promise<Answer> {
    const path = ask.kind === "read" ? `${ask.type}/${ask.id}` : ask.type;
    try {
      const found = answerOf(ask, await store.get(path, ask.kind === "read" ? [] : ask.query), ports.endpoint, base);
      return JSON.stringify(found.body).length > MOST_CHARACTERS
        ? refusal(400, "too-costly", "The answer is too large. Ask for fewer records.")
        : found;
    } catch (error) {
      if (error instanceof StoreTimeout) return refusal(504, "timeout", "The store took too long. Try again later.");
      throw error;
    }
  }

  return async (input: unknown): Promise<ProxyResult> => {
    const read = EVENT.safeParse(input);
    if (!read.success) {
      log.error("an event that can't be read", {
        paths: read.error.issues.map(({ path }) => path.join(".")).join(","),
      });
      return proxy(refusal(500, "exception", "The request could not be handled."));
    }
    const event = read.data;
    const { requestId } = event.requestContext;
    const ask = askOf(
      {
        resource: event.resource,
        id: event.pathParameters?.["id"],
        query: Object.entries(event.multiValueQueryStringParameters ?? {}).flatMap(([name, values]) =>
          values.map((value) => [name, value] as const),
        ),
      },
      ports.pageSize,
    );
    try {
      const found = await answer(ask, event);
      log.info("answered", { requestId, kind: ask.kind, status: found.status, records: recordsIn(found) });
      return proxy(found);
    } catch (error) {
      // The message may quote what was asked for; the name can't.
      log.error("could not answer", { requestId, kind: ask.kind, error: (error as Error).name });
      return proxy(refusal(500, "exception", "The request could not be handled. Try again later."));
    }
  };
}

/** Where the caller reached us, stage included: what API Gateway saw, less what it knows as the path. */
function baseOf({ path, requestContext }: Event): string {
  const prefix = requestContext.path.endsWith(path) ? requestContext.path.slice(0, -path.length) : "";
  return `https://${requestContext.domainName}${prefix}/`;
}

function proxy({ status, body }: Answer): ProxyResult {
  return { statusCode: status, headers: HEADERS, body: JSON.stringify(body) };
}
