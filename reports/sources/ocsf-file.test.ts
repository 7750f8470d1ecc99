import { expect } from "chai";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { OCSF_FIELDS } from "../model/ocsf-finding";
import { subjectName } from "../model/subject";
import { collectedReport } from "../testing/collected";
import { ACCOUNT, collectionIn, NOW, recordsIn } from "../testing/collecting";
import { complianceByProwler, detectionByOther, resultByProwler, SECONDS } from "../testing/ocsf-findings";

import { OcsfFileError, readOcsfFile, tellOcsf } from "./ocsf-file";

const KEY = Buffer.from("a key that only a test has");
const read = (...findings: readonly object[]) =>
  readOcsfFile(JSON.stringify(findings), "scan.ocsf.json", new Date(NOW));

describe("findings that other tools wrote as OCSF", () => {
  let out: string;
  beforeEach(() => (out = fs.mkdtempSync(path.join(tmpdir(), "phiguard-ocsf-"))));
  afterEach(() => fs.rmSync(out, { recursive: true, force: true }));

  const told = async (...findings: readonly object[]) => {
    const { places, faults } = read(...findings);
    for (const { account, region, told: own } of places) {
      const collection = collectionIn(out, { subjectKey: KEY }, { source: "ocsf", account, region });
      await tellOcsf(collection, own, faults.length);
      collection.finish();
    }
    const records = recordsIn(out);
    return {
      runs: records.flatMap((record) => (record.kind === "collection-run" ? [record] : [])),
      observed: records.flatMap((record) => (record.kind === "collection-run" ? [] : [record])),
    };
  };

  it("become records by codes alone, as fresh as when their tool looked", async () => {
    const { observed, runs } = await told(resultByProwler());
    expect(observed).to.have.length(1);
    expect(observed[0]).to.deep.include({
      kind: "imported-finding",
      source: "ocsf",
      account: ACCOUNT,
      region: "us-east-1",
      rule: "prowler:s3_bucket_default_encryption",
      result: "fail",
      product: "prowler",
      severity: "high",
      observedAt: new Date(SECONDS * 1000).toISOString(),
      expiresAt: new Date(SECONDS * 1000 + 30 * 86_400_000).toISOString(),
      collectedAt: NOW,
      subject: subjectName({ type: "AwsS3Bucket", id: "arn:aws:s3:::records" }, KEY),
      subjectType: "AwsS3Bucket",
    });
    expect(runs[0]).to.deep.include({ complete: true, records: 1, population: [{ type: "AwsS3Bucket", count: 1 }] });
    expect(JSON.stringify(observed)).to.not.match(/jane|84312345|s3:::/i);
  });

  const results: readonly (readonly [string, object, string])[] = [
    ["prowler's PASS", resultByProwler({ status_code: "PASS" }), "pass"],
    ["prowler's FAIL", resultByProwler(), "fail"],
    ["prowler's MANUAL", resultByProwler({ status_code: "MANUAL" }), "undetermined"],
    ["a pass of a compliance finding", complianceByProwler("Pass"), "pass"],
    ["a fail of a compliance finding", complianceByProwler("Fail"), "fail"],
    ["a warning", complianceByProwler("Warning"), "undetermined"],
    ["another status", complianceByProwler("Other"), "undetermined"],
    ["a check that passes where the requirement fails", complianceByProwler("Fail", "Pass"), "fail"],
    ["a requirement that passes where the check fails", complianceByProwler("Pass", "Fail"), "fail"],
  ];
  for (const [name, finding, result] of results)
    it(`take ${name} for ${result}`, async () => expect((await told(finding)).observed[0]).to.include({ result }));

  it("support what the list of checks gives the tool's check, and nothing else", async () => {
    const named = await told(resultByProwler({ status_code: "PASS" }));
    const report = collectedReport(named.runs, named.observed, { asOf: NOW });
    const [evaluation] = report.evaluations;
    expect(evaluation).to.include({ rule: "ocsf/prowler:s3_bucket_default_encryption", state: "pass" });
    const { citations } = report.rules.find(({ id }) => id === evaluation?.rule) ?? {};
    expect(citations).to.include("164.312(a)(2)(iv)");
  });

  it("are out of date thirty days after their tool looked, however late they are read", async () => {
    const old = await told(resultByProwler({ status_code: "PASS", time: SECONDS - 31 * 86_400, time_dt: undefined }));
    expect(collectedReport(old.runs, old.observed, { asOf: NOW }).evaluations[0]).to.include({ state: "stale" });
  });

  it("count once where they are told twice, with the worst result, and the newest where times differ", async () => {
    const pass = resultByProwler({ status_code: "PASS" });
    expect((await told(pass, pass)).observed).to.have.length(1);
    fs.rmSync(out, { recursive: true });
    expect((await told(pass, resultByProwler())).observed.map(({ result }) => result)).to.deep.equal(["fail"]);
    fs.rmSync(out, { recursive: true });
    const later = resultByProwler({ status_code: "PASS", time: SECONDS + 60, time_dt: undefined });
    expect((await told(resultByProwler(), later)).observed.map(({ result }) => result)).to.deep.equal(["pass"]);
  });

  it("are a detection where they have no status of a check: open until their tool closed it", async () => {
    const { runs, observed } = await told(detectionByOther());
    expect(observed[0]).to.deep.include({ kind: "threat", product: "sensor", recordState: "active" });
    const report = collectedReport(runs, observed, { asOf: NOW });
    expect(report.evaluations[0]).to.include({ rule: "ocsf/no-open-threat", state: "fail" });
    fs.rmSync(out, { recursive: true });
    expect((await told(detectionByOther({ status_id: 4 }))).observed[0]).to.include({ recordState: "archived" });
  });

  it("lie in the account and region that they name, each a statement of its own", async () => {
    const there = resultByProwler({ cloud: { account: { uid: "999988887777" }, region: "eu-west-1" } });
    const { runs } = await told(resultByProwler(), there, complianceByProwler("Pass"));
    expect(runs.map(({ account, region }) => `${account} ${region}`).sort()).to.deep.equal([
      `${ACCOUNT} us-east-1`,
      "999988887777 eu-west-1",
    ]);
  });

  const faults: readonly (readonly [string, object, RegExp])[] = [
    ["a field that OCSF does not have", resultByProwler({ patient: "Jane" }), /field that class 2004 does not have/],
    ["a field of the other class", resultByProwler({ resource: {} }), /field that class 2004 does not have/],
    ["another class", resultByProwler({ class_uid: 2001 }), /class_uid/],
    ["no time", resultByProwler({ time: undefined }), /field time: wanted number/],
    ["a time to come", resultByProwler({ time: SECONDS + 10 * 86_400, time_dt: undefined }), /in the future/],
    ["two times that differ", resultByProwler({ time_dt: "2026-01-01T00:00:00Z" }), /say different times/],
    ["a local time of another day", resultByProwler({ time_dt: "2026-11-18T09:00:00" }), /say different times/],
    ["a time that is none", resultByProwler({ time_dt: "yesterday" }), /say different times/],
    ["a status that nobody knows", complianceByProwler("Perhaps"), /no known status/],
    ["no status at all", complianceByProwler(undefined), /no known status/],
    ["another version", resultByProwler({ metadata: { version: "2.0.0", product: {} } }), /version 1 of OCSF/],
    ["a report of ours", resultByProwler({ metadata: own() }), /a report is no evidence for another/],
  ];
  for (const [name, finding, problem] of faults) {
    it(`do not count with ${name}, and leave the rest of the file in part`, async () => {
      const { faults: named } = read(resultByProwler(), finding);
      expect(named).to.have.length(1);
      expect(named[0]).to.include({ finding: 2 });
      expect(named[0]?.problem)
        .to.match(problem)
        .and.not.match(/jane|patient/i);
      const { runs, observed } = await told(resultByProwler({ status_code: "PASS" }), finding);
      expect(runs[0]?.complete).to.equal(false);
      expect(collectedReport(runs, observed, { asOf: NOW }).evaluations[0]).to.include({ state: "undetermined" });
    });
  }

  it("are refused with a sentence where nothing of the file can be read", () => {
    const whole = (text: string) => () => readOcsfFile(text, "scan.ocsf.json", new Date(NOW));
    expect(whole("")).to.throw(OcsfFileError, "holds no finding");
    expect(whole("[]")).to.throw(OcsfFileError, "holds no finding");
    expect(whole("[{]")).to.throw(OcsfFileError, "scan.ocsf.json is not JSON");
    expect(whole('{"class_uid": 2004}\n{')).to.throw(OcsfFileError, "line 2, is not JSON");
    expect(whole('{"class_uid": 2001}')).to.throw(
      OcsfFileError,
      "finding 1: field class_uid: wanted one of 2003, 2004",
    );
  });

  it("may stand one a line", () => {
    const lines = [resultByProwler(), complianceByProwler("Pass")].map((one) => JSON.stringify(one)).join("\n");
    expect(readOcsfFile(`${lines}\n`, "scan.jsonl", new Date(NOW)).findings).to.equal(2);
  });

  it("have the fields that OCSF's own schemas give their classes", () => {
    for (const [uid, name] of [
      [2003, "compliance"],
      [2004, "detection"],
    ] as const) {
      const file = path.join(__dirname, `../testing/schemas/ocsf-${name}-finding-cloud-1.5.0.json`);
      const { properties } = JSON.parse(fs.readFileSync(file, "utf8")) as { properties: object };
      expect([...OCSF_FIELDS[uid]].filter((field) => field !== "container")).to.have.members(Object.keys(properties));
    }
  });
});

function own(): object {
  return { version: "1.5.0", product: { name: "phiguard", vendor_name: "phiguard" } };
}
