import { nextWait, type Caller } from "./callers";

export type Handler = (input: unknown, context: unknown) => Promise<unknown>;

/** How a call ended: done, refused to the caller's face, or given up after its last try. */
export interface End {
  readonly kind: "done" | "refused" | "given up";
  /** What the handler answered the last time; of messages of a queue, nothing. */
  readonly answer?: unknown;
  /** Names of the errors, one a try that failed. */
  readonly errors: readonly string[];
  /** What was said of each. */
  readonly said: readonly string[];
}

/** Lambda's own, as far as handlers ask it: a run has a quarter of an hour. */
const CONTEXT = { getRemainingTimeInMillis: () => 900_000 };

/**
 * Calls a handler as its caller does: again after each pause while it fails, and no more once the caller gives up. A queue hands its messages
 * over together, and then those that came back. Pauses only move the clock.
 */
export async function deliver(
  caller: Caller,
  handler: Handler,
  events: readonly unknown[],
  pass: (seconds: number) => void,
): Promise<End> {
  let left = events;
  const [errors, said, spent]: [string[], string[], number[]] = [[], [], []];
  for (;;) {
    try {
      const answer = await handler(caller.kind === "queue" ? messages(left) : left[0], CONTEXT);
      const back = caller.kind === "queue" ? failuresIn(answer) : [];
      if (back.length === 0) return { kind: kindOf(answer), answer, errors, said };
      left = back.map((id) => left[Number(id.slice(1))]);
      errors.push("handed back");
    } catch (error) {
      const { name, message } = error as Error;
      errors.push(name);
      said.push(`${name}: ${message}`);
    }
    const wait = nextWait(caller, errors.at(-1) ?? "", spent);
    if (wait === undefined) return { kind: "given up", errors, said };
    pass(wait);
  }
}

/** The queue that messages come from. */
export const QUEUE_ARN = "arn:aws:sqs:us-east-1:123456789012:phiguard-test-queue";

const messages = (events: readonly unknown[]): object => ({
  Records: events.map((event, at) => ({
    messageId: `m${at}`,
    body: typeof event === "string" ? event : JSON.stringify(event),
    attributes: { SentTimestamp: "1795341605000" },
    eventSourceARN: QUEUE_ARN,
  })),
});

const failuresIn = (answer: unknown): string[] =>
  (answer as { batchItemFailures: { itemIdentifier: string }[] }).batchItemFailures.map(
    ({ itemIdentifier }) => itemIdentifier,
  );

/** An answer of an API says itself whether it refuses; one of 500 and more is a failure that the caller sees. */
function kindOf(answer: unknown): "done" | "refused" {
  const status = (answer as { statusCode?: number } | undefined)?.statusCode ?? 200;
  if (status >= 500) throw Object.assign(new Error("an answer of the API"), { name: `status ${status}` });
  return status >= 400 ? "refused" : "done";
}
