import callers from "./callers-of-prod.json";

/** Tries after the first, by the seconds before each, for errors of these names; for all where none are named. */
export interface Retrier {
  readonly errors?: readonly string[];
  readonly waits: readonly number[];
}

/** Who calls a function, what is done about a call that failed, and who hears of it: read from the plan of prod by `npm run docs`. */
export interface Caller {
  /** A queue hands messages over, a state machine goes by the error's name, and a client is told of the failure. */
  readonly kind: "event" | "queue" | "machine" | "client";
  readonly says: string;
  readonly retriers: readonly Retrier[];
  /** Where a call that is given up is kept, or what goes on then. */
  readonly after: string;
  /** Names of the alarms that tell of it. */
  readonly alarms: readonly string[];
}

/** The caller of a function. @throws where the plan has no such function, or nobody would hear that its calls fail. */
export function callerOf(functionName: string): Caller {
  const caller = (callers as unknown as Readonly<Record<string, Caller>>)[functionName];
  if (caller === undefined)
    throw new Error(`${functionName} is not in lambdas/testing/callers-of-prod.json: run npm run docs`);
  if (caller.alarms.length === 0) throw new Error(`no alarm tells of calls of ${functionName} that were given up`);
  return caller;
}

/** Seconds until the next try, or undefined where the call is given up. `spent`: tries so far by each retrier, which is counted up. */
export function nextWait({ retriers }: Caller, error: string, spent: number[]): number | undefined {
  // Step Functions takes the first retrier that names the error, and none after it.
  const at = retriers.findIndex(({ errors }) => errors === undefined || errors.includes(error));
  const wait = retriers[at]?.waits[spent[at] ?? 0];
  if (wait !== undefined) spent[at] = (spent[at] ?? 0) + 1;
  return wait;
}

/** Tries of a call that always fails by that error, and the seconds from the first to the last. */
export function patience(caller: Caller, error: string): { readonly tries: number; readonly seconds: number } {
  const spent: number[] = [];
  let [tries, seconds] = [1, 0];
  for (let wait = nextWait(caller, error, spent); wait !== undefined; wait = nextWait(caller, error, spent)) {
    tries += 1;
    seconds += wait;
  }
  return { tries, seconds };
}
