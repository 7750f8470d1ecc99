import { parse } from "csv-parse/sync";
import { expect } from "chai";

import type { Report } from "../model/report";
import { collectedReport, collection, tell } from "../testing/collected";
import { ocsfSchemaOf } from "../testing/schemas";

import { renderFindingsCsv } from "./csv";
import { renderHtml } from "./html";
import { renderJson } from "./json";
import { renderOcsf } from "./ocsf";
import { renderOscalResults } from "./oscal";

const REQUEST = "5f0c1a2b-1111-4222-8333-944455566677";
const WATCHED = "5f0c1a2b-1111-4222-8333-000000000001";
const CALL = "config:GetComplianceDetailsByConfigRule";
const THREATS = "guardduty:GetFindings";

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests reach into documents by path
type Json = any;

function made(): Report {
  const counts = { outcome: "whole" as const, requests: 1, pages: 1, items: 0, refused: 0, repeated: 0, restarts: 0 };
  const quiet = { call: THREATS, ...counts, firstRequest: WATCHED, lastRequest: WATCHED };
  const bucket = { subject: "a".repeat(64), subjectType: "AWS::S3::Bucket" };
  const threat = { kind: "threat", source: "aws.guardduty", action: "Recon:EC2/Portscan" } as const;
  return collectedReport(
    [
      collection(),
      collection({ source: "aws.guardduty", calls: [quiet] }),
      collection({ source: "aws.guardduty", region: "us-west-2" }),
    ],
    [
      tell({
        ...bucket,
        ...{ kind: "config-compliance", source: "aws.config", action: "compliance told" },
        ...{ rule: "encrypted", check: "S3_DEFAULT_ENCRYPTION_KMS", result: "pass", said: "COMPLIANT" },
        ...{ call: CALL, request: REQUEST },
      }),
      tell({
        ...threat,
        ...{ subject: "b".repeat(64), subjectType: "AwsEc2Instance", severity: "critical", region: "us-west-2" },
        ...{ call: THREATS, request: REQUEST, recordState: "active" },
      }),
    ],
  );
}

describe("who asked what, when, with which tool, by which request", () => {
  const report = made();
  const events = renderOcsf(report)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Json);

  it("stands in a row of its own for each result in CSV, in eight columns", () => {
    const rows = parse(renderFindingsCsv(report), { columns: true }) as Record<string, string>[];
    expect(rows).to.have.length(3);
    for (const row of rows) {
      for (const column of ["principal", "tool", "call", "request_id", "observed_at", "run", "record_id", "stack"])
        expect(row[column], column).to.not.equal("");
    }
    const [config] = rows.filter(({ rule }) => rule?.startsWith("aws.config"));
    expect(config).to.include({
      principal: "arn:aws:iam::111122223333:role/collector",
      tool: "phiguard 0.1.0",
      call: CALL,
      request_id: REQUEST,
    });
  });

  it("stands with the resource on the page, and with the result in JSON", () => {
    const row = /<tr id="r\d+"[^>]*>(?:(?!<\/tr>).)*AWS::S3::Bucket(?:(?!<\/tr>).)*<\/tr>/s.exec(
      renderHtml(report),
    )?.[0];
    expect(row).to.contain(CALL).and.contain(REQUEST);
    const { evaluations } = JSON.parse(renderJson(report)) as Report;
    expect(evaluations.map(({ record }) => record.told?.request).sort()).to.deep.equal(
      [WATCHED, REQUEST, REQUEST].sort(),
    );
  });

  it("stands with the subject in OSCAL", () => {
    const { observations } = (JSON.parse(renderOscalResults(report)) as Json)["assessment-results"].results[0];
    const told = observations.flatMap((one: Json) => (one.subjects ?? []).flatMap((subject: Json) => subject.props));
    const values = (name: string) => told.filter((one: Json) => one.name === name).map((one: Json) => one.value);
    expect(values("request").sort()).to.deep.equal([WATCHED, REQUEST, REQUEST].sort());
    expect(values("call")).to.include.members([CALL, THREATS]);
  });

  it("stands in OCSF as the call of the cloud that it was", () => {
    const [config] = events.filter((event) => event.compliance?.control.startsWith("aws.config/"));
    expect(config.api).to.deep.equal({
      operation: "GetComplianceDetailsByConfigRule",
      service: { name: "config" },
      request: { uid: REQUEST },
    });
    expect(config.cloud).to.deep.equal({ provider: "AWS", account: { uid: "111122223333" }, region: "us-east-1" });
  });

  it("makes of a threat a detection beside the result of its check, each by its own schema of OCSF", () => {
    const detections = events.filter(({ class_uid }) => class_uid === 2004);
    expect(detections).to.have.length(1);
    const [{ finding_info, severity, status, api }] = detections;
    expect({ severity, status, request: api.request.uid }).to.deep.equal({
      severity: "Critical",
      status: "New",
      request: REQUEST,
    });
    const result = events.find((event) => event.finding_info.uid === finding_info.related_events[0].uid);
    expect(result).to.include({ class_uid: 2003 });
    for (const event of events) {
      const schema = ocsfSchemaOf(event);
      expect(schema(event), JSON.stringify(schema.errors?.slice(0, 2))).to.equal(true);
    }
    const [told] = detections;
    for (const spoilt of [
      { ...told, class_uid: 2003 },
      { ...told, finding_info: {} },
      { ...told, cloud: {} },
    ])
      expect(ocsfSchemaOf(told)(spoilt)).to.equal(false);
  });
});
