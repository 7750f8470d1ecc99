import { expect } from "chai";
import { boundaryStatements } from "../access/role-boundary";
import { mayDo, type AccessRequest } from "../testing/access";
import { ofType, only, plan, testSite, type Planned } from "../testing/plan";
import { notesPattern, PhiEntities } from "./phi-entities";
import { entitiesRole, entityBoundary, entityStatements } from "./phi-entities-access";
import { phiBoundary } from "./phi-access";
import { phiBucketArn } from "./phi-names";
import { PhiStore } from "./phi-store";

const site = testSite();
const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const workload = "phi-pipeline";
const INPUT = "phiguard-test-fhir-input-123456789012-us-east-1";

function build(): PhiEntities {
  const store = new PhiStore("p", {
    site,
    workload,
    kmsKeyArn: "arn:key",
    lifecycle: { retentionDays: 2557, coldAfterDays: 90, coldClass: "STANDARD_IA" },
    objectLock: { mode: "COMPLIANCE", days: 35 },
    replicated: false,
  });
  return new PhiEntities("e", {
    site,
    tags: { t: "phi" },
    internalTags: { t: "internal" },
    role: entitiesRole("e", { site, workload, inputBucket: () => INPUT }, {}),
    store,
    inputBucket: INPUT,
    kmsKeyArn: "arn:key",
    network: { vpcId: "vpc-1", subnetIds: ["subnet-1"], endpointGroupId: "sg-1", s3PrefixListId: "pl-1" } as never,
    logRetentionDays: 731,
    concurrency: 2,
    deadLetterArn: "arn:dead",
    alarmTopicArn: "arn:topic",
  });
}

describe("PhiEntities", () => {
  let planned: Planned[] = [];
  before(async () => (planned = await plan(build)));

  it("has one function, called for notes that were let out for it, which keeps events that were not delivered", () => {
    expect(only(planned, "aws:lambda/function:Function").inputs).to.include({ name: "phiguard-test-note-entities" });
    const rule = only(planned, "aws:cloudwatch/eventRule:EventRule").inputs;
    expect(JSON.parse(rule.eventPattern)).to.deep.equal(
      notesPattern(["released", "masked"].map((one) => `phiguard-test-phi-${one}-123456789012-us-east-1`)),
    );
    expect(only(planned, "aws:cloudwatch/eventTarget:EventTarget").inputs.deadLetterConfig).to.deep.equal({
      arn: "arn:dead",
    });
  });

  it("rings when a note is refused", () => {
    const names = ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs.name);
    expect(names).to.include("phiguard-test-phi-notes-refused");
  });

  const out = phiBucketArn(place, "released");
  const tagged = { "aws:PrincipalTag/phiguard:workload": workload };
  const key = { "kms:ResourceAliases": "alias/phiguard-test-phi", "kms:ViaService": "s3.us-east-1.amazonaws.com" };
  const rows: [string, AccessRequest, boolean][] = [
    ["reads a note for it", { action: "s3:GetObjectVersion", resource: `${out}/treatment/clinical-entities/a.txt` }, true],
    ["reads a note for others", { action: "s3:GetObjectVersion", resource: `${out}/research/lab/a.txt` }, false],
    ["asks Comprehend Medical", { action: "comprehendmedical:InferRxNorm", resource: "*", context: tagged }, true],
    ["hands over a file", { action: "s3:PutObject", resource: `arn:aws:s3:::${INPUT}/fhir/files/entities/a` }, true],
    ["writes elsewhere", { action: "s3:PutObject", resource: `arn:aws:s3:::${INPUT}/fhir/files/a` }, false],
    ["uses the records' key", { action: "kms:GenerateDataKey", resource: "arn:aws:kms:us-east-1:123456789012:key/k", context: key }, true],
  ]; // prettier-ignore
  for (const [what, request, allowed] of rows) {
    it(`${allowed ? "lets" : "does not let"} its role: ${what}`, () => {
      expect(mayDo(entityStatements(place, site, INPUT), request)).to.equal(allowed);
      // Of a key its alias is bound to the stack's names, a condition that the tests' reader does not know.
      if (!allowed || request.action.startsWith("kms:")) return;
      const most = [...boundaryStatements(place, []), ...phiBoundary(place, site), ...entityBoundary(place, site)];
      expect(mayDo(most, request), "within the boundary").to.equal(true);
    });
  }
});
