import { createHash } from "node:crypto";
import { expect } from "chai";
import { claimsText } from "../claims/testing/claims-text";
import { auditInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { MOST_BYTES, type Scan, type Upload } from "./core";
import { createHandler } from "./handler";

const event = (
  version: string,
  result = "NO_THREATS_FOUND",
  time = "2026-11-22T10:00:00Z",
  name = "a.csv",
): object => ({
  time,
  detail: {
    s3ObjectDetails: { bucketName: "raw", objectKey: `claims/incoming/north/${name}`, versionId: version },
    scanResultDetails: { scanResultStatus: result },
  },
});

interface Kept {
  readonly objects: [string, string][];
  readonly told: { readonly reason: string }[];
  readonly acknowledged: [string, string][];
}

/** One object, in quarantine under its reason, one audit event, and one acknowledgement that says so. */
const setAside = (reason: string) => (kept: unknown) => {
  const { objects, told, acknowledged } = kept as Kept;
  expect([objects.map(([, why]) => why), told.map((event) => event.reason)]).to.deep.equal([[reason], [reason]]);
  expect(acknowledged.map(([, text]) => JSON.parse(text).reason)).to.deep.equal([reason]);
};

const GOOD = claimsText([{}]);
const sumOf = (text: string, name: string): string => `${createHash("sha256").update(text).digest("hex")}  ${name}\n`;
/** Files of checksums by the name of the upload: one that is right, and one that is not. */
const CHECKSUMS: Readonly<Record<string, string>> = {
  "right.csv": sumOf(GOOD, "right.csv"),
  "wrong.csv": sumOf("", "wrong.csv"),
};

triedTable(
  "claims-check",
  {
    world: ({ through, log }) => {
      const [objects, notes, audit] = [new Map<string, string>(), new Map<string, Upload>(), auditInMemory()];
      const acknowledged = new Map<string, string>();
      const nameOf = (key: string): string => key.split("/").at(-1) ?? "";
      const uploads = {
        facts: async ({ versionId }: Upload) => ({
          bytes: versionId === "large" ? MOST_BYTES + 1 : 100,
          receivedAt: "2026-11-22T09:59:00.000Z",
        }),
        async *read({ versionId }: Upload) {
          yield Buffer.from(versionId === "torn" ? `${GOOD}"` : GOOD);
        },
        checksums: async ({ key }: Upload) => CHECKSUMS[nameOf(key)] ?? "missing",
        noteScanned: async (upload: Upload) => void notes.set(upload.key, upload),
        scanned: async (_: string, key: string) => notes.get(key),
        copyToAccepted: async (_: Upload, key: string) => void objects.set(key, "accepted"),
        copyToQuarantine: async (_: Upload, key: string, reason: string) => void objects.set(key, reason),
        acknowledge: async (key: string, text: string) => {
          if (!acknowledged.has(key)) acknowledged.set(key, text);
        },
      };
      const checksumsRequired = new Set<string>();
      // As clamd is: asked over a network, whatever the event says.
      const scanner = { scan: async (_: Upload, said: Scan | undefined) => said ?? "NO_THREATS_FOUND" };
      const handler = createHandler({
        rawBucket: "raw",
        checksumsRequired,
        ...through({ uploads, audit, scanner }),
        log,
      });
      return { handler, kept: () => ({ objects, notes, acknowledged, told: audit.told() }) };
    },
    // The third one was scanned by a clock of years to come: its day is the scan's. The last two are a file and its checksum.
    events: [
      event("v1"),
      event("torn", "NO_THREATS_FOUND", "2026-11-22T10:00:00Z", "b.csv"),
      event("v2", "NO_THREATS_FOUND", "2031-01-02T23:59:59Z", "c.csv"),
      event("v1", "NO_THREATS_FOUND", "2026-11-22T10:00:00Z", "right.csv"),
      event("s1", "NO_THREATS_FOUND", "2026-11-22T10:00:00Z", "right.csv.sha256"),
    ],
    malformed: {
      "another result": { event: event("v3", CANARY), ends: "given up" },
      "no upload": { event: { detail: { note: CANARY } }, ends: "given up" },
      "a torn file": { event: event("torn"), ends: "done", keeps: setAside("unfinished-quote") },
      malware: { event: event("v4", "THREATS_FOUND"), ends: "done", keeps: setAside("malware-found") },
      "another checksum": {
        event: event("v5", "NO_THREATS_FOUND", "2026-11-22T10:00:00Z", "wrong.csv"),
        ends: "done",
        keeps: setAside("checksum-mismatch"),
      },
    },
    oversized: { "a large file": { event: event("large"), ends: "done", keeps: setAside("too-large") } },
  },
  {
    "clock skew": "it has no clock: the day is the scan's",
  },
);
