import { expect } from "chai";

import { auditEntry, auditEvent, auditEventSchema, type AuditFacts } from "./audit-event";

const HASH = "0f".repeat(32);
const facts: AuditFacts = {
  at: "2026-11-22T10:00:00.000Z",
  actor: "function:consent-check",
  action: "consent.checked",
  outcome: "denied",
  subject: HASH,
  purpose: "treatment",
  recipient: "care-team",
  reason: "consent-withdrawn",
  workload: "phi-pipeline",
  detail: { durationMs: 12, cached: false, policy: "part-2", tenantHash: HASH },
};

describe("audit event", () => {
  it("has the same id for the same facts, whatever their order, and another for others", () => {
    const turned = Object.fromEntries(Object.entries(facts).reverse()) as AuditFacts;
    expect(auditEvent(turned).id).to.equal(auditEvent(facts).id);
    expect(auditEvent({ ...facts, outcome: "success" }).id).to.not.equal(auditEvent(facts).id);
  });

  it("is read as it was made, and leaves out what is undefined", () => {
    const event = auditEvent({ ...facts, reason: undefined });
    expect(event).to.not.have.property("reason");
    expect(auditEventSchema.parse(JSON.parse(JSON.stringify(event)))).to.deep.equal(event);
  });

  it("goes to the bus under its workload's source", () => {
    const event = auditEvent(facts);
    expect(auditEntry(event)).to.deep.equal({
      Source: "phiguard.phi-pipeline",
      DetailType: "Audit event",
      Detail: JSON.stringify(event),
    });
  });

  it("is refused when a byte was changed", () => {
    expect(
      auditEventSchema.safeParse({ ...auditEvent(facts), outcome: "success" }).error?.issues[0]?.path,
    ).to.deep.equal(["id"]);
  });

  const accepted: [string, Partial<AuditFacts>][] = [
    ["the ARN of a bucket", { subject: "arn:aws:s3:::phiguard-dev-fhir-input-123456789012-us-east-1" }],
    ["the ARN of a key", { subject: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555" }],
    ["the ARN of a role", { subject: "arn:aws-us-gov:iam::123456789012:role/phiguard-dev-reader" }],
    ["a recipient by its hash", { recipient: HASH }],
    ["no detail", { detail: undefined }],
  ];
  for (const [name, changes] of accepted) {
    it(`takes ${name}`, () => expect(() => auditEvent({ ...facts, ...changes })).to.not.throw());
  }

  const refused: [string, object, string][] = [
    ["a field that is not known", { note: "x" }, ""],
    ["a time without zone", { at: "2026-11-22T10:00:00" }, "at"],
    ["a person as actor", { actor: "Jane Roe" }, "actor"],
    ["an address as actor", { actor: "role:jane.roe@example.org" }, "actor"],
    ["words as action", { action: "looked at Jane Roe" }, "action"],
    ["an outcome that is none of the three", { outcome: "ok" }, "outcome"],
    ["a subject in the clear", { subject: "MRN-123456" }, "subject"],
    ["the name of an object", { subject: "arn:aws:s3:::bucket/jane-roe.dcm" }, "subject"],
    ["a text in an ARN", { subject: "arn:aws:sns:us-east-1:123456789012:topic Jane" }, "subject"],
    ["a hash that is too short", { subject: HASH.slice(1) }, "subject"],
    ["words as purpose", { purpose: "To treat" }, "purpose"],
    ["a number as code", { reason: "mrn-1234567" }, "reason"],
    ["a reason past 64 characters", { reason: "a".repeat(65) }, "reason"],
    ["words in the detail", { detail: { why: "Jane Roe" } }, "detail.why"],
    ["a text of digits in the detail", { detail: { seen: "1970-01-01" } }, "detail.seen"],
    ["a list in the detail", { detail: { codes: ["a"] } }, "detail.codes"],
    ["a map in the detail", { detail: { inner: { a: 1 } } }, "detail.inner"],
    ["a number without end", { detail: { count: 1e13 } }, "detail.count"],
    ["a record number by its name", { detail: { mrn: 1 } }, "detail.mrn"],
    ["a name by its name", { detail: { patientName: "jane" } }, "detail.patientName"],
    ["25 values", { detail: Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`v${i}`, i])) }, "detail"],
  ];
  for (const [name, changes, field] of refused) {
    it(`refuses ${name}, and never repeats it`, () => {
      const result = (() => {
        try {
          return auditEvent({ ...facts, ...changes } as AuditFacts);
        } catch (error) {
          return error as Error & { issues: { path: PropertyKey[] }[] };
        }
      })();
      if (!("issues" in result)) throw new Error("was accepted");
      expect(result.issues[0]?.path.join(".")).to.equal(field);
      expect(result.message).to.not.match(/Jane|123456/);
    });
  }
});
