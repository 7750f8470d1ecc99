import type { Settlement, Waiting } from "./settlement";

/** Where documents wait for people, and where decisions go. */
export interface ReviewDesk {
  /** What is open, oldest first. */
  waiting(): Promise<readonly Waiting[]>;
  /** The document; `missing` where it is not there any more. */
  read(documentId: string, kind: Waiting["kind"]): Promise<Uint8Array | "missing">;
  /** Writes what a decision comes to; false where another has decided meanwhile, and then nothing counts. */
  settle(waiting: Waiting, settlement: Settlement): Promise<boolean>;
}
