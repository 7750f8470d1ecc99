import type { AuditEvent } from "../../reports/model/audit-event";

/** Where a function tells what it did. */
export interface AuditTrail {
  /** Throws when the event was not taken: what may not stay untold must fail with it. Telling the same event twice counts once. */
  tell(event: AuditEvent): Promise<void>;
}
