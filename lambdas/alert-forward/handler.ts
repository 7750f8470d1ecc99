import type { Receiver, Urgency } from "./contract";
import { EVENT, isRefused, LONGEST_REQUEST_MS, mayHelp, noticeOf, pauseAskedMs, TRIES, type Notice } from "./core";
import type { Clock, Log, Post, Secrets } from "./ports";
import { batchesFor, deliveryTo, takenBefore } from "./receivers";

export interface Routes {
  readonly namePrefix: string;
  /** Severity of each topic, by its ARN. */
  readonly topics: Readonly<Record<string, Urgency>>;
  /** Whom a queue's messages are for, by its ARN. */
  readonly receivers: Readonly<Record<string, Receiver>>;
}

export interface Ports {
  readonly secrets: Secrets;
  readonly post: Post;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Failures {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** A message of the queue and what may be told of it. */
interface Told {
  readonly messageId: string;
  readonly notice: Notice;
}

type Batch = readonly [Told, ...Told[]];

/**
 * Tells a queue's receiver of its messages, the oldest first, in as few requests as the receiver takes. What it did not take is handed back: the
 * queue gives it again and in the end puts it aside. Each receiver has a queue of its own, so that none hears twice because another could not be
 * told; an answer that was lost, or a message that the queue gives twice, tells it twice all the same, under one id.
 */
export function createHandler({ secrets, post, clock, log }: Ports, { namePrefix, topics, receivers }: Routes) {
  return async (
    input: unknown,
    context: { getRemainingTimeInMillis(): number } = { getRemainingTimeInMillis: () => Infinity },
  ): Promise<Failures> => {
    const { Records } = EVENT.parse(input);
    const [receiver, ...others] = [...new Set(Records.map(({ eventSourceARN }) => receivers[eventSourceARN]))];
    if (receiver === undefined || others.length > 0) throw new Error("messages came from a queue that has no receiver");
    const refused: string[] = [];
    const told: Told[] = [];
    for (const { messageId, body } of Records) {
      const notice = noticeOf(body, topics, namePrefix);
      if (notice !== undefined) {
        told.push({ messageId, notice });
      } else {
        refused.push(messageId);
        log.warn("a message came from no topic that has a severity", { messageId });
      }
    }
    told.sort((a, b) => (a.notice.at < b.notice.at ? -1 : 1));
    const left = await tell(receiver, told, () => context.getRemainingTimeInMillis() > LONGEST_REQUEST_MS);
    const failed = [...refused, ...left.map(({ messageId }) => messageId)];
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };

  /** @returns what was not told. */
  async function tell(
    { kind, secret: name }: Receiver,
    told: readonly Told[],
    hasTime: () => boolean,
  ): Promise<Told[]> {
    if (told.length === 0) return [];
    const secret = await secrets.read(name);
    const work: Batch[] = batchesFor(kind, secret, told);
    const left: Told[] = [];
    let isOut = false;
    for (let batch = work.shift(); batch !== undefined; batch = work.shift()) {
      // Who takes nothing now, or no such key, takes the next one neither.
      if (isOut || !hasTime()) {
        left.push(...batch);
        continue;
      }
      const { status, tries, rest } = await persist(kind, secret, batch);
      const [first, ...more] = rest;
      const facts = { kind, tries, alarms: batch.map(({ notice }) => `${notice.name} ${notice.state}`).join(", ") };
      if (first === undefined) {
        log.info("a receiver was told", { ...facts, notices: batch.length });
        continue;
      }
      log.warn("a receiver was not told", { ...facts, notices: rest.length, status: status ?? "no answer" });
      // One that can't be taken keeps no other back.
      if (isRefused(status) && more.length > 0) work.unshift(...rest.map((one): Batch => [one]));
      else left.push(...rest);
      isOut = !isRefused(status);
    }
    return left;
  }

  /** @returns what the receiver had not taken after the last try, and how it answered. */
  async function persist(
    kind: Receiver["kind"],
    secret: string,
    batch: Batch,
  ): Promise<{ status: number | undefined; tries: number; rest: readonly Told[] }> {
    for (let [tries, rest] = [1, batch]; ; tries += 1) {
      const [first, ...more] = rest;
      const delivery = deliveryTo(kind, secret, [first.notice, ...more.map(({ notice }) => notice)]);
      const { status, retryAfter, text } = await post.send(delivery);
      if (status !== undefined && status >= 200 && status < 300) return { status, tries, rest: [] };
      rest = rest.slice(takenBefore(kind, text, rest.length)) as [Told, ...Told[]];
      const pause = pauseAskedMs(tries + 1, clock.random(), retryAfter);
      if (!mayHelp(status) || tries === TRIES || pause === undefined) return { status, tries, rest };
      await clock.wait(pause);
    }
  }
}
