import { expect } from "chai";
import { callerOf, patience, type Caller } from "./callers";
import { deliver } from "./deliver";

const caller = (kind: Caller["kind"], retriers: Caller["retriers"]): Caller => ({
  ...{ kind, retriers, says: "a test", after: "dead letters", alarms: ["alarm"] },
});
const named = (name: string): Error => Object.assign(new Error("made up"), { name });

describe("callers", () => {
  const machine = caller("machine", [
    { errors: ["ThrottlingException"], waits: [1, 2, 4] },
    { errors: ["ThrottlingException", "TimeoutError"], waits: [10] },
  ]);
  const rows: [string, Caller, string, { tries: number; seconds: number }][] = [
    ["an event is tried twice more", caller("event", [{ waits: [60, 120] }]), "Any", { tries: 3, seconds: 180 }],
    ["the first retrier that names the error counts", machine, "ThrottlingException", { tries: 4, seconds: 7 }],
    ["another error has another retrier", machine, "TimeoutError", { tries: 2, seconds: 10 }],
    ["an error that nobody names is given up at once", machine, "MalformedCase", { tries: 1, seconds: 0 }],
  ];
  for (const [what, of, error, wanted] of rows) it(what, () => expect(patience(of, error)).to.deep.equal(wanted));

  it("a queue hands over what came back, alone, and gives it up after its last receive", async () => {
    const seen: string[][] = [];
    const end = await deliver(
      caller("queue", [{ waits: [30, 30] }]),
      async (input) => {
        const { Records } = input as { Records: { messageId: string; body: string }[] };
        seen.push(Records.map(({ body }) => body));
        return {
          batchItemFailures: Records.filter(({ body }) => body !== "good").map(({ messageId: itemIdentifier }) => ({
            itemIdentifier,
          })),
        };
      },
      ["good", "bad"],
      () => undefined,
    );
    expect(seen).to.deep.equal([["good", "bad"], ["bad"], ["bad"]]);
    expect(end.kind).to.equal("given up");
  });

  it("an answer of 500 is a failure that the client sees, and one of 400 a refusal", async () => {
    const client = caller("client", [{ waits: [1] }]);
    const answering = (statusCode: number) =>
      deliver(
        client,
        async () => ({ statusCode }),
        [{}],
        () => undefined,
      );
    expect([await answering(503), await answering(404), await answering(201)].map(({ kind }) => kind)).to.deep.equal([
      "given up",
      "refused",
      "done",
    ]);
  });

  it("time passes between tries", async () => {
    let seconds = 0;
    const fail = async (): Promise<never> => Promise.reject(named("TimeoutError"));
    const { errors } = await deliver(machine, fail, [{}], (more) => void (seconds += more));
    expect([errors, seconds]).to.deep.equal([["TimeoutError", "TimeoutError"], 10]);
  });

  it("knows who calls each function of prod", () => {
    expect(callerOf("evidence-intake")).to.include({ kind: "queue", after: "evidence-events-dlq" });
    expect(callerOf("phi-release")).to.deep.include({ kind: "machine", alarms: ["phi-pipeline-failed"] });
    expect(callerOf("note-intake").kind).to.equal("client");
  });
});
