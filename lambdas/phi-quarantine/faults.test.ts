import { arrived, BUCKET, phiStores, routed, TEXT } from "../phi/testing/steps";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

triedTable(
  "phi-quarantine",
  {
    world: ({ through, now, log }) => {
      const { objects, asked, write, reviews, metrics, clock } = phiStores({ now });
      const { quarantine, reviews: people } = through({
        quarantine: {
          bucket: "phiguard-test-phi-quarantine",
          copy: async ({ versionId }: { versionId: string }, key: string) => {
            if (versionId === "gone") return false;
            write(key, TEXT);
            return true;
          },
          write: async (key: string, text: string) => write(key, text),
        },
        reviews,
      });
      const ports = { incomingBucket: BUCKET, quarantine, reviews: people, metrics, clock, log };
      return { handler: createHandler(ports), kept: () => ({ objects, asked }) };
    },
    events: [
      routed("v1", "quarantine"),
      arrived("v2", { error: { Error: "States.Timeout", Cause: CANARY } }),
      arrived("gone", { validation: { outcome: "refused", reason: "missing" } }),
    ],
    malformed: {
      "no document": { event: { execution: "execution-1", error: { Error: CANARY } }, ends: "given up" },
      "no execution": { event: { ...arrived("v3"), execution: "" }, ends: "given up" },
    },
  },
  { oversized: "S3 copies the document, whatever its size; one above 5 GiB stays where it is, and the record says so" },
);
