import type { Properties } from "../standins/wire";

export interface CheckFailure {
  /** "" when it is about the resource as a whole. */
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  readonly inputs: Properties;
  readonly failures: readonly CheckFailure[];
}

export interface InvokeResult {
  readonly result: Properties;
  readonly failures: readonly CheckFailure[];
}

/** One provider, configured once: what it answers at preview. Errors it throws are for the user. */
export interface Plugin {
  checkConfig(urn: string, inputs: Properties): Checked;
  configure(inputs: Properties): void;
  check(urn: string, inputs: Properties): Checked;
  /** The outputs as far as they are known before the resource is made. */
  create(urn: string, inputs: Properties): Properties;
  invoke(token: string, args: Properties): InvokeResult;
}
