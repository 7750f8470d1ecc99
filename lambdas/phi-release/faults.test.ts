import { phiStores, routed, SPANS } from "../phi/testing/steps";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

triedTable("phi-release", {
  world: ({ through, now, log }) => {
    const { objects, asked, write, read, reviews, metrics, clock } = phiStores({ now });
    const documents = {
      read,
      subject: async () => undefined,
      readSpans: async () => JSON.stringify({ spans: SPANS }),
      write: async (place: string, key: string, text: string) => (write(`${place}/${key}`, text), place),
    };
    const handler = createHandler({ ...through({ documents, reviews }), metrics, clock, log });
    return { handler, kept: () => ({ objects, asked }) };
  },
  events: [routed("v1", "mask"), routed("v2", "release")],
  malformed: {
    "a route that keeps it": { event: routed("v3", "quarantine"), ends: "given up" },
    "another route": { event: routed("v4", CANARY), ends: "given up" },
    "a document that is gone": { event: routed("gone", "release"), ends: "given up" },
  },
  oversized: { "a document that has grown": { event: routed("large", "mask"), ends: "given up" } },
});
