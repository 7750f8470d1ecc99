import { expect } from "chai";
import type { Fault } from "./fault-table";
import type { Around, World } from "./play";
import { CANARY, rowsOf, type Subject } from "./tried-table";

interface Input {
  readonly id: string;
  readonly text?: string;
}

/** A made-up function: it keeps what comes under its id and tells of it, unless a part is changed for a worse one. */
interface Parts {
  readonly keep: (store: Map<string, string>, id: string, around: Around) => void;
  readonly tell: (told: string[], id: string, around: Around) => void;
  readonly refuse: (input: Input, around: Around) => void;
  readonly mends: (error: Error) => void;
}

const GOOD: Parts = {
  keep: (store, id) => void store.set(id, "kept"),
  tell: (told, id) => void (told.includes(id) || told.push(id)),
  refuse: ({ text }) => {
    if (text !== undefined) throw Object.assign(new Error("text"), { name: "Refused" });
  },
  mends: (error) => {
    throw error;
  },
};

function subject(changes: Partial<Parts> = {}): Subject {
  const { keep, tell, refuse, mends } = { ...GOOD, ...changes };
  const world = (around: Around): World => {
    const [store, told] = [new Map<string, string>(), [] as string[]];
    const { table, people } = around.through({
      table: { keep: async (id: string) => keep(store, id, around) },
      people: { tell: async (id: string) => tell(told, id, around) },
    });
    const handler = async (input: Input): Promise<void> => {
      refuse(input, around);
      around.now();
      try {
        await table.keep(input.id);
        await people.tell(input.id);
      } catch (error) {
        mends(error as Error);
      }
    };
    return { handler, kept: () => ({ store, told: new Set(told), times: told.length }) };
  };
  const wrong = { event: { id: "c", text: CANARY }, ends: "given up" } as const;
  return { world, events: [{ id: "a" }, { id: "b" }], malformed: { text: wrong }, oversized: { text: wrong } };
}

const run = (of: Subject, fault: Fault): Promise<unknown> => {
  const row = rowsOf("risk-alert", of)[fault];
  if (typeof row === "string") throw new Error("no row");
  return row.run();
};
const fails = async (of: Subject, fault: Fault): Promise<string> =>
  run(of, fault).then(
    () => "holds",
    (error: Error) => error.name,
  );

describe("a table of faults", () => {
  const good: Fault[] = [
    "duplicate",
    "reordered",
    "malformed",
    "oversized",
    "throttled",
    "cut between two writes",
    "dependency down",
    "clock skew",
  ];
  for (const fault of good) {
    it(`holds for a function that withstands: ${fault}`, () => run(subject(), fault));
  }

  const worse: [string, Fault, Partial<Parts>][] = [
    ["tells twice", "duplicate", { tell: (told, id) => void told.push(id) }],
    ["tells twice after a cut", "cut between two writes", { tell: (told, id) => void told.push(id) }],
    ["keeps the first one alone", "reordered", { keep: (store, id) => void (store.size > 0 || store.set(id, "kept")) }],
    ["works on what is wrong", "malformed", { refuse: () => undefined }],
    ["says whom it was about", "malformed", { refuse: ({ text }) => text && GOOD.mends(new Error(text)) }],
    [
      "writes into its log whom it was about",
      "oversized",
      { refuse: (input, { log }) => (log.info("got", input), GOOD.refuse(input, {} as Around)) },
    ],
    ["takes a failure for the end", "throttled", { mends: () => undefined }],
    ["takes a failure for the end for minutes", "dependency down", { mends: () => undefined }],
    [
      "names by its own day",
      "clock skew",
      { keep: (store, id, { now }) => void store.set(now().toISOString().slice(0, 10), id) },
    ],
  ];
  for (const [what, fault, parts] of worse) {
    it(`fails for one that ${what}: ${fault}`, async () =>
      expect(await fails(subject(parts), fault)).to.equal("AssertionError"));
  }

  it("fails where nothing is done, nobody is called, or nobody asks for the time", async () => {
    const idle: Subject = { ...subject(), world: () => ({ handler: async () => undefined, kept: () => undefined }) };
    for (const fault of ["duplicate", "throttled", "clock skew"] as const)
      expect(await fails(idle, fault)).to.equal("AssertionError");
  });

  it("fails without a second event to come first, and without anything malformed", async () => {
    expect(await fails({ ...subject(), events: [{ id: "a" }] }, "reordered")).to.equal("AssertionError");
    expect(await fails({ ...subject(), malformed: {} }, "malformed")).to.equal("AssertionError");
  });

  it("is refused for a function that the plan does not have", () =>
    expect(() => rowsOf("no-such", subject())).to.throw("run npm run docs"));
});
