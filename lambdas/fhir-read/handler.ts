import { z } from "zod";
import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import type { ConsentReader, DisclosureLog } from "../consent/ports";
import { recordsIn } from "./answer";
import { answering, type Call } from "./answering";
import { capabilityStatement } from "./capability";
import { askOf, subjectOf, type Answer, type Ask, type Asked } from "./core";
import { pageIn } from "./page-link";
import type { Clock, FhirStore, Hashes, Log } from "./ports";
import { refusal } from "./refuse";

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

const HEADERS = {
  "Content-Type": "application/fhir+json",
  "Cache-Control": "no-store",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
};

/** Answers one request. Nothing is given out that the audit was not told of. */
export function createHandler(ports: Ports) {
  const { hashes, audit, clock, log } = ports;
  const decide = answering(ports);

  async function answer(ask: Ask, call: Call): Promise<Answer> {
    if (ask.kind === "metadata") return { status: 200, body: capabilityStatement() };
    if (ask.kind === "refuse") return refused(ask, call);
    const asked = ask.kind === "page" ? await pageOf(ask, call) : ask;
    return asked.kind === "refuse" ? refused(asked, call) : given(asked, call);
  }

  /** What a link to a page stands for, if it is this caller's and not too old. */
  async function pageOf({ type, token }: Ask & { kind: "page" }, { caller }: Call): Promise<Asked | Refused> {
    const page = await pageIn(hashes, { caller, type }, token, new Date(clock.now()));
    if (page === "forged") return { kind: "refuse", status: 400, code: "invalid", text: "This is no link of yours." };
    if (page === "ended") return { kind: "refuse", status: 410, code: "not-found", text: "The link is too old. Search again." }; // prettier-ignore
    return { kind: "search", type, ...page };
  }

  async function refused({ status, code, text }: Refused, { caller }: Call): Promise<Answer> {
    await audit.tell(
      auditEvent({
        at: clock.now(),
        actor: "function:fhir-read",
        action: "fhir.refused",
        outcome: "failure",
        subject: caller,
        reason: code,
        workload: "fhir-api",
        detail: { caller, status },
      }),
    );
    return refusal(status, code, text);
  }

  async function given(asked: Asked, call: Call): Promise<Answer> {
    const { found, answer: out, purpose, reason } = await decide(asked, call);
    const denied = reason !== undefined;
    await audit.tell(
      auditEvent({
        at: clock.now(),
        actor: "function:fhir-read",
        action: `fhir.${asked.kind}`,
        outcome: denied ? "denied" : out.status < 400 ? "success" : "failure",
        // Of what is withheld, too: whom it is about stands in the record alone.
        subject: await hashes.hash(subjectOf(asked, found)),
        workload: "fhir-api",
        ...(purpose && { purpose: purpose.toLowerCase() }),
        ...(denied && { reason }),
        detail: { caller: call.caller, type: asked.type.toLowerCase(), records: recordsIn(out), status: out.status },
      }),
    );
    return out;
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
    const call = callIn(event);
    const { requestId } = call;
    const ask = askOf(
      {
        resource: event.resource,
        id: event.pathParameters?.["id"],
        query: Object.entries(event.multiValueQueryStringParameters ?? {}).flatMap(([name, values]) =>
          values.map((value) => [name, value] as const),
        ),
        header: call.header,
      },
      ports.pageSize,
    );
    try {
      const found = await answer(ask, call);
      log.info("answered", { requestId, kind: ask.kind, status: found.status, records: recordsIn(found) });
      return proxy(found);
    } catch (error) {
      // The message may quote what was asked for; the name can't.
      log.error("could not answer", { requestId, kind: ask.kind, error: (error as Error).name });
      return proxy(refusal(500, "exception", "The request could not be handled. Try again later."));
    }
  };
}

type Refused = Ask & { kind: "refuse" };

function callIn(event: Event): Call {
  const { requestId, authorizer } = event.requestContext;
  const headers = new Map(Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    requestId,
    caller: authorizer.principalId,
    scopes: authorizer.scopes,
    patient: authorizer.patient,
    base: baseOf(event),
    header: (name) => headers.get(name),
  };
}

/** Where the caller reached us, stage included: what API Gateway saw, less what it knows as the path. */
function baseOf({ path, requestContext }: Event): string {
  const prefix = requestContext.path.endsWith(path) ? requestContext.path.slice(0, -path.length) : "";
  const { domainName } = requestContext;
  return `${LOOPBACK.test(domainName) ? "http" : "https"}://${domainName}${prefix}/`;
}

/** API Gateway has no such name: there it is the server of a machine of one's own, which has no certificate. */
const LOOPBACK = /^(127\.0\.0\.1|localhost):\d+$/;

function proxy({ status, body, headers }: Answer): ProxyResult {
  // What a caller has already is not sent again (RFC 9110, "304 Not Modified").
  if (status === 304) return { statusCode: status, headers: { ...HEADERS, ...headers }, body: "" };
  return { statusCode: status, headers: { ...HEADERS, ...headers }, body: JSON.stringify(body) };
}
