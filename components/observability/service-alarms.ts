import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { atPlace, type Site } from "../site";
import type { Tags } from "../tags";
import { assertSoon } from "./alarm";
import { ratesOf, type Rate } from "./rates";
import { SEVERITIES, topicFor, type Severity } from "./severity";
import { watch, type Watch } from "./watch";

export interface ServiceAlarmsArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** What there is. */
  readonly watch: Watch;
  /** Topic that is told where the site has none for a severity. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Alarms that a composite alarm may name (CloudWatch User Guide, "Create a composite alarm"). */
const MOST_MEMBERS = 100;
/** Seconds that a lesser alarm waits for a graver one, and that it stays quiet after it. */
const SUPPRESSION = { waitPeriod: 120, extensionPeriod: 300 };

/**
 * Rates by workload. Each has an alarm that tells nobody by itself; a composite a workload and severity tells once, however many of its
 * members ring, and stays quiet while a graver one of the workload rings: one fault, one page.
 */
export class ServiceAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: ServiceAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:observability:ServiceAlarms", name, {}, opts);
    const { site, tags } = args;
    const child = { parent: this };
    // How many there are and what they are called is known before the account is.
    const shape = ratesOf({ ...site, accountId: "" }, args.watch);
    const rates = atPlace(site, (place) => ratesOf(place, args.watch));
    const members = shape.map((rate, index) => this.member(name, args, rate, rates, index));
    for (const workload of new Set(shape.map((rate) => rate.workload))) {
      let graver: aws.cloudwatch.CompositeAlarm | undefined;
      for (const severity of SEVERITIES) {
        const own = members.filter(
          (_, index) => shape[index]?.workload === workload && shape[index].severity === severity,
        );
        if (own.length === 0) continue;
        const role = incidentRole(workload, severity);
        watch(site, tags, { kind: "alarm", role, severity });
        const action = topicFor(site, severity, args.alarmTopicArn);
        graver = new aws.cloudwatch.CompositeAlarm(
          `${name}-${role}`,
          {
            alarmName: nameFor(site, "alarm", role),
            alarmDescription: `${workload}: a rate is past the threshold of ${severity}; which one the alarm's members tell.`,
            alarmRule: pulumi.all(own.map((alarm) => alarm.name)).apply(anyRings),
            alarmActions: [action],
            // A page is taken back by itself.
            okActions: [action],
            actionsSuppressor: graver && { alarm: graver.alarmName, ...SUPPRESSION },
            tags,
          },
          child,
        );
      }
    }
    this.registerOutputs({});
  }

  private member(
    name: string,
    args: ServiceAlarmsArgs,
    rate: Rate,
    rates: pulumi.Output<Rate[]>,
    index: number,
  ): aws.cloudwatch.MetricAlarm {
    assertSoon(name, rate.severity, rate.periodSeconds * rate.periods);
    const { role, description, comparison, threshold, periodSeconds, periods, expression, metrics } = rate;
    return new aws.cloudwatch.MetricAlarm(
      `${name}-${role}`,
      {
        name: nameFor(args.site, "alarm", role),
        alarmDescription: description,
        comparisonOperator: comparison,
        threshold,
        evaluationPeriods: periods,
        // Nothing ran: nothing failed, and nothing was late.
        treatMissingData: rate.silence ?? "notBreaching",
        metricQueries: [
          ...(expression === undefined ? [] : [{ id: "rate", expression, label: role, returnData: true }]),
          ...Object.keys(metrics).map((id) => ({
            id,
            returnData: expression === undefined,
            metric: rates.apply((all) => {
              const found = all[index]?.metrics[id];
              if (found === undefined) throw new Error(`${role} has no metric ${id}`);
              return { ...found, period: periodSeconds };
            }),
          })),
        ],
        tags: args.tags,
      },
      { parent: this },
    );
  }
}

/** Last part of the name of a workload's composite alarm. */
export const incidentRole = (workload: string, severity: Severity): string => `${workload}-${severity.toLowerCase()}`;

/** `ALARM("a") OR ALARM("b")`. Throws where AWS takes no more. */
export function anyRings(names: readonly string[]): string {
  if (names.length > MOST_MEMBERS)
    throw new Error(`a composite alarm takes ${MOST_MEMBERS} members; got ${names.length}`);
  return names.map((alarm) => `ALARM("${alarm}")`).join(" OR ");
}
