import { expect } from "chai";
import { claimsText } from "../claims/testing/claims-text";
import { asLambda, failing, faultTable } from "../testing/fault-table";
import { MOST_BYTES } from "./core";
import { createHandler } from "./handler";

const event = (version = "v1", time = "2026-11-22T10:00:00Z"): object => ({
  time,
  detail: {
    s3ObjectDetails: { bucketName: "raw", objectKey: "claims/incoming/north/a.csv", versionId: version },
    scanResultDetails: { scanResultStatus: "NO_THREATS_FOUND" },
  },
});

/** Objects and audit events as their stores keep them: one of each name. */
function world({ text = claimsText([{}]), size = 100, read = failing("", 0), told = failing("", 0) } = {}) {
  const objects = new Map<string, string>();
  const audit = new Set<string>();
  const handler = createHandler({
    rawBucket: "raw",
    uploads: {
      size: async () => (read(), size),
      async *read() {
        yield text;
      },
      copyToAccepted: async (_, key) => void objects.set(key, "accepted"),
      copyToQuarantine: async (_, key, reason) => void objects.set(key, reason),
    },
    audit: {
      tell: async ({ id }) => {
        told();
        audit.add(id);
      },
    },
    log: { info: () => undefined },
  });
  return { handler, objects, audit };
}

faultTable("claims-check", {
  duplicate: {
    shows: "one copy and one audit event",
    run: async () => {
      const { handler, objects, audit } = world();
      for (let turn = 0; turn < 3; turn++) await handler(event());
      expect([objects.size, audit.size]).to.deep.equal([1, 1]);
    },
  },
  reordered: {
    shows: "versions of one upload stand side by side in either order",
    run: async () => {
      const keys = await Promise.all(
        [["v1", "v2"], ["v2", "v1"]].map(async (order) => {
          const { handler, objects } = world();
          for (const version of order) await handler(event(version));
          return [...objects.keys()].sort();
        }),
      ); // prettier-ignore
      expect(keys[0]).to.have.length(2).and.to.deep.equal(keys[1]);
    },
  },
  malformed: {
    shows: "to quarantine with the reason",
    run: async () => {
      const { handler, objects, audit } = world({ text: `${claimsText([{}])}"` });
      await handler(event());
      expect([...objects.values()]).to.deep.equal(["unfinished-quote"]);
      expect(audit.size).to.equal(1);
    },
  },
  oversized: {
    shows: "to quarantine unread",
    run: async () => {
      const { handler, objects } = world({ size: MOST_BYTES + 1 });
      await handler(event());
      expect([...objects.values()]).to.deep.equal(["too-large"]);
    },
  },
  throttled: {
    shows: "done by a later run",
    run: async () => {
      const { handler, objects } = world({ read: failing("SlowDown", 2) });
      expect(await asLambda(handler, event())).to.equal("done");
      expect(objects.size).to.equal(1);
    },
  },
  "cut between two writes": {
    shows: "the copy is written again, and the audit event is told once",
    run: async () => {
      const { handler, objects, audit } = world({ told: failing("TimeoutError", 1) });
      expect(await asLambda(handler, event())).to.equal("done");
      expect([objects.size, audit.size]).to.deep.equal([1, 1]);
    },
  },
  "dependency down": {
    shows: "a dead letter with nothing written, and done when it is sent again",
    run: async () => {
      const { handler, objects } = world({ read: failing("ECONNREFUSED", 3) });
      expect(await asLambda(handler, event())).to.equal("dead letter");
      expect(objects.size).to.equal(0);
      expect(await asLambda(handler, event())).to.equal("done");
      expect(objects.size).to.equal(1);
    },
  },
  "clock skew": {
    shows: "the day is the scan's, whatever time it is here",
    run: async () => {
      const { handler, objects } = world();
      await handler(event("v1", "2031-01-02T23:59:59Z"));
      expect([...objects.keys()][0]).to.contain("/received=2031-01-02/");
    },
  },
});
