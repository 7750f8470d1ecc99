import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import type { Disclosure } from "../consent/disclosure";
import type { ConsentReader, DisclosureLog } from "../consent/ports";
import { historyOf } from "../consent/record";
import { refusedBefore, release, type Frame, type Released, type Subject } from "./consent";
import { patientAsked, patientOf, type Asked } from "./core";
import type { Clock, Hashes } from "./ports";

export interface CheckPorts {
  readonly hashes: Hashes;
  readonly consents: ConsentReader;
  readonly disclosures: Pick<DisclosureLog, "record">;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** Who asks for a record and what for, by how far the scopes reach for its type. */
export type FrameOf = (record: object) => Frame;

/** Of one subject in an answer: what was judged, by which consents. */
interface Judged {
  readonly subject: Subject;
  readonly released: readonly Released[];
  readonly withheld: number;
  readonly reason: string | undefined;
}

/**
 * Consent, asked before the store is where one patient is asked for, and again of what the store gave, for every patient in it, by
 * consents that are read then: what is withdrawn meanwhile stays here. Each decision is told to the audit.
 */
export function checking({ hashes, consents, disclosures, audit, clock }: CheckPorts) {
  const subjectFor = async (patient: string): Promise<Subject> => {
    const hash = await hashes.hash(patient);
    return { hash, state: (await historyOf(consents, hash)).state };
  };
  const now = (): Date => new Date(clock.now());

  const tell = ({ subject, released, withheld, reason }: Judged, { purpose, recipient }: Frame): Promise<void> =>
    audit.tell(
      auditEvent({
        at: clock.now(),
        actor: "function:fhir-read",
        action: "consent.checked",
        outcome: released.length > 0 ? "success" : "denied",
        subject: subject.hash,
        purpose: purpose.toLowerCase(),
        recipient,
        ...(released.length === 0 && reason !== undefined && { reason }),
        workload: "fhir-api",
        detail: { released: released.length, withheld, version: subject.state.version },
      }),
    );

  return {
    /** Why nothing of the one patient that is asked for may go; undefined where something may, or no one patient is asked for. */
    async before(ask: Asked, frame: Frame): Promise<string | undefined> {
      const patient = patientAsked(ask);
      if (patient === undefined) return undefined;
      const subject = await subjectFor(patient);
      const reason = refusedBefore(subject, frame, now());
      if (reason === undefined) return undefined;
      await tell({ subject, released: [], withheld: 0, reason }, frame);
      return `consent-${reason}`;
    },

    /** Which of the records could go, for whoever has to know before more is asked of the store. It is told to nobody: `atRelease` decides. */
    async mayGo(records: readonly object[], frameOf: FrameOf): Promise<readonly object[]> {
      const { results } = await judge(records, frameOf);
      return records.filter((_, index) => typeof results[index]?.result === "object");
    },

    /** What of an answer's records may go; `reason` where none of it may. */
    async atRelease(ask: Asked, records: readonly object[], frameOf: FrameOf, frame: Frame, requestId: string) {
      const { subjects, results, at } = await judge(records, frameOf);
      const judged = subjects.map((subject): Judged => {
        const own = results.flatMap((one) => (one.subject === subject ? [one.result] : []));
        const released = own.flatMap((result) => (typeof result === "string" ? [] : [result]));
        const reason = own.find((result) => typeof result === "string");
        return { subject, released, withheld: own.length - released.length, reason };
      });
      for (const one of judged) await writeDown(one, ask, frame, requestId, at);
      await Promise.all(judged.map((one) => tell(one, frame)));
      const released = results.map(({ result }) => (typeof result === "string" ? undefined : result.resource));
      const none = results.length > 0 && released.every((record) => record === undefined);
      return { released, ...(none && { reason: `consent-${String(results[0]?.result)}` }) };
    },
  };

  /** By consents as they are now. A record that names no patient is nobody's to consent to: it stays. */
  async function judge(records: readonly object[], frameOf: FrameOf) {
    const patients = [...new Set(records.flatMap((record) => patientOf(record) ?? []))];
    const subjects = new Map(
      await Promise.all(patients.map(async (patient) => [patient, await subjectFor(patient)] as const)),
    );
    const at = now();
    const results = records.map((record) => {
      const subject = subjects.get(patientOf(record) ?? "");
      const result = subject === undefined ? ("no-subject" as const) : release(record, subject, frameOf(record), at);
      return { subject, result };
    });
    return { subjects: [...subjects.values()], results, at };
  }

  async function writeDown({ subject, released }: Judged, ask: Asked, frame: Frame, requestId: string, at: Date) {
    const accounted = released.filter(({ account }) => account.length > 0);
    if (accounted.length === 0) return;
    const disclosure: Disclosure = {
      id: requestId,
      at: at.toISOString(),
      recipient: frame.recipient,
      purpose: frame.purpose,
      what: ask.type.toLowerCase(),
      records: accounted.length,
      classes: [...new Set(accounted.flatMap(({ classes }) => classes))],
      provisions: [...new Set(accounted.flatMap(({ account }) => account.map(({ provision }) => provision)))],
    };
    await disclosures.record(subject.hash, disclosure);
  }
}
