import { machineArn } from "../compute/state-machine-role";
import type { Place } from "../site";
import type { Severity } from "./severity";
import { THRESHOLDS } from "./thresholds";
import { watchedName, type FiguresOfProgram, type Watch } from "./watch";

/** A metric as an alarm's expression takes it. */
export interface RateMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: "Sum" | "Average" | "Maximum" | "p95";
}

/** A share or figure of one thing against one threshold; rings by way of its workload's composite alarm. */
export interface Rate {
  readonly workload: string;
  /** Last part of the alarm's name. */
  readonly role: string;
  readonly description: string;
  readonly severity: Severity;
  /** Metrics by their id in the expression; at most ten. */
  readonly metrics: Readonly<Record<string, RateMetric>>;
  /** What is compared; without it the one metric itself. */
  readonly expression?: string;
  readonly comparison: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  readonly periodSeconds: number;
  readonly periods: number;
  /** What silence means: by default that nothing ran, which is good. */
  readonly silence?: "breaching";
}

/** Runs below which a share says nothing: of twenty, one is 5 %, which is not over the threshold that pages. Single failures have alarms of their own. */
const LEAST_RUNS = 20;
const { errorPercent, quarantinePercent, latencyMs, anomalyScore, compliancePercent } = THRESHOLDS;

/** Per cent of `part` in `part + rest`, nothing counted as 0; 0 where too few ran. */
const share = (part: string, rest: string): string =>
  `IF(${part} + ${rest} >= ${LEAST_RUNS}, 100 * (${part}) / (${part} + ${rest}), 0)`;
const filled = (id: string): string => `FILL(${id}, 0)`;

type Bare = Pick<Rate, "workload" | "metrics" | "expression"> & { readonly role: string; readonly what: string };

function errors({ role, what, ...rate }: Bare): Rate[] {
  const rows = [
    [`${role}-erring`, "P2", errorPercent.warn],
    [`${role}-failing`, "P1", errorPercent.page],
  ] as const;
  return rows.map(([name, severity, threshold]) => ({
    ...rate,
    role: name,
    severity,
    threshold,
    description: `More than ${threshold} % of ${what} fail.`,
    comparison: "GreaterThanThreshold",
    periodSeconds: 300,
    periods: 1,
  }));
}

/** The rates of everything that is watched. */
export function ratesOf(place: Place, watch: Watch): Rate[] {
  return [
    ...watch.of("function").flatMap((thing) => {
      const metric = (metricName: string): RateMetric => ({
        namespace: "AWS/Lambda",
        metricName,
        dimensions: { FunctionName: watchedName(place, thing) },
        stat: "Sum",
      });
      return errors({
        workload: thing.workload,
        role: thing.role,
        what: `the runs of ${thing.role}`,
        metrics: { failed: metric("Errors"), runs: metric("Invocations") },
        expression: `IF(runs >= ${LEAST_RUNS}, 100 * ${filled("failed")} / runs, 0)`,
      });
    }),
    ...watch.of("machine").flatMap((thing) => {
      const metric = (metricName: string): RateMetric => ({
        namespace: "AWS/States",
        metricName,
        dimensions: { StateMachineArn: machineArn(place, thing.role) },
        stat: "Sum",
      });
      return errors({
        workload: thing.workload,
        role: `${thing.role}-flow`,
        what: `the executions of ${thing.role}`,
        metrics: {
          failed: metric("ExecutionsFailed"),
          late: metric("ExecutionsTimedOut"),
          good: metric("ExecutionsSucceeded"),
        },
        expression: share(`(${filled("failed")} + ${filled("late")})`, filled("good")),
      });
    }),
    ...watch.of("api").flatMap((thing) => {
      const metric = (metricName: string, stat: RateMetric["stat"]): RateMetric => ({
        namespace: "AWS/ApiGateway",
        metricName,
        dimensions: { ApiName: watchedName(place, thing), Stage: thing.stage },
        stat,
      });
      return [
        ...errors({
          workload: thing.workload,
          role: `${thing.role}-api`,
          what: `the requests to ${thing.role}`,
          metrics: { failed: metric("5XXError", "Sum"), runs: metric("Count", "Sum") },
          expression: `IF(runs >= ${LEAST_RUNS}, 100 * ${filled("failed")} / runs, 0)`,
        }),
        late(thing.workload, `${thing.role}-api`, `answers of ${thing.role}`, metric("Latency", "p95")),
      ];
    }),
    ...watch.of("figures").flatMap((thing) => programRates(place, thing)),
  ];
}

function late(workload: string, role: string, what: string, latency: RateMetric): Rate {
  return {
    workload,
    role: `${role}-late`,
    description: `One in twenty ${what} takes more than ${latencyMs / 1000} s.`,
    severity: "P2",
    metrics: { latency },
    comparison: "GreaterThanThreshold",
    threshold: latencyMs,
    periodSeconds: 300,
    periods: 2,
  };
}

function programRates(place: Place, thing: FiguresOfProgram & { readonly workload: string }): Rate[] {
  const { role, workload, namespace, rates, score, compliance } = thing;
  const dimensions = thing.dimensions(place);
  const metric = (metricName: string, stat: RateMetric["stat"]): RateMetric => ({
    namespace,
    metricName,
    dimensions,
    stat,
  });
  const one = (
    part: string,
    rest: Pick<Rate, "description" | "severity" | "metrics" | "comparison" | "threshold">,
  ) => ({
    ...rest,
    workload,
    role: `${role}-${part}`,
    periodSeconds: 300,
    periods: 1,
  });
  const found: Rate[] = [];
  if (rates !== undefined) {
    const [processed, quarantined, failed] = [rates.processed, rates.quarantined, rates.failed].map((name) =>
      metric(name, "Sum"),
    ) as [RateMetric, RateMetric, RateMetric];
    // Failed documents are in quarantine, too: the whole is what was processed and what is in quarantine.
    const whole = `(${filled("processed")} + ${filled("quarantined")})`;
    const metrics = { processed, quarantined };
    found.push(
      ...errors({
        workload,
        role,
        what: `the documents of ${role}`,
        metrics: { ...metrics, failed },
        expression: `IF(${whole} >= ${LEAST_RUNS}, 100 * ${filled("failed")} / ${whole}, 0)`,
      }),
      ...(
        [
          ["quarantine", "P3", quarantinePercent.note],
          ["quarantine-high", "P2", quarantinePercent.warn],
        ] as const
      ).map(([part, severity, threshold]) => ({
        ...one(part, {
          description: `More than ${threshold} % of the documents of ${role} end in quarantine.`,
          severity,
          metrics,
          comparison: "GreaterThanThreshold",
          threshold,
        }),
        expression: share(filled("quarantined"), filled("processed")),
      })),
      late(workload, role, `documents of ${role}`, metric(rates.latency, "p95")),
    );
  }
  if (score !== undefined) {
    found.push(
      one("anomaly", {
        description: `An access scores more than ${anomalyScore} as an anomaly.`,
        severity: "P2",
        metrics: { score: metric(score, "Maximum") },
        comparison: "GreaterThanThreshold",
        threshold: anomalyScore,
      }),
    );
  }
  if (compliance !== undefined) {
    found.push({
      ...one("compliance", {
        description: `Less than ${compliancePercent} % of what is checked complies, or nobody knows.`,
        severity: "P3",
        metrics: { compliance: metric(compliance, "Average") },
        comparison: "LessThanThreshold",
        threshold: compliancePercent,
      }),
      // Counted once an hour; silence is no proof of compliance.
      periodSeconds: 3600,
      silence: "breaching",
    });
  }
  return found;
}
