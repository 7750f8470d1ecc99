import type { Allowance } from "./core";

/** Where consent is asked for. The allow list is the first; a consent service with patients' own decisions takes its place. */
export interface ConsentSource {
  find(purpose: string, recipient: string): Promise<Allowance | undefined>;
}
