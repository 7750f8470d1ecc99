import { expect } from "chai";
import { CALLER, events } from "../remediation/testing/findings";
import { codeOf } from "../remediation/case";
import { ACTIONS } from "./contract";
import { triage, type Options } from "./core";

const options: Options = { actions: ACTIONS, dryRun: false };
const choose = (event: object, changes: Partial<Options> = {}) =>
  triage(event, "execution-1", { ...options, ...changes });
const detailOf = (event: object): Record<string, unknown> => (event as { detail: Record<string, unknown> }).detail;
const changed = (event: object, detail: object): object => ({ ...event, detail: { ...detailOf(event), ...detail } });

describe("finding-triage", () => {
  const rows: [keyof typeof events, string, string][] = [
    ["openBucket", "close-bucket", "arn:aws:s3:::phiguard-test-web"],
    ["miner", "isolate-instance", "arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0"],
    ["exfiltration", "revoke-session", "arn:aws:iam::123456789012:role/phiguard-test-reader"],
    ["publicBucketRule", "close-bucket", "arn:aws:s3:::phiguard-test-web"],
  ];
  for (const [name, action, subject] of rows) {
    it(`answers ${name} with ${action}`, () => {
      expect(choose(events[name])).to.include({ action, subject, needsApproval: false });
    });
  }

  it("asks people before a key, unless nothing will be changed", () => {
    expect(choose(events.openKey)).to.include({ action: "disable-key", needsApproval: true });
    expect(choose(events.openKey, { dryRun: true })).to.include({ action: "disable-key", needsApproval: false });
  });

  it("asks people before it suspends somebody, and says for how long", () => {
    expect(choose(events.unusualAccess)).to.include({
      action: "suspend-access",
      target: CALLER,
      subject: CALLER,
      needsApproval: true,
      suspendHours: 24,
    });
  });

  it("suspects a breach where data may have left, or PHI lay open", () => {
    expect(choose(events.exfiltration).breach).to.equal(true);
    expect(choose(events.openBucket).breach).to.equal(false);
    const s3BucketDetails = [{ name: "phiguard-test-web", tags: [{ key: "phiguard:classification", value: "phi" }] }];
    expect(choose(changed(events.openBucket, { resource: { s3BucketDetails } })).breach).to.equal(true);
  });

  const left: [string, object][] = [
    ["a finding without remedy", changed(events.openBucket, { type: "Recon:EC2/Portscan" })],
    [
      "a user, who has no sessions of a role",
      changed(events.exfiltration, { resource: { accessKeyDetails: { userName: "jane", userType: "IAMUser" } } }),
    ],
    ["a bucket without name", changed(events.openBucket, { resource: {} })],
    ["a name that is none", changed(events.openBucket, { resource: { s3BucketDetails: [{ name: "../Jane Roe" }] } })],
    ["an instance that is none", changed(events.miner, { resource: { instanceDetails: { instanceId: "i-1; rm" } } })],
  ];
  for (const [name, event] of left) {
    it(`leaves ${name} alone`, () => {
      expect(choose(event)).to.include({ action: "none", target: "", needsApproval: false });
    });
  }

  it("leaves alone what is switched off", () => {
    expect(choose(events.miner, { actions: ["close-bucket"] }).action).to.equal("none");
  });

  it("takes no alert that was changed, nor another event of the audit", () => {
    for (const detail of [{ subject: "d0".repeat(32) }, { action: "access.reviewed" }, { detail: { suspendHours: 0 } }])
      expect(() => choose(changed(events.unusualAccess, detail))).to.throw(/can't be read/);
  });

  for (const event of [{}, { ...events.openBucket, source: "aws.s3" }, { ...events.openBucket, detail: {} }]) {
    it("refuses what is no finding, and repeats nothing of it", () => {
      expect(() => choose(event)).to.throw(/can't be read/);
    });
  }

  it("hands on nothing of the finding's text", () => {
    for (const event of Object.values(events)) expect(JSON.stringify(choose(event))).to.not.contain("Jane");
  });

  it("makes codes of types", () => {
    expect(codeOf("Policy:S3/BucketAnonymousAccessGranted")).to.equal("policy-s3-bucketanonymousaccessgranted");
    expect(codeOf("12345678")).to.equal("n");
    expect(codeOf("::")).to.equal("finding");
  });
});
