import type { Purpose } from "./contract";
import type { ConsentEvent, Grant, Restriction } from "./event";
import { PATIENT_BASES, type Basis, type DataClass, type OverrideReason } from "./vocabulary";

/** Milliseconds since 1970: from when something holds, until when (not included), and when it was taken back. */
export interface Span {
  readonly recordedMs: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly endedMs: number;
}

export interface Permission extends Span {
  readonly id: string;
  readonly basis: Basis;
  readonly purposes: readonly Purpose[];
  readonly recipients: readonly string[];
  readonly classes: readonly DataClass[];
}

export interface Denial extends Span {
  readonly id: string;
  readonly purposes: readonly Purpose[] | "any";
  readonly recipients: readonly string[] | "anyone";
  readonly classes: readonly DataClass[] | "any";
}

export interface Override extends Span {
  readonly id: string;
  readonly recipient: string;
  readonly reason: OverrideReason;
}

export interface Hold extends Span {
  readonly recipient: string;
}

/** All that a subject's events say, with times, so that it answers for any instant. */
export interface ConsentState {
  /** Version of the last event; 0 without any. */
  readonly version: number;
  /** When it was recorded. */
  readonly lastMs: number;
  readonly permissions: readonly Permission[];
  readonly denials: readonly Denial[];
  readonly overrides: readonly Override[];
  readonly holds: readonly Hold[];
}

export const NO_EVENTS: ConsentState = {
  version: 0,
  lastMs: 0,
  permissions: [],
  denials: [],
  overrides: [],
  holds: [],
};

/** The state after these events, in the order of their versions. */
export function stateOf(events: readonly ConsentEvent[]): ConsentState {
  return [...events].sort((a, b) => a.version - b.version).reduce(after, NO_EVENTS);
}

export function after(state: ConsentState, { version, at, change }: ConsentEvent): ConsentState {
  const recordedMs = Date.parse(at);
  const next = { ...state, version, lastMs: recordedMs };
  const ended = <T extends Span & { readonly id: string }>(all: readonly T[], which: (one: T) => boolean): T[] =>
    all.map((one) => (which(one) ? { ...one, endedMs: Math.min(one.endedMs, recordedMs) } : one));
  switch (change.kind) {
    case "grant":
      return { ...next, permissions: [...state.permissions, permission(change, recordedMs)] };
    case "restrict":
      return { ...next, denials: [...state.denials, denial(change, recordedMs)] };
    case "withdraw": {
      const isTarget = ({ id }: { readonly id: string }): boolean => id === change.target;
      return {
        ...next,
        permissions: ended(state.permissions, isTarget),
        denials: ended(state.denials, isTarget),
        overrides: ended(state.overrides, isTarget),
      };
    }
    case "override": {
      const untilMs = recordedMs + change.minutes * 60_000;
      const { requestId: id, recipient, reason } = change;
      const opened = { id, recipient, reason, recordedMs, fromMs: recordedMs, untilMs, endedMs: Infinity };
      return { ...next, overrides: [...state.overrides, opened] };
    }
    case "hold": {
      const { recipient, until } = change;
      const held = { recipient, recordedMs, fromMs: recordedMs, untilMs: Date.parse(until), endedMs: Infinity };
      return { ...next, holds: [...state.holds, held] };
    }
    case "erase":
      // Who asks for erasure takes back what they gave; what they forbade stays forbidden.
      return { ...next, permissions: ended(state.permissions, ({ basis }) => PATIENT_BASES.includes(basis)) };
  }
}

function permission({ requestId: id, basis, purposes, recipients, classes, ...times }: Grant, at: number): Permission {
  return { id, basis, purposes, recipients, classes, ...span(times, at) };
}

function denial({ requestId: id, purposes, recipients, classes, ...times }: Restriction, at: number): Denial {
  return { id, purposes, recipients, classes, ...span(times, at) };
}

function span({ from, until }: Pick<Grant, "from" | "until">, recordedMs: number): Span {
  return {
    recordedMs,
    fromMs: from === undefined ? recordedMs : Date.parse(from),
    untilMs: until === undefined ? Infinity : Date.parse(until),
    endedMs: Infinity,
  };
}

export type Standing = "in-force" | "not-yet" | "ended" | "withdrawn";

/** How something stands at an instant; what was not recorded yet is not there yet. */
export function standing({ recordedMs, fromMs, untilMs, endedMs }: Span, atMs: number): Standing {
  if (atMs < recordedMs) return "not-yet";
  if (endedMs <= atMs) return "withdrawn";
  if (untilMs <= atMs) return "ended";
  return fromMs <= atMs ? "in-force" : "not-yet";
}
