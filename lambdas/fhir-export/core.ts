import { createHash } from "node:crypto";
import { z } from "zod";
import type { ExportEvent } from "./contract";

/** The event is no request; no second try would mend it. */
export class MalformedRequest extends Error {
  override readonly name = "MalformedRequest";
}

const EVENT = z.object({
  requestId: z.string().regex(/^[\w.:-]{1,200}$/),
  reason: z.enum(["schedule", "demand", "recovery"]),
});

/** Throws MalformedRequest with the names of the fields that are wrong. */
export function requestOf(input: unknown): ExportEvent {
  const read = EVENT.safeParse(input);
  if (read.success) return read.data;
  throw new MalformedRequest(
    `can't read ${read.error.issues.map(({ path }) => path.join(".") || "the event").join(", ")}`,
  );
}

/** HealthLake takes 1 to 64 letters, digits and hyphens. */
export function exportToken({ requestId }: ExportEvent): string {
  return createHash("sha256").update(`export:${requestId}`).digest("hex");
}
