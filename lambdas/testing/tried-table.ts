import { expect } from "chai";
import { callerOf, patience } from "./callers";
import type { End } from "./deliver";
import { faultTable, type FaultRows } from "./fault-table";
import { play, type Around, type Circumstances, type Played, type World } from "./play";
import { down, once, type When } from "./troubles";

/** An event that must not be worked on, and what becomes of it. */
export interface Wrong {
  readonly event: unknown;
  readonly ends: End["kind"];
  /** Checks what the stores hold then, where something is written down of it; what they held before otherwise. */
  readonly keeps?: (kept: unknown) => void;
  /** Part of what is answered. */
  readonly answers?: object;
}

type Wrongs = Readonly<Record<string, Wrong>>;

export interface Subject {
  readonly world: (around: Around) => World;
  /** What comes, each of a thing of its own. */
  readonly events: readonly unknown[];
  /** By what is wrong with them. */
  readonly malformed: Wrongs;
  readonly oversized?: Wrongs;
  /** False where what is answered says nothing: by default it counts for a state machine, which goes on by it. */
  readonly answers?: boolean;
}

/** Stands in malformed events where a patient's name would: no error and no log says it. */
export const CANARY = "Synthetic Patient";

const DOWN_SECONDS = 300;
const NOTHING_IS_CALLED = "it calls nobody: say so in the row";

/** The table of a function by trying it all. `own`: rows of its own, and the reasons why a fault can't meet it. */
export function triedTable(name: string, subject: Subject, own: Partial<FaultRows> = {}): void {
  faultTable(name, { ...rowsOf(name, subject), ...own });
}

/** Rows of a table by trying it all: each call that the handler makes fails once in each way, and each of its ports is down for five minutes. */
export function rowsOf(name: string, subject: Subject): FaultRows {
  const { world, events, malformed, oversized = {} } = subject;
  const caller = callerOf(name);
  const { answers = caller.kind === "machine" } = subject;
  const given = (list: readonly unknown[], of?: Circumstances): Promise<Played> => play(caller, world, list, of);
  const stateOf = ({ kept, answers: last }: Played): unknown => (answers ? { kept, last } : kept);

  async function clean(): Promise<Played> {
    const [untouched, played] = [await given([]), await given(events)];
    expect(
      played.ends.filter(({ kind }) => kind !== "done"),
      "all goes well",
    ).to.deep.equal([]);
    expect(stateOf(played), "nothing is done where nothing is wrong").not.to.deep.equal(stateOf(untouched));
    return played;
  }

  const endsAlike = async (list: readonly unknown[], of: Circumstances = {}, what = ""): Promise<void> => {
    const played = await given(list, of);
    const unmended = played.ends.filter(({ kind }, at) => kind !== "done" && !isMended(played.ends, at, of));
    expect(unmended, what).to.deep.equal([]);
    expect(played.said, what).not.to.contain(CANARY);
    expect(stateOf(played), what).to.deep.equal(stateOf(await clean()));
  };

  const eachCall = (when: When, error: string) => async (): Promise<void> => {
    const { calls } = await clean();
    expect(calls, NOTHING_IS_CALLED).not.to.be.empty;
    for (const [at, { port, method }] of calls.entries())
      await endsAlike(events, { trouble: () => once(at, when, error) }, `${port}.${method}, call ${at}, fails ${when}`);
  };

  const refusing = (wrongs: Wrongs) => async (): Promise<void> => {
    expect(wrongs, "give one, or the reason").not.to.be.empty;
    const untouched = await given([]);
    for (const [what, { event, ends, keeps, answers: answered }] of Object.entries(wrongs)) {
      const played = await given([event]);
      const [end] = played.ends;
      expect(end?.kind, what).to.equal(ends);
      if (keeps !== undefined) keeps(played.kept);
      else expect(played.kept, what).to.deep.equal(untouched.kept);
      expect(played.said, what).not.to.contain(CANARY);
      if (answered !== undefined) expect(end?.answer, what).to.deep.include(answered);
    }
  };

  return {
    duplicate: {
      shows: "the same again, twice, at once and later: nothing is doubled",
      run: async () => {
        await endsAlike([...events, ...events, ...events]);
        await endsAlike(events.flatMap((event) => [event, event]));
      },
    },
    reordered: {
      shows: "the same end, whatever comes first",
      run: async () => {
        expect(events.length, "give two events, or the reason").to.be.greaterThan(1);
        await endsAlike([...events].reverse());
      },
    },
    malformed: { shows: endsOf(malformed, caller.after), run: refusing(malformed) },
    oversized: { shows: endsOf(oversized, caller.after), run: refusing(oversized) },
    throttled: {
      shows: `any one call: done by a later try of ${caller.says}`,
      run: eachCall("before", "ThrottlingException"),
    },
    "cut between two writes": {
      shows: "any one call happens and its answer is lost: done by a later try, and nothing twice",
      run: eachCall("after", "TimeoutError"),
    },
    "dependency down": {
      shows: downShows(name),
      run: async () => {
        const { calls } = await clean();
        expect(calls, NOTHING_IS_CALLED).not.to.be.empty;
        for (const port of new Set(calls.map((call) => call.port))) {
          const trouble: Circumstances["trouble"] = ({ passedSeconds }) =>
            down(port, () => passedSeconds() < DOWN_SECONDS);
          if (!isGivenUp(name)) await endsAlike(events, { trouble }, port);
          else await endsAlike(events, { trouble, againAfterSeconds: DOWN_SECONDS }, port);
        }
      },
    },
    "clock skew": {
      shows: "five minutes early or late: no more than the times that it says are others",
      run: async () => {
        expect((await clean()).asked, "it never asks for the time: say so in the row").to.be.greaterThan(0);
        for (const minutes of [-5, 5]) await endsAlike(events, { skewSeconds: minutes * 60 }, `${minutes} min`);
      },
    },
  };
}

/** What was given up is mended where it was sent again and done then. */
const isMended = (ends: readonly End[], at: number, { againAfterSeconds }: Circumstances): boolean =>
  againAfterSeconds !== undefined && ends[at]?.kind === "given up" && ends[at + 1]?.kind === "done";

const isGivenUp = (name: string): boolean => patience(callerOf(name), "ServiceUnavailable").seconds < DOWN_SECONDS;

function downShows(name: string): string {
  const caller = callerOf(name);
  const { tries, seconds } = patience(caller, "ServiceUnavailable");
  if (!isGivenUp(name)) return `${caller.says} keeps it for longer than any port is down: done by itself`;
  return `given up after ${tries} tries in ${Math.round(seconds)} s (${caller.after}; alarm ${caller.alarms.join(", ")}), and done when it is sent again`;
}

function endsOf(wrongs: Wrongs, after: string): string {
  return Object.entries(wrongs)
    .map(([what, { ends }]) => `${what}: ${ends === "given up" ? after : ends === "done" ? "set aside" : ends}`)
    .join("; ");
}
