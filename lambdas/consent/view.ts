import type { ConsentEvent } from "./event";
import { standing, stateOf, type Denial, type Override, type Permission, type Span, type Standing } from "./state";

/** What a patient sees of their consents, at an instant. Who acted is told by role, not by name. */
export interface PatientView {
  readonly version: number;
  readonly consents: readonly (Shown & Pick<Permission, "basis" | "purposes" | "recipients" | "classes">)[];
  readonly restrictions: readonly (Shown & Pick<Denial, "purposes" | "recipients" | "classes">)[];
  readonly overrides: readonly (Shown & Pick<Override, "recipient" | "reason">)[];
  readonly history: readonly {
    readonly version: number;
    readonly at: string;
    readonly by: "patient" | "staff";
    readonly change: string;
    readonly id: string;
  }[];
}

interface Shown {
  readonly id: string;
  readonly status: Standing;
  readonly from: string;
  readonly until?: string;
}

/** Holds stay out: an agency asked for silence (164.528(a)(2)), and the change itself would tell of it. */
export function patientView(events: readonly ConsentEvent[], at: Date): PatientView {
  const state = stateOf(events);
  const shown = ({ id, ...span }: Span & { readonly id: string }): Shown => {
    const end = Math.min(span.untilMs, span.endedMs);
    return {
      id,
      status: standing(span, at.getTime()),
      from: new Date(span.fromMs).toISOString(),
      ...(Number.isFinite(end) && { until: new Date(end).toISOString() }),
    };
  };
  return {
    version: state.version,
    consents: state.permissions.map(({ basis, purposes, recipients, classes, ...span }) => {
      return { ...shown(span), basis, purposes, recipients, classes };
    }),
    restrictions: state.denials.map(({ purposes, recipients, classes, ...span }) => {
      return { ...shown(span), purposes, recipients, classes };
    }),
    overrides: state.overrides.map(({ recipient, reason, ...span }) => ({ ...shown(span), recipient, reason })),
    history: events
      .filter(({ change }) => change.kind !== "hold")
      .map(({ version, at: when, by, change }) => {
        return { version, at: when, by: by.role, change: change.kind, id: idOf(change) };
      }),
  };
}

const idOf = (change: ConsentEvent["change"]): string =>
  change.kind === "withdraw" ? change.target : change.requestId;
