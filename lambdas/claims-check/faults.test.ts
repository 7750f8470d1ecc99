import { expect } from "chai";
import { claimsText } from "../claims/testing/claims-text";
import { auditInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { MOST_BYTES, type Upload } from "./core";
import { createHandler } from "./handler";

const event = (version: string, result = "NO_THREATS_FOUND", time = "2026-11-22T10:00:00Z"): object => ({
  time,
  detail: {
    s3ObjectDetails: { bucketName: "raw", objectKey: "claims/incoming/north/a.csv", versionId: version },
    scanResultDetails: { scanResultStatus: result },
  },
});

/** One object, in quarantine under its reason, and one audit event. */
const setAside = (reason: string) => (kept: unknown) => {
  const { objects, told } = kept as { objects: [string, string][]; told: { reason: string }[] };
  expect([objects.map(([, why]) => why), told.map((event) => event.reason)]).to.deep.equal([[reason], [reason]]);
};

triedTable(
  "claims-check",
  {
    world: ({ through, log }) => {
      const [objects, audit] = [new Map<string, string>(), auditInMemory()];
      const uploads = {
        size: async ({ versionId }: Upload) => (versionId === "large" ? MOST_BYTES + 1 : 100),
        async *read({ versionId }: Upload) {
          yield versionId === "torn" ? `${claimsText([{}])}"` : claimsText([{}]);
        },
        copyToAccepted: async (_: Upload, key: string) => void objects.set(key, "accepted"),
        copyToQuarantine: async (_: Upload, key: string, reason: string) => void objects.set(key, reason),
      };
      const handler = createHandler({ rawBucket: "raw", ...through({ uploads, audit }), log });
      return { handler, kept: () => ({ objects, told: audit.told() }) };
    },
    // The third one was scanned by a clock of years to come: its day is the scan's.
    events: [event("v1"), event("torn"), event("v2", "NO_THREATS_FOUND", "2031-01-02T23:59:59Z")],
    malformed: {
      "another result": { event: event("v3", CANARY), ends: "given up" },
      "no upload": { event: { detail: { note: CANARY } }, ends: "given up" },
      "a torn file": { event: event("torn"), ends: "done", keeps: setAside("unfinished-quote") },
      malware: { event: event("v4", "THREATS_FOUND"), ends: "done", keeps: setAside("malware-found") },
    },
    oversized: { "a large file": { event: event("large"), ends: "done", keeps: setAside("too-large") } },
  },
  {
    "clock skew": "it has no clock: the day is the scan's",
  },
);
