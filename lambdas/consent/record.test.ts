import { expect } from "chai";
import type { Command } from "./event";
import { UnreadableHistory, type ConsentStore } from "./ports";
import { erase, historyOf, record } from "./record";
import { AT, grant, STAFF } from "./testing/build";
import { MemoryConsents, MemoryDisclosures } from "./testing/memory-store";

const now = (): Date => new Date(AT);
const on = (day: string) => (): Date => new Date(`${day}T00:00:00.000Z`);
const erasure = { kind: "erase", requestId: "erase-0001" } as const;

describe("record", () => {
  it("loses no change of many writers, and gives each a version of its own", async () => {
    const store = new MemoryConsents();
    const changes = Array.from({ length: 5 }, (_, index) => grant({ requestId: `grant-000${index}` }));
    const recorded = await Promise.all(changes.map((change) => record(store, "s", change, STAFF, now)));
    expect(recorded.map(({ kind }) => kind)).to.deep.equal(Array(5).fill("recorded"));
    const { state } = await historyOf(store, "s");
    expect(state.permissions.map(({ id }) => id)).to.have.members(changes.map(({ requestId }) => requestId));
  });

  it("ends one thing once, though two withdraw it at the same time", async () => {
    const store = new MemoryConsents();
    await record(store, "s", grant(), STAFF, now);
    const withdrawals: Command[] = ["withdraw-1", "withdraw-2"].map((requestId) => {
      return { kind: "withdraw", requestId, target: "grant-0001" };
    });
    const kinds = (await Promise.all(withdrawals.map((one) => record(store, "s", one, STAFF, now)))).map(
      (of) => of.kind,
    );
    expect(kinds.sort()).to.deep.equal(["recorded", "refused"]);
  });

  it("counts a change once that is sent again, at the same time too", async () => {
    const store = new MemoryConsents();
    await Promise.all([record(store, "s", grant(), STAFF, now), record(store, "s", grant(), STAFF, now)]);
    expect(await record(store, "s", grant(), STAFF, now)).to.include({ kind: "recorded", isNew: false });
    expect((await historyOf(store, "s")).events).to.have.length(1);
  });

  it("gives up where others never stop", async () => {
    const never: ConsentStore = { eventsOf: async () => [], append: async () => false, remove: async () => undefined };
    expect(await record(never, "s", grant(), STAFF, now)).to.deep.equal({ kind: "busy" });
  });

  it("decides nothing by a history that lacks an event", async () => {
    const store = new MemoryConsents();
    for (const requestId of ["grant-0001", "grant-0002"]) await record(store, "s", grant({ requestId }), STAFF, now);
    await store.remove("s", [1]);
    const error = await historyOf(store, "s").catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(UnreadableHistory);
  });
});

describe("erase", () => {
  async function old(): Promise<{ store: MemoryConsents; told: MemoryDisclosures }> {
    const store = new MemoryConsents();
    const told = new MemoryDisclosures();
    await record(store, "s", grant(), STAFF, on("2015-01-01"));
    await record(
      store,
      "s",
      { kind: "withdraw", requestId: "withdraw-1", target: "grant-0001" },
      STAFF,
      on("2015-02-01"),
    );
    await record(store, "s", grant({ requestId: "grant-0002" }), STAFF, on("2024-01-01"));
    return { store, told };
  }

  it("takes away what no law keeps, ends what the patient gave, and leaves a history that is whole", async () => {
    const { store, told } = await old();
    const erased = await erase(store, told, "s", erasure, STAFF, now);
    expect(erased).to.include({ kind: "erased", gone: 2 });
    const { events, state } = await historyOf(store, "s");
    expect(events.map(({ version }) => version)).to.deep.equal([3, 4]);
    expect(state.permissions[0]?.endedMs).to.equal(Date.parse(AT));
  });

  it("is ended by sending it again, where it broke off", async () => {
    const { store, told } = await old();
    const broken: ConsentStore = {
      eventsOf: (subject) => store.eventsOf(subject),
      append: (subject, event) => store.append(subject, event),
      remove: () => Promise.reject(new Error("broke off")),
    };
    await erase(broken, told, "s", erasure, STAFF, now).catch(() => undefined);
    expect((await historyOf(store, "s")).events).to.have.length(4);
    await erase(store, told, "s", erasure, STAFF, on("2026-12-01"));
    expect((await historyOf(store, "s")).events.map(({ version }) => version)).to.deep.equal([3, 4]);
  });

  it("can be asked for again years later, and knows what went before", async () => {
    const { store, told } = await old();
    await erase(store, told, "s", erasure, STAFF, now);
    await erase(store, told, "s", { ...erasure, requestId: "erase-0002" }, STAFF, on("2033-01-01"));
    expect((await historyOf(store, "s")).events.map(({ version }) => version)).to.deep.equal([5]);
  });
});
