import { createHash } from "node:crypto";

import { recordId } from "../../../policies/record";
import { generateKey, signerFromPem, type Signer } from "../keys";
import { BATCHES } from "../names";

/** Synthetic audit events as the intake writes them, one a line; the same numbers give the same bytes. */
export function syntheticLines(from: number, count: number): string {
  let text = "";
  for (let number = from; number < from + count; number++) {
    const facts = {
      kind: "audit-event",
      collectedAt: "2026-11-21T08:00:00.000Z",
      observedAt: "2026-11-21T07:59:58.000Z",
      eventId: `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`,
      source: "phiguard.fhir-api",
      account: "123456789012",
      region: "us-east-1",
      action: "consent.checked",
      auditId: digest(`event ${number}`),
      actor: "function:consent-gate",
      outcome: number % 7 === 0 ? "denied" : "success",
      subject: digest(`subject ${number % 1000}`),
      purpose: "treatment",
      workload: "fhir-api",
      detail: { durationMs: number % 50 },
    };
    text += `${JSON.stringify({ id: recordId(facts), ...facts })}\n`;
  }
  return text;
}

/** A batch with its key. */
export function syntheticBatch(from: number, count: number, day = "2026-11-21"): { key: string; text: string } {
  const text = syntheticLines(from, count);
  return { key: `${BATCHES}day=${day}/${digest(text)}.jsonl`, text };
}

export function newSigner(): Signer {
  return signerFromPem(generateKey().pem, "a key of the test");
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
