import { expect } from "chai";
import { ENTITIES } from "../note-entities/contract";
import { phiStores, routed, SPANS } from "../phi/testing/steps";
import { createHandler } from "./handler";

describe("phi-release", () => {
  const rows: [recipient: string, handedOn: string | undefined][] = [
    [ENTITIES.recipient, "Patient/p-1"],
    ["lab", undefined],
  ];
  for (const [recipient, handedOn] of rows) {
    it(`tells ${recipient} ${handedOn === undefined ? "nothing of" : ""} whose the document is`, async () => {
      const { read, reviews, metrics, clock } = phiStores({ now: () => new Date("2026-11-22T12:00:00Z") });
      const said: (string | undefined)[] = [];
      const handler = createHandler({
        documents: {
          read,
          subject: async () => "Patient/p-1",
          readSpans: async () => JSON.stringify({ spans: SPANS }),
          write: async (place, _key, _text, _type, subject) => (said.push(subject), place),
        },
        reviews,
        metrics,
        clock,
        log: { info: () => undefined, warn: () => undefined },
      });
      const event = routed("v1", "mask") as { validation: object };
      await handler({ ...event, validation: { ...event.validation, recipient } });
      // The record beside it says nothing of it, whoever it is for.
      expect(said).to.deep.equal([handedOn, undefined]);
    });
  }
});
