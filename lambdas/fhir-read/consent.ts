import { DATA_CLASSES } from "../consent/vocabulary";
import { classesOf } from "../consent/data-classes";
import { decide, decisionTime, type Decision, type Obligations, type Refusal } from "../consent/decide";
import type { Purpose } from "../consent/contract";
import { SYSTEMS } from "../consent/fhir-terms";
import type { ConsentState } from "../consent/state";
import type { DataClass } from "../consent/vocabulary";

/** Who asks, and what for. */
export interface Frame {
  readonly purpose: Purpose;
  /** Keyed hash of the caller. */
  readonly recipient: string;
  /** Keyed hash of the patient that the caller was shown to be; undefined for everybody else. */
  readonly patient: string | undefined;
  /** Keyed hash of the patient whose records alone the scope covers; undefined where it covers everybody's. */
  readonly only?: string;
}

/** Consents of one subject, as they were read for this request. */
export interface Subject {
  readonly hash: string;
  readonly state: ConsentState;
}

const decideFor = (
  subject: Subject,
  { patient, purpose, recipient }: Frame,
  classes: readonly DataClass[],
  now: Date,
): Decision => {
  const request = { purpose, recipient, isSubject: patient === subject.hash, classes };
  return decide(subject.state, request, decisionTime(subject.state, now));
};

/** Why consent, or the reach of a scope, keeps a record back. */
export type Withheld = Refusal | "not-own";

/** Why nothing at all of a subject could go, so that the store need not be asked; undefined where something could. */
export function refusedBefore(subject: Subject, frame: Frame, now: Date): Withheld | undefined {
  if (frame.only !== undefined && frame.only !== subject.hash) return "not-own";
  const decision = decideFor(subject, frame, DATA_CLASSES, now);
  return decision.outcome === "deny" ? decision.reason : undefined;
}

export interface Released {
  readonly resource: object;
  readonly classes: readonly DataClass[];
  readonly account: Obligations["account"];
}

/**
 * A resource as it may go, or why it may not. What is of two classes goes where both may: out of a resource no class can be taken. Part 2's
 * notice goes along as a security label with the words of the notice.
 */
export function release(resource: object, subject: Subject, frame: Frame, now: Date): Released | Withheld {
  if (frame.only !== undefined && frame.only !== subject.hash) return "not-own";
  const classes = classesOf(resource);
  const decision = decideFor(subject, frame, classes, now);
  if (decision.outcome === "deny") return decision.reason;
  const { redact, notice, account } = decision.obligations;
  if (redact.length > 0) return "no-consent";
  return { resource: notice === undefined ? resource : labelled(resource, notice.text), classes, account };
}

function labelled(resource: object, display: string): object {
  const { meta } = resource as { meta?: { security?: readonly object[] } };
  const label = { system: SYSTEMS.actCode, code: "NORDSCLCD", display };
  return { ...resource, meta: { ...meta, security: [...(meta?.security ?? []), label] } };
}
