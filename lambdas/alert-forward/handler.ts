import type { Receiver, Urgency } from "./contract";
import { EVENT, mayHelp, noticeOf, pauseMs, TRIES, type Notice } from "./core";
import type { Clock, Log, Post, Secrets } from "./ports";
import { deliveryTo, type Delivery } from "./receivers";

export interface Routes {
  readonly namePrefix: string;
  /** Severity of each topic, by its ARN. */
  readonly topics: Readonly<Record<string, Urgency>>;
  readonly receivers: Readonly<Partial<Record<Urgency, readonly Receiver[]>>>;
}

export interface Ports {
  readonly secrets: Secrets;
  readonly post: Post;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Tells every receiver of a message's severity. One that can't be told makes the run fail, once the others have been: Lambda then tries
 * the event again and in the end keeps it in the dead-letter queue. A receiver may so hear twice; the message's id tells it.
 */
export function createHandler({ secrets, post, clock, log }: Ports, { namePrefix, topics, receivers }: Routes) {
  return async (input: unknown): Promise<{ told: number }> => {
    const { Records } = EVENT.parse(input);
    const work = Records.flatMap((record) => {
      const notice = noticeOf(record, topics, namePrefix);
      if (notice === undefined) throw new Error("a message came from a topic that has no severity");
      return (receivers[notice.severity] ?? []).map((receiver) => tell(receiver, notice));
    });
    const failed = (await Promise.allSettled(work)).filter((end) => end.status === "rejected");
    if (failed.length > 0) {
      throw new Error(failed.map(({ reason }) => (reason as Error).message).join("; "));
    }
    return { told: work.length };
  };

  async function tell({ kind, secret }: Receiver, notice: Notice): Promise<void> {
    const delivery = deliveryTo(kind, await secrets.read(secret), notice);
    const facts = { kind, alarm: notice.name, state: notice.state, id: notice.id };
    const { status, tries } = await persist(delivery);
    if (status !== undefined && status >= 200 && status < 300) {
      log.info("a receiver was told", { ...facts, tries });
      return;
    }
    log.warn("a receiver was not told", { ...facts, tries, status: status ?? "no answer" });
    throw new Error(`the ${kind} receiver answered ${status ?? "nothing"} after ${tries} tries`);
  }

  async function persist(delivery: Delivery): Promise<{ status: number | undefined; tries: number }> {
    for (let tries = 1; ; tries += 1) {
      const status = await post.send(delivery);
      if (!mayHelp(status) || tries === TRIES) return { status, tries };
      await clock.wait(pauseMs(tries + 1, clock.random()));
    }
  }
}
