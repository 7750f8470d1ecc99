import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "../site";

/** How soon somebody has to act: P1 a page and the SOC, P2 chat and e-mail within 15 minutes, P3 e-mail and a ticket, P4 a ticket. */
export const SEVERITIES = ["P1", "P2", "P3", "P4"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A topic for each severity. */
export type AlarmTopics = Readonly<Record<Severity, pulumi.Input<string>>>;

/** Whether people have to hear of it within 15 minutes. */
export const isUrgent = (severity: Severity): boolean => severity === "P1" || severity === "P2";

/** The site's topic for the severity, P3 where none is named; `fallback` where the site has none. */
export function topicFor(
  { alarmTopics }: Pick<Site, "alarmTopics">,
  severity: Severity | undefined,
  fallback: pulumi.Input<string>,
): pulumi.Input<string> {
  return alarmTopics?.[severity ?? "P3"] ?? fallback;
}
