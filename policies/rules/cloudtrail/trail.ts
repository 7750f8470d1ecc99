import { about, all, any, no, type Answer } from "../../answer";
import { customerKey, given, is, notFalse, some } from "../../predicates";
import { pathOf, resourceOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { recordsManagementEvents, type RecorderArgs } from "./selectors";

export const trail = on<RecorderArgs>("aws:cloudtrail/trail:Trail");

const USER_GUIDE = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide";

export const cloudTrailCloudWatchLogsEnabled = trail.rule({
  id: "cloud-trail-cloud-watch-logs-enabled",
  title: "Trails send their events to CloudWatch Logs, where alarms can watch them",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(D)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(5)(ii)(C)",
      "164.308(a)(6)(ii)",
      "164.312(b)",
      "164.312(e)(2)(i)",
    ],
    nistCsf: ["DE.AE-1", "DE.AE-3", "DE.CM-2", "DE.CM-5", "DE.DP-4", "ID.RA-1", "ID.RA-5", "ID.SC-4", "PR.PT-1"],
    soc2: ["A1.1", "A1.2", "CC7.2", "CC7.3", "PI1.3"],
  },
  source: `${USER_GUIDE}/send-cloudtrail-events-to-cloudwatch-logs.html`,
  says: "sends no events to CloudWatch Logs",
  fix: "Set cloudWatchLogsGroupArn: interpolate`${logGroup.arn}:*` and cloudWatchLogsRoleArn: role.arn.",
  requires: (p) => all(given(p.cloudWatchLogsGroupArn), given(p.cloudWatchLogsRoleArn)),
});

export const cloudTrailEncryptionEnabled = trail.rule({
  id: "cloud-trail-encryption-enabled",
  title: "Trails encrypt their log files with a customer managed key",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(1)(ii)(D)",
      "164.308(a)(4)(ii)(A)",
      "164.312(a)(2)(iv)",
      "164.312(c)(1)",
      "164.312(c)(2)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["DE.CM-2", "ID.RA-1", "ID.RA-5", "ID.SC-4", "PR.DS-1"],
    soc2: ["CC6.1", "CC6.2"],
  },
  source: `${USER_GUIDE}/encrypting-cloudtrail-log-files-with-aws-kms.html`,
  says: "names no customer managed key for its log files",
  fix: "Set kmsKeyId: key.arn.",
  requires: (p) => customerKey(p.kmsKeyId),
});

export const cloudtrailSnsTopicDefined = trail.rule({
  id: "cloudtrail-sns-topic-defined",
  title: "Trails tell a topic of each log file they deliver",
  severity: "low",
  controls: { hipaa: ["164.308(a)(6)(ii)"] },
  source: `${USER_GUIDE}/configure-sns-notifications-for-cloudtrail.html`,
  says: "tells nobody of the log files it delivers",
  fix: "Set snsTopicName: topic.name, or the topic's ARN.",
  requires: (p) => given(p.snsTopicName),
});

const INSIGHTS = ["ApiCallRateInsight", "ApiErrorRateInsight"];

export const cloudtrailInsightsEnabled = trail.rule({
  id: "cloudtrail-insights-enabled",
  title: "Trails watch for unusual rates of calls and errors",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(6)(ii)", "164.312(b)"] },
  source: `${USER_GUIDE}/logging-insights-events-with-cloudtrail.html`,
  says: "does not watch for unusual rates of both calls and errors",
  fix: 'Set insightSelectors: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }].',
  requires: (p) =>
    all(
      ...INSIGHTS.map((kind) => {
        const watched = some(p.insightSelectors, (selector) => is(selector.insightType, kind));
        return about(watched, pathOf(p.insightSelectors));
      }),
    ),
});

export const cloudTrailLogFileValidationEnabled = trail.rule({
  id: "cloud-trail-log-file-validation-enabled",
  title: "Trails sign digests of their log files",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(1)(ii)(D)",
      "164.308(a)(5)(ii)(C)",
      "164.308(a)(6)(ii)",
      "164.312(b)",
      "164.312(c)(1)",
      "164.312(c)(2)",
    ],
    nistCsf: ["DE.CM-2", "ID.RA-1", "ID.RA-5", "ID.SC-4", "PR.DS-6", "PR.DS-7"],
    soc2: ["CC7.3", "PI1.3"],
  },
  source: `${USER_GUIDE}/cloudtrail-log-file-validation-intro.html`,
  says: "signs no digests, so nobody can tell whether a log file was changed",
  fix: "Set enableLogFileValidation: true.",
  remedy: { enableLogFileValidation: true },
  requires: (p) => is(p.enableLogFileValidation, true),
});

export const cloudtrailEnabled = trail.wholeStack({
  id: "cloudtrail-enabled",
  title: "The account has a trail that is recording",
  severity: "critical",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(A)",
      "164.308(a)(1)(ii)(D)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(5)(ii)(C)",
      "164.308(a)(6)(ii)",
      "164.312(b)",
      "164.312(e)(2)(i)",
    ],
    nistCsf: [
      "DE.AE-1",
      "DE.AE-3",
      "DE.AE-4",
      "DE.CM-1",
      "DE.CM-3",
      "DE.CM-6",
      "DE.CM-7",
      "ID.AM-3",
      "PR.AC-6",
      "PR.DS-5",
      "PR.MA-2",
      "PR.PT-1",
    ],
    soc2: ["A1.2", "CC7.2"],
  },
  source: `${USER_GUIDE}/cloudtrail-create-and-update-a-trail.html`,
  says: "has no trail that records who did what in the account",
  fix: 'new aws.cloudtrail.Trail("account", { s3BucketName: logBucket.id, isMultiRegionTrail: true, enableLogFileValidation: true, kmsKeyId: key.arn })',
  baselineOnly: true,
  requires: (stack) => {
    const trails = stack.all(trail);
    return trails.length === 0 ? no("Trail") : any(...trails.map((p) => notFalse(p.enableLogging)));
  },
});

export const multiRegionCloudtrailEnabled = trail.relation({
  id: "multi-region-cloudtrail-enabled",
  title: "A trail records management events of all regions and of the global services",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(6)(ii)", "164.312(b)", "164.312(e)(2)(i)"],
    nistCsf: [
      "DE.AE-1",
      "DE.AE-3",
      "DE.AE-4",
      "DE.CM-1",
      "DE.CM-3",
      "DE.CM-6",
      "DE.CM-7",
      "ID.AM-3",
      "PR.AC-6",
      "PR.DS-5",
      "PR.MA-2",
      "PR.PT-1",
    ],
    soc2: ["A1.1", "A1.2", "CC2.1", "CC7.2", "PI1.3"],
  },
  source: `${USER_GUIDE}/receive-cloudtrail-log-files-from-multiple-regions.html`,
  says: "leaves regions, global services or management events out, and no other trail of the program makes up for it",
  fix: "Set isMultiRegionTrail: true, leave includeGlobalServiceEvents and enableLogging on, and select management events of both kinds.",
  why: "A trail of one region that another trail of the same program makes up for passes. A program without a trail is the matter of cloudtrail-enabled.",
  requires: (p, stack) => othersToo(p, stack, coversAccount),
});

/** This trail, or another of the program; a failure is about this one. */
export function othersToo(
  p: Reading<RecorderArgs>,
  stack: StackView,
  holds: (p: Reading<RecorderArgs>) => Answer,
): Answer {
  const own = holds(p);
  if (own.truth === true) return own;
  const others = stack.all(trail).filter((other) => resourceOf(other).urn !== resourceOf(p).urn);
  const told = any(own, ...others.map(holds));
  return told.truth === false ? own : told;
}

function coversAccount(p: Reading<RecorderArgs>): Answer {
  return all(
    is(p.isMultiRegionTrail, true),
    notFalse(p.includeGlobalServiceEvents),
    notFalse(p.enableLogging),
    recordsManagementEvents(p),
  );
}
