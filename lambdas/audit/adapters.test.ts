import { expect } from "chai";
import { auditEvent } from "../../reports/model/audit-event";
import { withAws, type Answer } from "../testing/aws-server";
import { eventBridgeAudit, eventBridgeClient } from "./adapters";

const event = auditEvent({
  at: "2026-11-22T10:00:00.000Z",
  actor: "function:evidence-intake",
  action: "batch.written",
  outcome: "success",
  subject: "0f".repeat(32),
  workload: "evidence",
});
const json = (body: object): Answer => ({ body: JSON.stringify(body) });
const tell = (): Promise<void> => eventBridgeAudit(eventBridgeClient()).tell(event);

describe("eventBridgeAudit", () => {
  it("puts the event on the default bus under its workload's source", async () => {
    const { sent } = await withAws(() => json({ FailedEntryCount: 0, Entries: [{ EventId: "1" }] }), tell);
    expect(sent).to.have.length(1);
    expect(sent[0]?.headers["x-amz-target"]).to.equal("AWSEvents.PutEvents");
    const { Entries } = JSON.parse(sent[0]?.body ?? "") as { Entries: Record<string, string>[] };
    expect(Entries).to.have.length(1);
    expect(Entries[0]).to.include({ Source: "phiguard.evidence", DetailType: "Audit event" });
    expect(JSON.parse(Entries[0]?.["Detail"] ?? "")).to.deep.equal(event);
  });

  it("fails by the bus's own code where the bus did not take it, though the answer was 200", async () => {
    const answer = json({ FailedEntryCount: 1, Entries: [{ ErrorCode: "ThrottlingException", ErrorMessage: "slow" }] });
    let name = "";
    await withAws(
      () => answer,
      () => tell().catch((error: Error) => void (name = error.name)),
    );
    expect(name).to.equal("ThrottlingException");
  });
});
