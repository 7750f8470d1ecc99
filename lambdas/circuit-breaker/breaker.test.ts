import { expect } from "chai";
import { CircuitOpen, circuitBreaker, FAILURES, REST_MS } from "./breaker";

/** A made-up service behind a breaker, with a clock of its own; it counts how often it is really asked. */
function service() {
  const seen = { asked: 0, changes: [] as string[], atMs: 0, isDown: true };
  const run = circuitBreaker({ now: () => seen.atMs, changed: (state) => void seen.changes.push(state) });
  const work = async (): Promise<number> => {
    seen.asked += 1;
    if (seen.isDown) throw new Error("down");
    return 200;
  };
  const ask = (by = work): Promise<unknown> => run(by, (status) => status >= 500).catch((error: unknown) => error);
  return { seen, ask };
}

async function times(count: number, work: () => Promise<unknown>): Promise<void> {
  for (let at = 0; at < count; at++) await work();
}

describe("circuitBreaker", () => {
  it("asks no more after five failures in a row, and says when to come again", async () => {
    const { seen, ask } = service();
    await times(FAILURES, ask);
    seen.atMs += 10_500;
    const refused = await ask();
    expect(refused).to.be.instanceOf(CircuitOpen);
    expect((refused as CircuitOpen).retryAfterSeconds).to.equal(20);
    expect([seen.asked, seen.changes]).to.deep.equal([FAILURES, ["open"]]);
  });

  it("counts an answer that is a failure", async () => {
    const { seen, ask } = service();
    const broken = async (): Promise<number> => ((seen.asked += 1), 503);
    await times(FAILURES + 3, () => ask(broken));
    expect(seen.asked).to.equal(FAILURES);
  });

  it("stays closed where one of them is answered", async () => {
    const { seen, ask } = service();
    for (let at = 0; at < 4; at++) {
      seen.isDown = true;
      await times(FAILURES - 1, ask);
      seen.isDown = false;
      await ask();
    }
    expect([seen.asked, seen.changes]).to.deep.equal([4 * FAILURES, []]);
  });

  it("lets one call try after its rest, and rests again where that fails", async () => {
    const { seen, ask } = service();
    await times(FAILURES, ask);
    seen.atMs += REST_MS;
    await Promise.all([ask(), ask(), ask()]);
    expect(seen.asked).to.equal(FAILURES + 1);
    seen.atMs += REST_MS - 1;
    expect(await ask()).to.be.instanceOf(CircuitOpen);
    expect(seen.changes).to.deep.equal(["open"]);
  });

  it("closes where that call is answered", async () => {
    const { seen, ask } = service();
    await times(FAILURES, ask);
    seen.atMs += REST_MS;
    seen.isDown = false;
    await times(3, ask);
    expect([seen.asked, seen.changes]).to.deep.equal([FAILURES + 3, ["open", "closed"]]);
    seen.isDown = true;
    await times(FAILURES - 1, ask);
    expect(seen.changes, "counts from nothing").to.deep.equal(["open", "closed"]);
  });
});
