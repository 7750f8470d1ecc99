import { expect } from "chai";
import { PHI_METRICS } from "../lambdas/phi/contract";
import { boardsOf } from "../components/observability/dashboards/boards";
import { cloudWatchBody, LONGEST_BODY } from "../components/observability/dashboards/cloudwatch";
import { GRAFANA_PLACE, grafanaDashboard, refId } from "../components/observability/dashboards/grafana";
import type { Watch } from "../components/observability/watch";
import { ACCOUNT_ID, ofType, plan, type Planned } from "../components/testing/plan";
import { buildStack } from "./build";
import { makeContext } from "./context";
import { settings } from "./testing/plans";

type Stack = keyof typeof settings;
const seen: Partial<Record<Stack, { planned: Planned[]; watch: Watch }>> = {};

/** The stack's plan with what was noted while it was made. */
async function watched(stack: Stack): Promise<{ planned: Planned[]; watch: Watch }> {
  const known = seen[stack];
  if (known !== undefined) return known;
  let watch: Watch | undefined;
  const planned = await plan(() => {
    const context = makeContext(settings[stack]);
    watch = context.home.site.watch;
    buildStack(context);
  });
  return (seen[stack] = { planned, watch: watch as Watch });
}

interface Widget {
  type: string;
  properties: { title: string; region: string; metrics: (string | object)[][] };
}

/** Where a dimension's value is the name of a resource: type and property. */
const NAMED_BY: Readonly<Record<string, readonly [type: string, property: string]>> = {
  FunctionName: ["aws:lambda/function:Function", "name"],
  QueueName: ["aws:sqs/queue:Queue", "name"],
  RuleName: ["aws:cloudwatch/eventRule:EventRule", "name"],
  StreamName: ["aws:kinesis/stream:Stream", "name"],
  DBInstanceIdentifier: ["aws:rds/instance:Instance", "identifier"],
  BucketName: ["aws:s3/bucket:Bucket", "bucket"],
  ApiName: ["aws:apigateway/restApi:RestApi", "name"],
  ClusterName: ["aws:ecs/cluster:Cluster", "name"],
};
/** Of the account, not of a resource. */
const ACCOUNT_METRICS = ["AWS/Billing"];

for (const stack of ["dev", "prod"] as const) {
  describe(`observability of ${stack}`, () => {
    let planned: Planned[] = [];
    let watch: Watch;
    before(async () => ({ planned, watch } = await watched(stack)));

    const widgets = (): Widget[] =>
      ofType(planned, "aws:cloudwatch/dashboard:Dashboard")
        .filter(({ name }) => name.startsWith("observability-"))
        .flatMap(({ inputs }) => (JSON.parse(inputs.dashboardBody as string) as { widgets: Widget[] }).widgets)
        .filter(({ type }) => type === "metric");

    it("has five dashboards within what CloudWatch takes", () => {
      const made = ofType(planned, "aws:cloudwatch/dashboard:Dashboard").filter(({ name }) =>
        name.startsWith("observability-"),
      );
      expect(made.map(({ inputs }) => inputs.dashboardName)).to.have.members(
        ["pipeline", "security", "compliance", "cost", "healthlake"].map(
          (role) => `phiguard-${stack}-overview-${role}`,
        ),
      );
      for (const { inputs } of made) expect(inputs.dashboardBody.length).to.be.below(LONGEST_BODY);
    });

    it("shows only metrics of what the stack makes", () => {
      const names = (type: string, property: string): Set<unknown> =>
        new Set(ofType(planned, type).map(({ inputs }) => inputs[property]));
      let checked = 0;
      for (const { properties } of widgets()) {
        for (const [namespace, metric, ...rest] of properties.metrics) {
          const dimensions = rest.filter((part): part is string => typeof part === "string");
          for (let at = 0; at < dimensions.length; at += 2) {
            const [key, value] = [dimensions[at] as string, dimensions[at + 1]];
            const by = NAMED_BY[key];
            if (by !== undefined) {
              expect(names(...by), `${properties.title}: ${String(metric)}`).to.include(value);
              checked += 1;
            }
            if (key === "StateMachineArn") {
              expect(names("aws:sfn/stateMachine:StateMachine", "name")).to.include(value?.split(":").at(-1));
              expect(value).to.contain(ACCOUNT_ID);
            }
          }
          if (dimensions.length === 0 && !ACCOUNT_METRICS.includes(namespace as string)) {
            const filters = ofType(planned, "aws:cloudwatch/logMetricFilter:LogMetricFilter");
            expect(filters.map(({ inputs }) => inputs.metricTransformation.name)).to.include(metric);
          }
        }
      }
      expect(checked).to.be.greaterThan(50);
    });

    it("counts requests of the buckets that it shows them of", () => {
      const counted = ofType(planned, "aws:s3/bucketMetric:BucketMetric").map(({ inputs }) => inputs.bucket);
      const shown = widgets()
        .filter(({ properties }) => properties.title === "Requests to buckets")
        .flatMap(({ properties }) => properties.metrics.map((row) => row[3]));
      expect(new Set(shown)).to.deep.equal(new Set(counted));
      expect(counted).to.have.length(2);
    });

    it("gives Grafana the same panels", () => {
      const place = { project: "phiguard", ...GRAFANA_PLACE };
      for (const board of boardsOf(place, watch)) {
        const dashboard = grafanaDashboard(board, "phiguard", "us-east-1") as GrafanaDashboard;
        expect(dashboard.panels.map(({ title }) => title)).to.deep.equal(board.panels.map(({ title }) => title));
        expect(new Set(dashboard.panels.map(({ id }) => id)).size).to.equal(dashboard.panels.length);
        for (const { targets, gridPos } of dashboard.panels) {
          expect(gridPos.x + gridPos.w).to.be.at.most(24);
          expect(new Set(targets.map((target) => target.refId)).size).to.equal(targets.length);
          for (const target of targets) expect(target.datasource.uid).to.equal("${datasource}");
        }
        expect(JSON.stringify(dashboard)).to.not.contain(ACCOUNT_ID);
      }
    });

    it("sends every alarm of the home region to the topic of its severity", () => {
      const topics = [1, 2, 3, 4].map((n) => `observability-topics-p${n}-topic`);
      const alarms = [
        ...ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm"),
        ...ofType(planned, "aws:cloudwatch/compositeAlarm:CompositeAlarm"),
      ].filter(({ provider, inputs }) => provider.includes("::home::") && inputs.alarmActions !== undefined);
      const elsewhere = alarms.filter(
        ({ inputs }) => !topics.some((topic) => String(inputs.alarmActions[0]).endsWith(`:${topic}`)),
      );
      // What forwards alarms tells of its own failure by the foundation's topic.
      expect(elsewhere.filter(({ name }) => !name.startsWith("observability-forward"))).to.deep.equal([]);
      expect(alarms.length).to.be.greaterThan(60);
    });

    it("has the thresholds of the PHI pipeline's documents, from the metrics that its functions write", () => {
      const alarms = ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm").filter(({ name }) =>
        name.startsWith("observability-services-phi-documents-"),
      );
      const written: readonly string[] = Object.values(PHI_METRICS);
      for (const { inputs } of alarms) {
        for (const { metric } of inputs.metricQueries as { metric?: { namespace: string; metricName: string } }[]) {
          if (metric !== undefined) expect(written).to.include.members([metric.namespace, metric.metricName]);
        }
      }
      const limits = alarms.map(({ name, inputs }) => [name.split("phi-documents-")[1], inputs.threshold as number]);
      expect(Object.fromEntries(limits)).to.deep.equal({
        erring: 2,
        failing: 5,
        quarantine: 20,
        "quarantine-high": 30,
        late: 5000,
      });
    });

    it("watches costs: a budget at 80 %, and anomalies of 20 %", () => {
      const [budget] = ofType(planned, "aws:budgets/budget:Budget");
      expect(budget?.inputs.notifications[0]).to.deep.include({ notificationType: "ACTUAL", threshold: 80 });
      const [subscription] = ofType(planned, "aws:costexplorer/anomalySubscription:AnomalySubscription");
      expect(subscription?.inputs.thresholdExpression.dimension).to.deep.equal({
        key: "ANOMALY_TOTAL_IMPACT_PERCENTAGE",
        matchOptions: ["GREATER_THAN_OR_EQUAL"],
        values: ["20"],
      });
    });
  });
}

interface GrafanaDashboard {
  panels: {
    id: number;
    title: string;
    gridPos: { x: number; w: number };
    targets: { refId: string; datasource: { uid: string } }[];
  }[];
}

describe("the stack without observability", () => {
  it("tells the foundation's topic", async () => {
    const workloads = settings.dev.workloads.filter((workload) => workload !== "observability");
    const planned = await plan(() => buildStack(makeContext({ ...settings.dev, workloads })));
    const alarms = ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm");
    for (const { name, inputs } of alarms) {
      expect(String(inputs.alarmActions[0]), name).to.match(/:foundation-alarms-topic$/);
    }
    expect(ofType(planned, "aws:cloudwatch/dashboard:Dashboard").filter(({ name }) => name.startsWith("obs"))).to.be
      .empty;
  });
});

describe("dashboards", () => {
  it("refuse more metrics than CloudWatch takes", () => {
    const series = Array.from({ length: 501 }, (_, index) => ({
      namespace: "N",
      metric: `m${index}`,
      dimensions: {},
      label: "l",
      stat: "Sum" as const,
    }));
    const panel = { title: "p", unit: "count" as const, periodSeconds: 300, series };
    const board = { role: "r", title: "Big", about: "", panels: [panel] };
    expect(() => cloudWatchBody(board, "us-east-1")).to.throw("more than CloudWatch takes");
  });

  it("name queries A to Z, then AA", () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(refId)).to.deep.equal(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
  });
});
