import type { SecretRotationArgs } from "@pulumi/aws/secretsmanager";
import { all } from "../../answer";
import { atLeast, atMost, present } from "../../predicates";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";
import { comesRoundWithin } from "../backup/schedule-interval";

const rotation = on<SecretRotationArgs>("aws:secretsmanager/secretRotation:SecretRotation");

const maximumDays = wholeNumber({
  name: "maximumDays",
  description: "Days between two rotations at the most.",
  fallback: 90,
  minimum: 1,
  maximum: 1000,
});

export const secretsmanagerRotationWithin90Days = rotation.rule({
  id: "secretsmanager-rotation-within-90-days",
  title: "Secrets change every 90 days at the latest",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(5)(ii)(D)"] },
  source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html",
  says: "leaves a secret unchanged for longer than it may",
  fix: "Set rotationRules: { automaticallyAfterDays: 30 }, or a scheduleExpression that comes round as often.",
  config: [maximumDays],
  requires: ({ rotationRules }, settings) => {
    const days = maximumDays.of(settings);
    const { automaticallyAfterDays, scheduleExpression } = rotationRules;
    return present(scheduleExpression).truth === true
      ? comesRoundWithin(scheduleExpression, days)
      : all(atLeast(automaticallyAfterDays, 1), atMost(automaticallyAfterDays, days));
  },
});
