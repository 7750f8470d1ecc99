import { expect } from "chai";
import { ofType, plan, testSite, type Planned } from "../testing/plan";
import { ratesOf } from "./rates";
import { anyRings, ServiceAlarms } from "./service-alarms";
import { THRESHOLDS } from "./thresholds";
import { Watch } from "./watch";

const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const alarmTopics = { P1: "arn:p1", P2: "arn:p2", P3: "arn:p3", P4: "arn:p4" };

/** Everything that rates are made of, in two workloads. */
function everything(): Watch {
  const watch = new Watch();
  watch.note("imaging", { kind: "function", role: "image-import" });
  watch.note("imaging", { kind: "machine", role: "image-intake" });
  watch.note("fhir-api", { kind: "api", role: "fhir", stage: "test" });
  watch.note("phi-pipeline", {
    kind: "figures",
    role: "documents",
    namespace: "phiguard/phi-pipeline",
    dimensions: ({ environment }) => ({ Environment: environment }),
    counts: ["Done"],
    rates: { processed: "Done", quarantined: "Held", failed: "Failed", latency: "Took" },
    score: "Score",
    compliance: "Share",
  });
  return watch;
}

/** What CloudWatch would compute, as far as our expressions go; a missing metric is undefined. */
function compute(expression: string, values: Readonly<Record<string, number | undefined>>): number {
  const FILL = (value: number | undefined, other: number): number => value ?? other;
  const IF = (holds: boolean, yes: number, no: number): number => (holds ? yes : no);

  return new Function("FILL", "_IF", ...Object.keys(values), `return ${expression.replaceAll("IF(", "_IF(")}`)(
    FILL,
    IF,
    ...Object.values(values),
  ) as number;
}

describe("rates", () => {
  it("have the thresholds of P14", () => {
    expect(THRESHOLDS).to.deep.equal({
      latencyMs: 5000,
      errorPercent: { warn: 2, page: 5 },
      quarantinePercent: { note: 20, warn: 30 },
      failedLogins: 5,
      anomalyScore: 0.8,
      compliancePercent: 95,
      budgetPercent: 80,
    });
    expect(
      ratesOf(place, everything()).map(({ role, severity, threshold, comparison }) =>
        [role, severity, comparison === "LessThanThreshold" ? "<" : ">", threshold].join(" "),
      ),
    ).to.deep.equal([
      "image-import-erring P2 > 2",
      "image-import-failing P1 > 5",
      "image-intake-flow-erring P2 > 2",
      "image-intake-flow-failing P1 > 5",
      "fhir-api-erring P2 > 2",
      "fhir-api-failing P1 > 5",
      "fhir-api-late P2 > 5000",
      "documents-erring P2 > 2",
      "documents-failing P1 > 5",
      "documents-quarantine P3 > 20",
      "documents-quarantine-high P2 > 30",
      "documents-late P2 > 5000",
      "documents-anomaly P2 > 0.8",
      "documents-compliance P3 < 95",
    ]);
  });

  const rate = (role: string): string => ratesOf(place, everything()).find((of) => of.role === role)?.expression ?? "";
  const rows: [string, string, Record<string, number | undefined>, number][] = [
    ["no failure", "image-import-failing", { failed: undefined, runs: 100 }, 0],
    ["three of a hundred", "image-import-failing", { failed: 3, runs: 100 }, 3],
    ["one of nineteen, which says nothing", "image-import-failing", { failed: 1, runs: 19 }, 0],
    ["one of twenty, which is not over 5 %", "image-import-failing", { failed: 1, runs: 20 }, 5],
    ["executions that failed and were late", "image-intake-flow-erring", { failed: 1, late: 2, good: 97 }, 3],
    ["executions that all fail", "image-intake-flow-erring", { failed: 30, late: undefined, good: undefined }, 100],
    ["nothing at all", "image-intake-flow-erring", { failed: undefined, late: undefined, good: undefined }, 0],
    ["documents held", "documents-quarantine", { processed: 70, quarantined: 30 }, 30],
    ["documents that all are held", "documents-quarantine", { processed: undefined, quarantined: 20 }, 100],
    ["documents that failed", "documents-erring", { processed: 90, quarantined: 10, failed: 6 }, 6],
  ];
  for (const [name, role, values, percent] of rows) {
    it(`are ${percent} % for ${name}`, () => expect(compute(rate(role), values)).to.equal(percent));
  }

  it("take ten metrics at the most, and ids that begin with a small letter", () => {
    for (const { metrics } of ratesOf(place, everything())) {
      expect(Object.keys(metrics).length).to.be.within(1, 10);
      for (const id of Object.keys(metrics)) expect(id).to.match(/^[a-z]\w*$/);
    }
  });
});

describe("ServiceAlarms", () => {
  let planned: Planned[] = [];
  before(async () => {
    const site = testSite({ alarmTopics });
    planned = await plan(
      () => new ServiceAlarms("s", { site, tags: { t: "v" }, watch: everything(), alarmTopicArn: "arn:fallback" }),
    );
  });

  it("tell once a workload and severity", () => {
    const composites = ofType(planned, "aws:cloudwatch/compositeAlarm:CompositeAlarm")
      .map(({ inputs }) => inputs)
      .sort((a, b) => (a.alarmName < b.alarmName ? -1 : 1));
    expect(composites.map(({ alarmName, alarmActions }) => [alarmName, alarmActions[0]])).to.deep.equal([
      ["phiguard-test-fhir-api-p1", "arn:p1"],
      ["phiguard-test-fhir-api-p2", "arn:p2"],
      ["phiguard-test-imaging-p1", "arn:p1"],
      ["phiguard-test-imaging-p2", "arn:p2"],
      ["phiguard-test-phi-pipeline-p1", "arn:p1"],
      ["phiguard-test-phi-pipeline-p2", "arn:p2"],
      ["phiguard-test-phi-pipeline-p3", "arn:p3"],
    ]);
    expect(composites[2]?.alarmRule).to.equal(
      'ALARM("phiguard-test-image-import-failing") OR ALARM("phiguard-test-image-intake-flow-failing")',
    );
    expect(composites.map(({ actionsSuppressor }) => actionsSuppressor?.alarm)).to.deep.equal([
      undefined,
      "phiguard-test-fhir-api-p1",
      undefined,
      "phiguard-test-imaging-p1",
      undefined,
      "phiguard-test-phi-pipeline-p1",
      "phiguard-test-phi-pipeline-p2",
    ]);
  });

  it("have members that tell nobody by themselves, and take silence for good but where compliance is counted", () => {
    const members = ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(members).to.have.length(14);
    for (const { name, inputs } of members) {
      expect(inputs, name).to.not.have.property("alarmActions");
      // No figure of what complies is no proof that all does.
      expect(inputs.treatMissingData, name).to.equal(name.endsWith("-compliance") ? "breaching" : "notBreaching");
      const returned = (inputs.metricQueries as { returnData: boolean }[]).filter(({ returnData }) => returnData);
      expect(returned, name).to.have.length(1);
    }
    const flow = members.find(({ name }) => name === "s-image-intake-flow-failing");
    expect(flow?.inputs.metricQueries[1].metric).to.deep.equal({
      namespace: "AWS/States",
      metricName: "ExecutionsFailed",
      dimensions: { StateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:phiguard-test-image-intake" },
      stat: "Sum",
      period: 300,
    });
  });

  it("refuse more members than a composite alarm takes", () => {
    const names = Array.from({ length: 101 }, (_, index) => `a${index}`);
    expect(() => anyRings(names)).to.throw("takes 100 members; got 101");
    expect(anyRings(names.slice(0, 2))).to.equal('ALARM("a0") OR ALARM("a1")');
  });
});
