import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const failed = (name: string, more: object = {}): object => ({
  tenant: "north",
  key: `north/incoming/${name}/_READY`,
  kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/north",
  upload: `version-${name}`,
  error: { Error: "States.Timeout", Cause: CANARY },
  ...more,
});

triedTable(
  "image-quarantine",
  {
    world: ({ through, log }) => {
      const records = new Map<string, string>();
      const quarantine = { write: async (key: string, text: string) => void records.set(key, text) };
      return { handler: createHandler({ ...through({ quarantine }), log }), kept: () => records };
    },
    events: [failed("b-1"), failed(CANARY), failed("b-3", { error: undefined, accepted: 0 })],
    malformed: {
      "no tenant": { event: failed("b-4", { tenant: CANARY }), ends: "given up" },
      "no key": { event: failed("b-5", { kmsKeyArn: "" }), ends: "given up" },
    },
  },
  {
    oversized: "it writes counts and codes; what Step Functions hands on has 256 KiB at the most",
    "clock skew": "it has no clock: the record is the same whenever it is written",
  },
);
