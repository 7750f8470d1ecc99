import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import type { ConsentReader, DisclosureLog } from "../consent/ports";
import { recordsIn } from "./answer";
import { answering, type Call } from "./answering";
import { capabilityStatement } from "./capability";
import { askOf, isOnePatient, subjectOf, type Answer, type Ask, type Asked } from "./core";
import { callIn, EVENT, requestIn } from "./event";
import { originOf } from "./origin";
import { pageIn } from "./page-link";
import type { Clock, FhirStore, Hashes, Log } from "./ports";
import { refusal } from "./refuse";
import { whereaboutsIn, type Whereabouts } from "./whereabouts";

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
  const { store, hashes, audit, clock, log } = ports;
  const decide = answering(ports);
  const origin = originOf(hashes);
  const whereabouts = whereaboutsIn(store, hashes, clock);

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
    if (page === "ended")
      return { kind: "refuse", status: 410, code: "not-found", text: "The link is too old. Search again." };
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
    // Of what is withheld, too: whom it is about stands in the record alone.
    const about = subjectOf(asked, found);
    const subject = await hashes.hash(about);
    const { role, department } = call.staff;
    await audit.tell(
      auditEvent({
        at: clock.now(),
        actor: "function:fhir-read",
        action: `fhir.${asked.kind}`,
        outcome: denied ? "denied" : out.status < 400 ? "success" : "failure",
        subject,
        workload: "fhir-api",
        ...(purpose && { purpose: purpose.toLowerCase() }),
        ...(denied && { reason }),
        detail: {
          caller: call.caller,
          type: asked.type.toLowerCase(),
          records: recordsIn(out),
          status: out.status,
          breakGlass: purpose === "BTG",
          ...(role && { role }),
          ...(department && { department }),
          ...(await origin(call)),
          ...(await placeOf(about, subject, call)),
        },
      }),
    );
    return out;
  }

  /** Of one patient whom somebody of the staff asks for; nothing where the store does not say in time, as the caller waits. */
  async function placeOf(about: string, subject: string, { staff, requestId }: Call): Promise<Whereabouts> {
    if (staff.role === undefined || !isOnePatient(about)) return {};
    try {
      return await whereabouts(about, subject);
    } catch (error) {
      log.error("could not ask where the patient is", { requestId, error: (error as Error).name });
      return {};
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
    const call = callIn(read.data);
    const { requestId } = call;
    const ask = askOf(requestIn(read.data, call), ports.pageSize);
    try {
      const found = await answer(ask, call);
      log.info("answered", { requestId, kind: ask.kind, status: found.status, records: recordsIn(found) });
      return proxy(found, call.limits);
    } catch (error) {
      // The message may quote what was asked for; the name can't.
      log.error("could not answer", { requestId, kind: ask.kind, error: (error as Error).name });
      return proxy(refusal(500, "exception", "The request could not be handled. Try again later."));
    }
  };
}

type Refused = Ask & { kind: "refuse" };

function proxy({ status, body, headers }: Answer, limits?: string): ProxyResult {
  return {
    statusCode: status,
    // The plan's limits, not what is left of them: the gateway counts, and tells nobody (IETF draft "RateLimit header fields for HTTP").
    headers: { ...HEADERS, ...(limits !== undefined && { "RateLimit-Policy": limits }), ...headers },
    // What a caller has already is not sent again (RFC 9110, "304 Not Modified").
    body: status === 304 ? "" : JSON.stringify(body),
  };
}
