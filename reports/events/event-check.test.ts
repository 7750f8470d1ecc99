import { expect } from "chai";
import * as fc from "fast-check";

import { recordId } from "../../policies/record";
import { auditEventSchema } from "../model/audit-event";
import { observed } from "../model/observed-record";
import { syntheticEvents } from "../testing/audit-lines";

import { checkLine } from "./event-check";

const CANARY = "Jane Roe 19620714";
const [EVENT] = syntheticEvents(1) as [ReturnType<typeof syntheticEvents>[number]];
const sealed = (facts: object): string => JSON.stringify({ ...facts, id: recordId(facts) });

const values = fc.oneof(
  fc.constantFrom(
    ...Object.values(EVENT),
    CANARY,
    null,
    true,
    1,
    1e13,
    "",
    "a".repeat(64),
    "success",
    "2026-02-30T00:00:00Z",
  ),
  fc.constantFrom(
    "2026-11-22T10:00:00Z",
    "2026-11-22T25:00:00Z",
    "function:x",
    "arn:aws:s3:::records",
    "arn:aws:s3:::a/b",
  ),
  fc.dictionary(fc.constantFrom("records", "caller", "patientName", "a b"), fc.oneof(fc.jsonValue(), fc.integer())),
  fc.jsonValue(),
);
const names = fc.constantFrom(...Object.keys(EVENT), "recipient", "reason", "note", "__proto__", "toString");

describe("a line of audit events", () => {
  it("is taken or refused as the schema of audit events says, whatever is changed in it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, values), { maxLength: 2 }),
        fc.constantFrom(...Object.keys(EVENT), ""),
        (changes, gone) => {
          const facts: Record<string, unknown> = { ...EVENT, ...Object.fromEntries(changes) };
          delete facts[gone];
          for (const text of [JSON.stringify(facts), sealed(facts)]) {
            const wanted = auditEventSchema.safeParse(JSON.parse(text)).success;
            expect(checkLine(text).kind === "event", text).to.equal(wanted);
          }
        },
      ),
      { numRuns: 2000, seed: 7 },
    );
  });

  it("never quotes what stands in it", () => {
    const secret = fc.constantFrom(
      CANARY,
      JSON.stringify(CANARY),
      sealed({ ...EVENT, [CANARY]: 1 }),
      sealed({ ...EVENT, actor: CANARY }),
      sealed({ ...EVENT, outcome: CANARY }),
      sealed({ ...EVENT, detail: { [CANARY]: 1 } }),
      sealed({ ...EVENT, detail: { note: CANARY } }),
      sealed({ ...EVENT, subject: `arn:aws:s3:::records/${CANARY}` }),
      sealed({ kind: "audit-event", [CANARY]: CANARY }),
    );
    fc.assert(
      fc.property(secret, (text) => {
        const checked = checkLine(text);
        return checked.kind === "refused" && !/Jane|1962/.test(checked.reason);
      }),
    );
  });

  it("may be a record of the ledger: its event counts under its own id, with the time it was taken in", () => {
    const { id: auditId, at: observedAt, ...told } = EVENT;
    const record = observed({
      ...told,
      kind: "audit-event",
      auditId,
      observedAt,
      collectedAt: "2026-03-01T00:00:02.000Z",
      eventId: "0b9c7a6e-7a57-4b7e-9c53-6a3c4d0f8b11",
      source: "phiguard.fhir-api",
      account: "123456789012",
      region: "us-east-1",
    });
    const checked = checkLine(JSON.stringify(record));
    expect(checked).to.deep.include({ kind: "event", collectedAt: "2026-03-01T00:00:02.000Z" });
    expect(checked.kind === "event" && checked.event.id).to.equal(auditId);
    expect(checkLine(JSON.stringify({ ...record, outcome: "failure" })).kind).to.equal("refused");
  });
});
