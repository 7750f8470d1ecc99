import type { Report } from "../model/report";

import { evaluation, inForce, report, rule, run, waiver } from "./builders";

/** A report of a few rows that holds every state, for the golden files. Synthetic throughout. */
export function smallReport(): Report {
  const rules = [
    rule("bucket-encrypted", ["164.312(a)(2)(iv)"], { severity: "critical", scope: "stack" }),
    rule("bucket-logged", ["164.312(b)"], {
      controls: { hipaa: ["164.312(b)"], nistCsf: ["PR.PT-1"], soc2: ["CC7.2"] },
    }),
    rule("bucket-versioned", ["164.308(a)(7)(ii)(A)", "164.312(c)(1)"], { why: "A lost object must come back." }),
    rule("database-encrypted", ["164.312(a)(2)(iv)"], { types: ["aws:rds/instance:Instance"] }),
  ];
  const raw = {
    name: "raw",
    finds: ["encryption.kmsKeyId"],
    reads: [{ path: "encryption.kmsKeyId", state: "absent" as const }],
  };
  const dev = [
    evaluation({
      ...raw,
      rule: "bucket-encrypted",
      result: "fail",
      reason: "raw has no customer key.",
      enforcement: "mandatory",
    }),
    evaluation({ rule: "bucket-logged", name: "raw" }),
    evaluation({
      rule: "bucket-logged",
      name: "logs",
      result: "not-applicable",
      reason: "It is the log bucket itself.",
    }),
    evaluation({ rule: "bucket-versioned", name: "raw", result: "undetermined", reason: "status is not known yet." }),
  ];
  const prodRun = { stack: "prod", runId: "run-2", expiresAt: "2026-11-21T00:00:00Z" };
  const prod = [
    evaluation({
      ...prodRun,
      expiresAt: "2026-12-20T10:00:00Z",
      rule: "bucket-encrypted",
      name: "raw",
      result: "fail",
      waiver: "w1",
    }),
    evaluation({ ...prodRun, rule: "bucket-logged", name: "raw" }),
  ];
  const covering = waiver({ rule: "bucket-encrypted", resource: prod[0]!.subject.urn });
  return report(
    [
      run(dev, { ruleIds: ["database-encrypted"], notes: ["One type is not known."] }),
      ...dev,
      run(prod, {
        ...prodRun,
        waivers: [inForce(covering), { kind: "malformed", id: "w2", problem: "end: wanted a day" }],
      }),
      ...prod,
    ],
    rules,
    {
      approvals: [{ rule: "bucket-logged", citation: "164.312(b)", maintainer: "A. Person", date: "2026-11-01" }],
      registers: {
        organisation: { name: "Sample Clinic <West> & Sons", statement: "One account.", notInScope: ["Fax"] },
        documents: [
          {
            citations: ["164.308(a)(2)"],
            title: "Appointment",
            owner: "Partner",
            reviewOn: "2027-01-31",
            attachment: { kind: "verified", file: "papers/a.pdf", sha256: "00".repeat(32) },
          },
        ],
        decisions: [
          {
            citation: "164.314(b)(1)",
            decision: "not-applicable",
            reason: "No group health plan.",
            owner: "Lead",
            approver: "Officer",
            decidedOn: "2026-02-01",
            reviewOn: "2027-02-01",
          },
        ],
      },
    },
  );
}
