import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { readEventLog } from "./engine-events";

describe("the engine's event log", () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "events-"))));
  after(() => fs.rmSync(folder, { recursive: true }));

  const URN = "urn:pulumi:dev::clinic::aws:s3/bucket:Bucket::notes";
  const read = (lines: string[]): ReturnType<typeof readEventLog> => {
    const file = path.join(folder, "log");
    fs.writeFileSync(file, lines.join("\n"));
    return readEventLog(file);
  };

  const pre = (op: string, urn: string, type: string): string =>
    JSON.stringify({ resourcePreEvent: { metadata: { op, urn, type } } });

  it("keeps findings, errors, resources by type and the summary, and nothing else", () => {
    const events = read([
      '{"preludeEvent":{"config":{"a":"b"}}}',
      '{"diagnosticEvent":{"severity":"warning","message":"w"}}',
      `{"diagnosticEvent":{"severity":"error","message":"<{%reset%}>no region<{%reset%}>\\n","urn":"${URN}"}}`,
      `{"policyEvent":{"resourceUrn":"${URN}","message":"open","policyName":"p","enforcementLevel":"mandatory","severity":"high"}}`,
      pre("create", `${URN}-1`, "aws:s3/bucket:Bucket"),
      pre("create-replacement", `${URN}-2`, "aws:s3/bucket:Bucket"),
      pre("replace", `${URN}-2`, "aws:s3/bucket:Bucket"),
      pre("delete-replaced", `${URN}-2`, "aws:s3/bucket:Bucket"),
      pre("same", `${URN}-3`, "aws:kms/key:Key"),
      pre("delete", `${URN}-4`, "aws:kms/key:Key"),
      '{"summaryEvent":{"resourceChanges":{"create":2}}}',
      "",
    ]);
    expect(events).to.deep.equal({
      findings: [{ policy: "p", urn: URN, message: "open", level: "mandatory", severity: "high" }],
      errors: [{ urn: URN, message: "no region" }],
      changes: { create: 2 },
      types: { "aws:s3/bucket:Bucket": 2, "aws:kms/key:Key": 1 },
    });
  });

  it("stands a torn last line and a missing file", () => {
    expect(read(['{"summaryEvent":{"resourceChanges":{"create":1}}}', '{"policyEv']).changes).to.deep.equal({
      create: 1,
    });
    expect(readEventLog(path.join(folder, "none"))).to.deep.equal({
      findings: [],
      errors: [],
      changes: undefined,
      types: {},
    });
  });
});
