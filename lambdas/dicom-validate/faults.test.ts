import { part10File } from "../dicom/testing/part10-file";
import { CANARY, triedTable } from "../testing/tried-table";
import { MOST_FILES } from "./core";
import { createHandler } from "./handler";
import type { Listed } from "./ports";

const FILE = part10File();
const event = (batch: string, more: object = {}): object => ({
  tenant: "north",
  key: `north/incoming/${batch}/_READY`,
  kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/north",
  ...more,
});

triedTable(
  "dicom-validate",
  {
    world: ({ through, log }) => {
      const copies = new Map<string, string>();
      const uploads = {
        list: async (prefix: string, cursor: string | undefined) => ({
          files: (prefix.includes("empty") ? [] : ["a.dcm", "torn.dcm", "_READY"]).map((name) => ({
            key: prefix + name,
            sizeBytes: FILE.length,
          })),
          ...(cursor === undefined && { cursor: "page-2" }),
        }),
        head: async ({ key }: Listed) => (key.includes("torn") ? FILE.subarray(0, 100) : FILE),
        copyToAccepted: async (_: Listed, key: string) => void copies.set(key, "accepted"),
        copyToQuarantine: async (_: Listed, key: string, __: string, reason: string) => void copies.set(key, reason),
      };
      return { handler: createHandler({ ...through({ uploads }), log }), kept: () => copies };
    },
    events: [event("b-1"), event("b-2"), event("b-2", { cursor: "page-2", accepted: 1 })],
    malformed: {
      "a batch of a patient's name": { event: event(CANARY), ends: "given up" },
      "counts below zero": { event: event("b-3", { accepted: -1 }), ends: "given up" },
    },
    oversized: {
      "more than one job takes": { event: event("empty", { accepted: MOST_FILES + 1 }), ends: "given up" },
    },
  },
  {
    "clock skew": "it has no clock: the same files give the same copies",
  },
);
