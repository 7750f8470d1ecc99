import { expect } from "chai";
import { DOCUMENTS_SUBJECT } from "../consent/contract";
import type { Command } from "../consent/event";
import { historyAfter } from "../consent/testing/build";
import { createHandler } from "./handler";

const NOW = new Date("2026-11-22T12:00:00.000Z");
const agreement: Command = {
  kind: "grant",
  requestId: "agreement-1",
  basis: "agreement",
  purposes: ["HRESCH"],
  recipients: ["north.lab"],
  classes: ["unclassified"],
};
const withdrawal: Command = { kind: "withdraw", requestId: "withdraw-1", target: "agreement-1" };

const event = (purpose = "research", recipient = "north.lab"): object => ({
  document: { key: "documents/x", versionId: "v1", arrivedAt: "2026-11-22T12:00:00Z" },
  validation: { outcome: "accepted", id: "0a".repeat(32), purpose, recipient, format: "text", sizeBytes: 1 },
  detection: "of a step before",
});

const rows: [string, readonly Command[], object, string][] = [
  ["there is no agreement", [], event(), "no-consent"],
  ["there is one", [agreement], event(), "granted"],
  ["it was taken back", [agreement, withdrawal], event(), "withdrawn"],
  ["it begins in a second", [{ ...agreement, from: "2026-11-22T12:00:01.000Z" }], event(), "not-yet-in-force"],
  ["it is for another purpose", [agreement], event("treatment"), "no-consent"],
  ["it is with another", [agreement], event("research", "south.lab"), "no-consent"],
  ["it is of classified data alone", [{ ...agreement, classes: ["general"] }], event(), "no-consent"],
  ["nobody knows the purpose", [agreement], event("gossip"), "unknown-purpose"],
  ["the purpose is a name of every object", [agreement], event("constructor"), "unknown-purpose"],
];

describe("consent-gate", () => {
  for (const [name, changes, input, wanted] of rows) {
    it(`says ${wanted} where ${name}, and tells the audit`, async () => {
      const asked: string[] = [];
      const logged: unknown[] = [];
      const log = { info: (...said: unknown[]) => void logged.push(said), warn: () => undefined };
      const consents = {
        eventsOf: async (subject: string) => {
          asked.push(subject);
          return historyAfter(changes.map((change) => [change, NOW] as const));
        },
      };
      const answer = (await createHandler({ consents, clock: { now: () => NOW }, log })(input)) as {
        consent: { outcome: string; reason?: string };
        audit: { outcome: string; reason?: string; detail: object };
        detection: string;
      };
      expect(answer.consent.reason ?? answer.consent.outcome).to.equal(wanted);
      expect(answer.audit.outcome).to.equal(wanted === "granted" ? "success" : "denied");
      expect(answer.audit.reason ?? "granted").to.equal(wanted);
      expect(answer.audit.detail).to.deep.equal({ version: changes.length, atRelease: false });
      expect(answer.detection, "goes on to the next step").to.equal("of a step before");
      expect(asked).to.deep.equal([DOCUMENTS_SUBJECT]);
      expect(logged).to.have.length(1);
    });
  }

  it("lets nothing through by a history that can't be read", async () => {
    const log = { info: () => undefined, warn: () => undefined };
    const consents = {
      eventsOf: async () =>
        historyAfter([
          [agreement, NOW],
          [withdrawal, NOW],
        ]).slice(1),
    };
    const error = await createHandler({ consents, clock: { now: () => NOW }, log })(event()).catch(
      (caught: Error) => caught,
    );
    expect(error).to.have.property("name", "UnreadableHistory");
  });
});
