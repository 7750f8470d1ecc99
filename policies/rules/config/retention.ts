import type { RetentionConfigurationArgs } from "@pulumi/aws/cfg";
import { atLeast } from "../../predicates";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";

const retention = on<RetentionConfigurationArgs>("aws:cfg/retentionConfiguration:RetentionConfiguration");

/** AWS Config keeps seven years at the most, and does so where nothing is set. */
const LONGEST_DAYS = 2557;

const minimumDays = wholeNumber({
  name: "minimumDays",
  description: "Days that AWS Config keeps what it recorded at least.",
  fallback: 2190,
  minimum: 2190,
  maximum: LONGEST_DAYS,
});

export const configRetentionSixYears = retention.rule({
  id: "config-retention-six-years",
  title: "AWS Config keeps what it recorded for six years",
  severity: "medium",
  controls: { hipaa: ["164.316(b)(2)(i)"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/delete-config-data-with-retention-period.html",
  says: "drops recorded configurations before six years are over",
  fix: "Set retentionPeriodInDays: 2557, or remove the resource: AWS Config then keeps seven years.",
  remedy: { retentionPeriodInDays: LONGEST_DAYS },
  config: [minimumDays],
  requires: (p, settings) => atLeast(p.retentionPeriodInDays, minimumDays.of(settings)),
});
