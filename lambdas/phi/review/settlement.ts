import { auditEvent, type AuditEvent } from "../../../reports/model/audit-event";
import { maskedDocument } from "../../phi-release/core";
import { PHI_WORKLOAD } from "../contract";
import type { Format } from "../formats";
import { remaining, type Decision, type Review } from "./review";

/** A document that waits for people, without any of its text. */
export interface Waiting {
  /** 64 hex digits, from which no name can be told. */
  readonly documentId: string;
  readonly kind: "quarantine" | "sample";
  readonly createdAt: string;
  readonly format: string;
  readonly reasons: readonly string[];
  readonly riskScore01?: number;
}

/** What follows from a decision: each part is written once, and none but `text` holds anything of the document. */
export interface Settlement {
  readonly decision: Decision;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The document as it goes out; left out where it stays. */
  readonly text?: string;
  readonly event: AuditEvent;
  /** A line of JSON: offsets and what was said of them, to tune the engine on beside the document. */
  readonly labels: string;
}

export type Settled =
  | { readonly kind: "settled"; readonly settlement: Settlement }
  | { readonly kind: "refused"; readonly reason: "places-left" };

export interface Who {
  /** Role of the reviewer, such as `phi-reviewer`; never a person's name. */
  readonly role: string;
  readonly at: Date;
}

/**
 * What a decision comes to. A document is released as it is only where every place was rejected: whoever is unsure masks it or keeps it.
 * Throws BrokenByMasking where the masked document is not of its format any more.
 */
export function settle(
  waiting: Waiting,
  format: Format,
  review: Review,
  decision: Decision,
  { role, at }: Who,
): Settled {
  const left = remaining(review);
  if (decision === "release" && left.length > 0) return { kind: "refused", reason: "places-left" };
  const outgoing: Readonly<Record<Decision, () => string | undefined>> = {
    release: () => review.text,
    mask: () => maskedDocument(format, review.text, left),
    keep: () => undefined,
  };
  const text = outgoing[decision]();
  const count = (keep: (place: Review["places"][number]) => boolean): number => review.places.filter(keep).length;
  const event = auditEvent({
    at: at.toISOString(),
    actor: `role:${role}`,
    action: "document.reviewed",
    outcome: decision === "keep" ? "denied" : "success",
    subject: waiting.documentId,
    reason: `review-${decision}`,
    workload: PHI_WORKLOAD,
    detail: {
      kind: waiting.kind,
      places: review.places.length,
      opened: count(({ wasOpened, isAdded }) => wasOpened && !isAdded),
      confirmed: count(({ judgement, isAdded }) => judgement === "confirmed" && !isAdded),
      rejected: count(({ judgement }) => judgement === "rejected"),
      added: count(({ isAdded }) => isAdded),
    },
  });
  const settlement = {
    decision,
    at: at.toISOString(),
    ...(text !== undefined && { text }),
    event,
    labels: labelsOf(waiting, format, review, decision),
  };
  return { kind: "settled", settlement };
}

function labelsOf({ documentId, kind }: Waiting, format: Format, { places }: Review, decision: Decision): string {
  const spans = places.map(({ begin, end, category, subtype, score, rules, isAdded, judgement }) => ({
    begin,
    end,
    category,
    ...(subtype !== undefined && { subtype }),
    score,
    rules,
    verdict: isAdded && judgement !== "rejected" ? "added" : (judgement ?? "not-judged"),
  }));
  return `${JSON.stringify({ documentId, kind, format, decision, spans })}\n`;
}
