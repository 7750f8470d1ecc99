import type { AuditEvent } from "../../reports/model/audit-event";

export interface Threshold {
  readonly value: number;
  /** 0 where feedback has not moved it yet. */
  readonly version: number;
}

export interface Reviewed {
  /** Keyed hash of the caller, and the id of the audit event of the access. */
  readonly caller: string;
  readonly event: string;
}

export interface Feedback {
  /** The alert that an access raised, the verdict on it where there is one, and the threshold. */
  of(reviewed: Reviewed): Promise<{
    readonly alert: AuditEvent | undefined;
    readonly review: AuditEvent | undefined;
    readonly threshold: Threshold;
  }>;
  /** Keeps a verdict and the threshold after it, together or not at all; `changed` where another one came between. */
  keep(reviewed: Reviewed, review: AuditEvent, threshold: Threshold): Promise<"kept" | "changed">;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
}

export type Clock = () => Date;
