import { expect } from "chai";

import { evaluation, inForce, run, waiver } from "../testing/builders";

import { parseRecord } from "./record-parser";

const one = evaluation({ reads: [{ path: "a.b", state: "present", value: 3 }], finds: ["a.b"], waiver: "w1" });
const whole = run([one], { waivers: [inForce(waiver()), { kind: "malformed", id: "w2", problem: "end" }] });

describe("record parser", () => {
  it("reads what the pack writes, unchanged", () => {
    expect(parseRecord(JSON.parse(JSON.stringify(one)))).to.deep.equal({ kind: "record", record: one });
    expect(parseRecord(JSON.parse(JSON.stringify(whole)))).to.deep.equal({ kind: "record", record: whole });
  });

  const TABLE: readonly [string, unknown, string, string][] = [
    ["not an object", 3, "(whole)", "wanted object"],
    ["an unknown kind", { ...one, kind: "finding" }, "kind", "has none of the known shapes"],
    ["a result that is none of the four", { ...one, result: "ok" }, "result", "wanted one of pass, fail"],
    ["a missing field", { ...one, subject: undefined }, "subject", "wanted object"],
    ["a time without zone", { ...one, observedAt: "2026-11-20T10:00:00" }, "observedAt", "UTC"],
    ["a time with an offset", { ...one, expiresAt: "2026-11-20T10:00:00+01:00" }, "expiresAt", "UTC"],
    ["a field that is not known", { ...one, detail: { patient: "x" } }, "(whole)", "holds a field that is not known"],
    ["an unknown field further in", { ...one, subject: { ...one.subject, tags: {} } }, "subject", "not known"],
    [
      "a read that is an object",
      { ...one, reads: [{ path: "a", state: "present", value: {} }] },
      "reads.0.value",
      "known shapes",
    ],
    [
      "a count below zero",
      { ...whole, rules: [{ id: "r", version: "1", inScope: -1, enforcement: "mandatory" }] },
      "rules.0.inScope",
      "",
    ],
    ["an id that is no hash", { ...one, id: "abc" }, "id", "64 hex digits"],
  ];
  for (const [name, value, field, problem] of TABLE) {
    it(`refuses ${name} and names the field`, () => {
      const parsed = parseRecord(value);
      if (parsed.kind !== "refused") throw new Error("was accepted");
      expect(parsed.field).to.equal(field);
      expect(parsed.problem).to.contain(problem);
    });
  }

  it("never repeats the value", () => {
    const parsed = parseRecord({ ...one, result: "CANARY-MRN-123456", extra: "CANARY-MRN-123456" });
    expect(JSON.stringify(parsed)).to.not.contain("CANARY");
  });
});
