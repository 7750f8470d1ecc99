import { admit } from "./admit";
import type { Author, Command, ConsentEvent } from "./event";
import type { Fault } from "./fault";
import { UnreadableHistory, type ConsentReader, type ConsentStore, type DisclosureLog } from "./ports";
import { erasurePlan, type Kept } from "./retention";
import { stateOf, type ConsentState } from "./state";

export interface History {
  readonly events: readonly ConsentEvent[];
  readonly state: ConsentState;
}

/** A subject's events and what they say. Throws UnreadableHistory where one is missing: it may have been a withdrawal. */
export async function historyOf(store: ConsentReader, subject: string): Promise<History> {
  const events = [...(await store.eventsOf(subject))].sort((a, b) => a.version - b.version);
  const removed = new Set(events.flatMap((event) => event.removed ?? []));
  const there = new Set(events.map(({ version }) => version));
  const state = stateOf(events);
  for (let version = 1; version <= state.version; version++) {
    if (!there.has(version) && !removed.has(version)) throw new UnreadableHistory("an event of a subject is missing");
  }
  return { events, state };
}

export type Recorded =
  | { readonly kind: "recorded"; readonly event: ConsentEvent; readonly isNew: boolean }
  | Fault
  /** Others kept writing; the same change may be sent again. */
  | { readonly kind: "busy" };

/** Two writers of one subject are rare; eight times in a row are a flood. */
const TRIES = 8;
/** Milliseconds of the longest wait after the first try that another was before; each next may take as much more. */
const WAIT_MS = 25;

/** A wait of random length, so that two writers don't meet again. */
const wait = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * WAIT_MS * (attempt + 1)));

/**
 * Appends a change to a subject's history. Of two writers one comes after the other and sees what the first wrote; a change that is sent
 * again with its `requestId` counts once.
 */
export async function record(
  store: ConsentStore,
  subject: string,
  change: Command,
  by: Author,
  now: () => Date,
  prepared: (event: ConsentEvent, history: History) => ConsentEvent = (event) => event,
): Promise<Recorded> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const history = await historyOf(store, subject);
    const admission = admit(history, change, by, now());
    if (admission.kind === "refused") return admission;
    if (admission.kind === "known") return { kind: "recorded", event: admission.event, isNew: false };
    const event = prepared(admission.event, history);
    if (await store.append(subject, event)) return { kind: "recorded", event, isNew: true };
    await wait(attempt);
  }
  return { kind: "busy" };
}

export type Erased =
  | { readonly kind: "erased"; readonly event: ConsentEvent; readonly gone: number; readonly kept: readonly Kept[] }
  | Exclude<Recorded, { readonly kind: "recorded" }>;

/**
 * Takes back what the patient gave, and takes away what no law keeps any more. The request is recorded first, with what it takes away, so that
 * one that broke off is ended by sending it again.
 */
export async function erase(
  store: ConsentStore,
  disclosures: DisclosureLog,
  subject: string,
  change: Command & { readonly kind: "erase" },
  by: Author,
  now: () => Date,
): Promise<Erased> {
  const told = await disclosures.of(subject);
  const planFor = (event: ConsentEvent, before: readonly ConsentEvent[]) =>
    erasurePlan([...before, event], told, new Date(event.at));
  const recorded = await record(store, subject, change, by, now, (event, { events }) => {
    // What earlier erasures took away stays known, though they may go themselves now.
    const removed = [...events.flatMap((earlier) => earlier.removed ?? []), ...planFor(event, events).versions];
    return { ...event, removed: [...new Set(removed)].sort((a, b) => a - b) };
  });
  if (recorded.kind !== "recorded") return recorded;
  const { event } = recorded;
  const { events } = await historyOf(store, subject);
  const there = events.filter(({ version }) => event.removed?.includes(version));
  const { disclosures: gone, kept } = planFor(
    event,
    events.filter(({ version }) => version < event.version),
  );
  await store.remove(
    subject,
    there.map(({ version }) => version),
  );
  await disclosures.remove(
    subject,
    told.filter(({ id }) => gone.includes(id)),
  );
  return { kind: "erased", event, gone: there.length + gone.length, kept };
}
