import { expect } from "chai";
import { asLambda, failing, faultTable } from "../testing/fault-table";
import { CALL_COMPLETED, RISK_RAISED, RISK_SOURCE } from "./contract";
import type { Memory } from "./core";
import { createHandler } from "./handler";

const REFERENCE = "0f".repeat(32);
const raised = (id = "e-1", time = "2026-11-22T10:00:00Z", riskScore = 91): object => ({
  "detail-type": RISK_RAISED,
  source: RISK_SOURCE,
  id,
  time,
  detail: { reference: REFERENCE, riskScore },
});
const reached = (at: string): object => ({
  "detail-type": CALL_COMPLETED,
  source: RISK_SOURCE,
  detail: { reference: REFERENCE, outcome: "reached", at },
});

function world({ read = failing("", 0), publish = failing("", 0), mark = failing("", 0) } = {}) {
  const memory = new Map<string, Memory>();
  const published: string[] = [];
  const audit = new Set<string>();
  const handler = createHandler({
    threshold: 80,
    topicArn: "arn:aws:sns:us-east-1:123456789012:phiguard-test-risk-alerts",
    memories: {
      of: async (reference) => (read(), memory.get(reference) ?? {}),
      // As the table's condition has it: an earlier call does not take the place of a later one.
      reached: async (reference, reachedAt) => {
        const known = memory.get(reference);
        if (known?.reachedAt === undefined || known.reachedAt < reachedAt)
          memory.set(reference, { ...known, reachedAt });
      },
      alerted: async (reference, alertedBy) => {
        mark();
        memory.set(reference, { ...memory.get(reference), alertedBy });
      },
    },
    alerts: { publish: async (message) => (publish(), void published.push(message)) },
    audit: { tell: async ({ id }) => void audit.add(id) },
    log: { info: () => undefined },
  });
  return { handler, published, audit };
}

faultTable("risk-alert", {
  duplicate: {
    shows: "one notice",
    run: async () => {
      const { handler, published } = world();
      for (let turn = 0; turn < 3; turn++) await handler(raised());
      expect(published).to.have.length(1);
    },
  },
  reordered: {
    shows: "an older call that comes later does not undo a newer one",
    run: async () => {
      const { handler, published } = world();
      await handler(reached("2026-11-22T09:00:00Z"));
      await handler(reached("2026-11-20T09:00:00Z"));
      await handler(raised());
      expect(published).to.be.empty;
    },
  },
  malformed: {
    shows: "a dead letter, and no notice",
    run: async () => {
      const { handler, published } = world();
      expect(await asLambda(handler, { ...raised(), detail: { reference: "Jane", riskScore: 91 } })).to.equal(
        "dead letter",
      );
      expect(published).to.be.empty;
    },
  },
  oversized: {
    shows: "a reference of another length is a dead letter",
    run: async () => {
      const { handler, published } = world();
      const event = { ...raised(), detail: { reference: REFERENCE.repeat(1000), riskScore: 91 } };
      expect(await asLambda(handler, event)).to.equal("dead letter");
      expect(published).to.be.empty;
    },
  },
  throttled: {
    shows: "told by a later run, once",
    run: async () => {
      const { handler, published } = world({ publish: failing("ThrottledException", 2) });
      expect(await asLambda(handler, raised())).to.equal("done");
      expect(published).to.have.length(1);
    },
  },
  "cut between two writes": {
    shows: "told again rather than never, and marked then",
    run: async () => {
      const { handler, published, audit } = world({ mark: failing("TimeoutError", 1) });
      expect(await asLambda(handler, raised())).to.equal("done");
      await handler(raised());
      expect([published.length, audit.size]).to.deep.equal([2, 1]);
    },
  },
  "dependency down": {
    shows: "a dead letter without a notice, and told when it is sent again",
    run: async () => {
      const { handler, published } = world({ read: failing("ECONNREFUSED", 3) });
      expect(await asLambda(handler, raised())).to.equal("dead letter");
      expect(published).to.be.empty;
      await handler(raised());
      expect(published).to.have.length(1);
    },
  },
  "clock skew": {
    shows: "a call that ends after the risk was seen keeps it quiet too",
    run: async () => {
      const { handler, published } = world();
      await handler(reached("2026-11-22T10:00:30Z"));
      await handler(raised());
      expect(published).to.be.empty;
    },
  },
});
