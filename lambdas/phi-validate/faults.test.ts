import { arrived, BUCKET, phiStores } from "../phi/testing/steps";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

triedTable("phi-validate", {
  world: ({ through, now, log }) => {
    const { read, clock } = phiStores({ now });
    const handler = createHandler({ ...through({ documents: { read } }), bucket: BUCKET, clock, log });
    return { handler, kept: () => undefined };
  },
  events: [arrived("v1"), arrived("v2"), arrived("gone")],
  malformed: {
    "no time": { event: { document: { key: CANARY, versionId: "v1" } }, ends: "given up" },
    "no document": { event: undefined, ends: "given up" },
  },
  oversized: {
    "a large document": {
      event: arrived("large"),
      ends: "done",
      answers: { validation: { outcome: "refused", reason: "too-large" } },
    },
  },
});
