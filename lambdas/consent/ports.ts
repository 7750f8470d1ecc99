import type { ConsentEvent } from "./event";
import type { Disclosure } from "./disclosure";

/** All events of a subject, in the order of their versions. Subjects are keyed hashes, or a constant of ours. */
export interface ConsentReader {
  /** As they are at this moment: one that was appended a moment ago is there. Throws UnreadableHistory where any can't be read. */
  eventsOf(subject: string): Promise<readonly ConsentEvent[]>;
}

export interface ConsentStore extends ConsentReader {
  /** Adds an event under its version; false where another has it, and nothing was written then. */
  append(subject: string, event: ConsentEvent): Promise<boolean>;
  /** Takes events away, in this order, so that no end of something goes before what it ended. Those that are gone count as taken. */
  remove(subject: string, versions: readonly number[]): Promise<void>;
}

export interface DisclosureLog {
  /** Writes it down, once for each id. */
  record(subject: string, disclosure: Disclosure): Promise<void>;
  of(subject: string): Promise<readonly Disclosure[]>;
  remove(subject: string, disclosures: readonly Pick<Disclosure, "id" | "at">[]): Promise<void>;
}

/** What is stored of a subject can't be read, or is not whole: nothing may be decided by it. */
export class UnreadableHistory extends Error {
  override readonly name = "UnreadableHistory";
}
