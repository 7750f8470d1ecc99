import type { Purpose } from "./contract";
import type { Command, ConsentEvent, Grant, Restriction } from "./event";
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

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The state after these events, in the order of their versions. */
export function stateOf(events: readonly ConsentEvent[]): ConsentState {
  const permissions: Mutable<Permission>[] = [];
  const denials: Denial[] = [];
  const overrides: Override[] = [];
  const holds: Hold[] = [];
  const byId = new Map<string, Mutable<Span>>();
  let version = 0;
  let lastMs = 0;
  const begin = <T extends Span & { readonly id: string }>(list: T[], one: T): void => {
    list.push(one);
    byId.set(one.id, one);
  };
  for (const event of [...events].sort((a, b) => a.version - b.version)) {
    const { change } = event;
    const recordedMs = Date.parse(event.at);
    const end = (one: Mutable<Span> | undefined): void => {
      if (one !== undefined) one.endedMs = Math.min(one.endedMs, recordedMs);
    };
    version = event.version;
    lastMs = recordedMs;
    if (change.kind === "grant") begin(permissions, permission(change, recordedMs));
    else if (change.kind === "restrict") begin(denials, denial(change, recordedMs));
    else if (change.kind === "override") begin(overrides, override(change, recordedMs));
    else if (change.kind === "hold") holds.push(hold(change, recordedMs));
    else if (change.kind === "withdraw") end(byId.get(change.target));
    // Who asks for erasure takes back what they gave; what they forbade stays forbidden.
    else for (const one of permissions) if (PATIENT_BASES.includes(one.basis)) end(one);
  }
  return { version, lastMs, permissions, denials, overrides, holds };
}

function override(change: Extract<Command, { kind: "override" }>, recordedMs: number): Override {
  const { requestId: id, recipient, reason, minutes } = change;
  const untilMs = recordedMs + minutes * 60_000;
  return { id, recipient, reason, recordedMs, fromMs: recordedMs, untilMs, endedMs: Infinity };
}

function hold({ recipient, until }: Extract<Command, { kind: "hold" }>, recordedMs: number): Hold {
  return { recipient, recordedMs, fromMs: recordedMs, untilMs: Date.parse(until), endedMs: Infinity };
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
