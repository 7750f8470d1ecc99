import type { State } from "../model/state";

/** What an entry of a register shows, and why. */
export interface Verdict {
  readonly state: State;
  readonly reason: string;
}
