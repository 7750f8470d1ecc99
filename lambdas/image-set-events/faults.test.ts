import { imageSetMetadata, type ImageSetMetadata } from "../dicom/image-set";
import { madeMetadata } from "../dicom/testing/image-set-metadata";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const NORTH = "0123456789abcdef0123456789abcdef";
const event = (set: string, more: object = {}): object => ({
  id: `9c0d2a9f-0b6f-4e0e-9e6c-0a1b2c3d4e5${set}`,
  "detail-type": "Image Set Created",
  detail: { datastoreId: NORTH, imageSetId: set.repeat(32) },
  ...more,
});

triedTable(
  "image-set-events",
  {
    world: ({ through, log }) => {
      const written = new Map<string, string>();
      const metadata = imageSetMetadata(JSON.stringify(madeMetadata())) as ImageSetMetadata;
      const ports = through({
        imageSets: { metadata: async () => metadata },
        reports: { entities: async () => [] },
        models: { ask: async () => ({ finding: "none" }) },
        findings: { write: async (key: string, text: string) => void written.set(key, text) },
      });
      const tenants = { north: { datastoreId: NORTH, kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/north" } };
      const handler = createHandler({ ...ports, log, tenants, hooks: { reports: true, endpoint: "model" } });
      return { handler, kept: () => written };
    },
    events: [event("1"), event("2")],
    malformed: {
      "no image set": {
        event: event("3", { detail: { datastoreId: NORTH, imageSetId: CANARY } }),
        ends: "done",
        answers: { kind: "ignored", reason: "unreadable" },
      },
      "another's data store": {
        event: event("4", { detail: { datastoreId: "f".repeat(32), imageSetId: "4".repeat(32) } }),
        ends: "done",
        answers: { kind: "ignored", reason: "another-store" },
      },
    },
  },
  {
    oversized: "a long report goes to Comprehend Medical in pieces: core.ts and its test",
    "clock skew": "it has no clock: the same event gives the same object",
  },
);
