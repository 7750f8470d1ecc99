/** A call through a port, as it is named in a fault: `items.keep`. */
export interface Called {
  readonly port: string;
  readonly method: string;
}

/** When a call fails: before anything has happened, or after it has and the answer is lost. */
export type When = "before" | "after";

export interface Trouble {
  /** What is wrong with this call, the `at`th of the world from 0; undefined where it goes well. */
  of(call: Called, at: number): { readonly when: When; readonly name: string } | undefined;
}

export const NO_TROUBLE: Trouble = { of: () => undefined };

/** One call fails, once. */
export const once = (index: number, when: When, name: string): Trouble => ({
  of: (_, at) => (at === index ? { when, name } : undefined),
});

/** Every call of a port fails for as long as it is down. */
export const down = (port: string, isDown: () => boolean): Trouble => ({
  of: (call) => (call.port === port && isDown() ? { when: "before", name: "ServiceUnavailable" } : undefined),
});

type Method = (...given: unknown[]) => unknown;

/** Ports whose calls may fail, and the list of calls that were made. A port is an object of methods, or a function itself. */
export function troubled(trouble: Trouble) {
  const calls: Called[] = [];
  const guarded =
    (port: string, method: string, call: Method): Method =>
    (...given) => {
      const at = calls.push({ port, method }) - 1;
      const fault = trouble.of({ port, method }, at);
      if (fault === undefined) return call(...given);
      const error = Object.assign(new Error("made up"), { name: fault.name });
      if (fault.when === "before") return refusal(error);
      const answer = call(...given);
      return isIterable(answer) ? afterAll(answer, error) : Promise.resolve(answer).then(() => Promise.reject(error));
    };
  const through = <Ports extends object>(ports: Ports): Ports =>
    Object.fromEntries(
      Object.entries(ports).map(([port, value]: [string, unknown]) => {
        if (typeof value === "function") return [port, guarded(port, "call", value as Method)];
        const get = (target: object, method: string): unknown => {
          const part: unknown = Reflect.get(target, method);
          return typeof part === "function" ? guarded(port, method, (part as Method).bind(target)) : part;
        };
        return [port, new Proxy(value as object, { get: (target, name) => get(target, String(name)) })];
      }),
    ) as Ports;
  return { through, calls };
}

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

async function* afterAll(values: AsyncIterable<unknown>, error: Error): AsyncGenerator<unknown> {
  yield* values;
  throw error;
}

/** Fails whether it is waited for or read piece by piece. */
function refusal(error: Error): Promise<never> {
  const refused = Promise.reject<never>(error);
  refused.catch(() => undefined);
  return Object.assign(refused, { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject<never>(error) }) });
}
