import type { AuditEvent } from "../../reports/model/audit-event";
import type { Features } from "../access-model/features";
import type { Habit } from "../access-model/habit";
import type { Reason } from "../access-model/model";
import type { Access } from "./core";

/** A habit as it was read. The version is 0 where there was none; it is written only over the version that was read. */
export interface Kept {
  readonly habit: Habit;
  readonly version: number;
}

export type Before =
  | { readonly kind: "new"; readonly person: Kept; readonly role: Kept; readonly threshold: number }
  /** Learnt from before; with the alert that was raised then, which may not have been told. */
  | { readonly kind: "learnt"; readonly alert: AuditEvent | undefined };

export interface Habits {
  before(access: Access): Promise<Before>;
  /** Keeps habits, access and alert together or not at all; `changed` where another access of the person, or of the role, came between. */
  keep(
    access: Access,
    learnt: { readonly person: Kept; readonly role?: Kept; readonly alert?: AuditEvent },
  ): Promise<"kept" | "changed">;
}

export interface Scorer {
  /** In [0, 1]. @param isBare whether the event told neither where the patient is nor how they stand to others. */
  score(features: Features, isBare: boolean): Promise<number>;
  /** What of the features made the score, the greatest first. */
  reasons(features: Features, isBare: boolean): readonly Reason[];
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  error(message: string, facts: Readonly<Record<string, string | number>>): void;
}
