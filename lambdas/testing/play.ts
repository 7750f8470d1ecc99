import type { Caller } from "./callers";
import { madeUpClock, plain, type MadeUpClock } from "./clock";
import { deliver, type End, type Handler } from "./deliver";
import { NO_TROUBLE, troubled, type Called, type Trouble } from "./troubles";

/** What a world is made in: the ways to its ports, the time, and a log. */
export interface Around {
  /** Ports that go over a network: their calls may fail. */
  readonly through: <Ports extends object>(ports: Ports) => Ports;
  readonly now: () => Date;
  /** Passes the time that a handler waits. */
  readonly wait: (ms: number) => Promise<void>;
  readonly log: Readonly<Record<"info" | "warn" | "error", (message: string, facts: object) => void>>;
}

/** A handler, really made, and the stores around it. */
export interface World {
  readonly handler: (event: never, context: never) => Promise<unknown>;
  /** What the stores hold, or a promise of it, and who was told what. What may be told twice, as it is the same then, is a Set. */
  readonly kept: () => unknown;
}

export interface Played {
  readonly ends: readonly End[];
  /** What the stores hold in the end, and what was answered to each event the last time. */
  readonly kept: unknown;
  readonly answers: unknown;
  readonly calls: readonly Called[];
  /** How often somebody asked for the time. */
  readonly asked: number;
  /** All that was logged, and the errors' own words. */
  readonly said: string;
}

export interface Circumstances {
  readonly trouble?: (clock: MadeUpClock) => Trouble;
  readonly skewSeconds?: number;
  /** Seconds after which what was given up is sent again, as people do with dead letters. */
  readonly againAfterSeconds?: number;
}

/** Plays events in a new world. A queue hands them over together, another caller one after the other. */
export async function play(
  caller: Caller,
  world: (around: Around) => World,
  events: readonly unknown[],
  { trouble = () => NO_TROUBLE, skewSeconds = 0, againAfterSeconds }: Circumstances = {},
): Promise<Played> {
  const clock = madeUpClock(skewSeconds);
  const logged: unknown[] = [];
  const say = (message: string, facts: object): void => void logged.push({ message, facts });
  const { through, calls } = troubled(trouble(clock));
  const wait = async (ms: number): Promise<void> => clock.pass(ms / 1000);
  const { handler, kept } = world({ through, now: clock.now, wait, log: { info: say, warn: say, error: say } });
  const ends: End[] = [];
  const answers = new Map<string, unknown>();
  const isQueue = caller.kind === "queue";
  for (const batch of isQueue ? [events].filter(({ length }) => length > 0) : events.map((event) => [event])) {
    const send = (): Promise<End> => deliver(caller, handler as Handler, batch, clock.pass);
    ends.push(await send());
    if (ends.at(-1)?.kind === "given up" && againAfterSeconds !== undefined) {
      clock.pass(againAfterSeconds);
      ends.push(await send());
    }
    if (!isQueue) answers.set(JSON.stringify(batch[0]), ends.at(-1)?.answer);
  }
  return {
    ends,
    kept: plain(await kept(), clock.told),
    answers: plain(answers, clock.told),
    calls,
    asked: clock.told.size,
    said: JSON.stringify([logged, ends.map(({ said }) => said)]),
  };
}
