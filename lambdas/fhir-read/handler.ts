import { randomUUID } from "node:crypto";
import { z } from "zod";
import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import type { ConsentReader, DisclosureLog } from "../consent/ports";
import { purposeOf } from "../consent/scopes";
import { mayDo } from "../fhir/scopes";
import { capabilityStatement } from "./capability";
import { checking } from "./checking";
import type { Frame } from "./consent";
import { answerOf, askOf, blinded, recordsIn, refusal, subjectOf, withRecords, type Answer, type Ask } from "./core";
import { StoreTimeout, type Clock, type FhirStore, type Hashes, type Log } from "./ports";

const HASH = z.string().regex(/^[0-9a-f]{64}$/);

/** API Gateway Developer Guide, "Input format of a Lambda function for proxy integration", as far as it is read. */
const EVENT = z.object({
  resource: z.string(),
  path: z.string(),
  pathParameters: z.record(z.string(), z.string()).nullish(),
  multiValueQueryStringParameters: z.record(z.string(), z.array(z.string())).nullish(),
  headers: z.record(z.string(), z.string()).nullish(),
  requestContext: z.object({
    requestId: z.string(),
    path: z.string(),
    domainName: z.string(),
    /** What the authorizer found. */
    authorizer: z.object({ principalId: HASH, scopes: z.string(), patient: HASH.optional() }),
  }),
});
type Event = z.infer<typeof EVENT>;
type Asked = Ask & { kind: "read" | "search" };

export interface ProxyResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Ports {
  readonly store: FhirStore;
  readonly hashes: Hashes;
  readonly consents: ConsentReader;
  readonly disclosures: Pick<DisclosureLog, "record">;
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
  const check = checking(ports);

  async function answer(ask: Ask, event: Event): Promise<Answer> {
    if (ask.kind === "metadata") return { status: 200, body: capabilityStatement() };
    if (ask.kind === "refuse") return refusal(ask.status, ask.code, ask.text);
    const { scopes, principalId: recipient, patient } = event.requestContext.authorizer;
    const purpose = purposeOf(scopes, headerIn(event, "x-purpose-of-use"));
    const frame: Frame | undefined = purpose && { purpose, recipient, patient };
    const { found, given, reason } = await decided(ask, event, mayDo(scopes, ask.type, ask.kind), frame);
    const denied = reason !== undefined;
    await audit.tell(
      auditEvent({
        at: clock.now(),
        actor: "function:fhir-read",
        action: `fhir.${ask.kind}`,
        outcome: denied ? "denied" : given.status === 200 ? "success" : "failure",
        // Of what is withheld, too: whom it is about stands in the record alone.
        subject: await hashes.hash(subjectOf(ask, found)),
        workload: "fhir-api",
        ...(purpose && { purpose: purpose.toLowerCase() }),
        ...(denied && { reason }),
        detail: { caller: recipient, type: ask.type.toLowerCase(), records: recordsIn(given), status: given.status },
      }),
    );
    return given;
  }

  /** What the store found, what of it is given, and why none is where a scope or consent forbids it. */
  async function decided(
    ask: Asked,
    event: Event,
    allowed: boolean,
    frame: Frame | undefined,
  ): Promise<{ readonly found: Answer; readonly given: Answer; readonly reason?: string }> {
    const nobody = (answer: Answer, reason: string) => ({ found: answer, given: answer, reason });
    if (!allowed) return nobody(refusal(403, "forbidden", "The scope of the token does not cover this."), "scope");
    if (frame === undefined) return nobody(refusal(403, "forbidden", PURPOSE_WANTED), "no-purpose");
    const base = baseOf(event);
    const refused = await check.before(ask, frame);
    if (refused !== undefined) {
      const empty = await find(ask, base, blinded(ask, randomUUID()));
      const given = empty.status === 200 ? withRecords(ask, empty, []) : empty;
      return { found: empty, given, reason: refused };
    }
    const found = await find(ask, base, ask);
    if (found.status !== 200) return { found, given: found };
    return { found, ...(await check.atRelease(ask, found, frame, event.requestContext.requestId)) };
  }

  /** `stored` is what the store is asked in its place. */
  async function find(ask: Asked, base: string, stored: Asked): Promise<Answer> {
    const path = stored.kind === "read" ? `${stored.type}/${stored.id}` : stored.type;
    try {
      const got = await store.get(path, stored.kind === "read" ? [] : stored.query);
      const found = answerOf(ask, got, ports.endpoint, base);
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

const PURPOSE_WANTED =
  "The token must be good for one purpose, or X-Purpose-Of-Use name one of those that it is good for.";

const headerIn = ({ headers }: Event, wanted: string): string | undefined =>
  Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1];

/** Where the caller reached us, stage included: what API Gateway saw, less what it knows as the path. */
function baseOf({ path, requestContext }: Event): string {
  const prefix = requestContext.path.endsWith(path) ? requestContext.path.slice(0, -path.length) : "";
  return `https://${requestContext.domainName}${prefix}/`;
}

function proxy({ status, body }: Answer): ProxyResult {
  return { statusCode: status, headers: HEADERS, body: JSON.stringify(body) };
}
