import type { Rule } from "../../rule";
import { callsNamed, trailAlarm } from "./trail-alarm";
import { WATCHED } from "./watched-events";

const CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html";

export const cloudwatchAlarmConsoleAuthFailures: Rule = trailAlarm({
  id: "cloudwatch-alarm-console-auth-failures",
  title: "Someone is told of failed console sign-ins",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(5)(ii)(C)", "164.308(a)(6)(i)", "164.308(a)(6)(ii)"],
    nistCsf: ["DE.CM-2", "ID.RA-1", "ID.RA-5", "ID.SC-4"],
    soc2: ["PI1.3"],
  },
  source: `${CONTROLS}#cloudwatch-6`,
  says: "tells nobody of failed sign-ins to the console",
  watched: WATCHED.consoleFailures,
  pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
});

export const cloudwatchAlarmRootUsage: Rule = trailAlarm({
  id: "cloudwatch-alarm-root-usage",
  title: "Someone is told when the root user does something",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(6)(i)", "164.308(a)(6)(ii)"],
    nistCsf: ["DE.CM-2", "ID.RA-1", "ID.RA-5", "ID.SC-4"],
    soc2: ["PI1.3"],
  },
  source: `${CONTROLS}#cloudwatch-1`,
  says: "tells nobody when the root user does something",
  watched: WATCHED.rootUse,
  pattern:
    '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
});

export const cloudwatchAlarmSigninWithoutMfa: Rule = trailAlarm({
  id: "cloudwatch-alarm-signin-without-mfa",
  title: "Someone is told of console sign-ins without a second factor",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(5)(ii)(C)", "164.312(d)"], nistCsf: ["DE.CM-2", "ID.RA-5", "ID.SC-4"] },
  source: `${CONTROLS}#cloudwatch-3`,
  says: "tells nobody when someone signs in to the console without a second factor",
  watched: WATCHED.signInsWithoutMfa,
  pattern: '{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != "Yes") }',
});

export const cloudwatchAlarmUnauthorizedApiCalls: Rule = trailAlarm({
  id: "cloudwatch-alarm-unauthorized-api-calls",
  title: "Someone is told of calls that AWS refuses",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(6)(ii)"], nistCsf: ["DE.CM-2", "ID.RA-5", "ID.SC-4"], soc2: ["PI1.3"] },
  source: `${CONTROLS}#cloudwatch-2`,
  says: "tells nobody of calls that AWS refused for lack of permission",
  watched: WATCHED.refusedCalls,
  pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
});

export const cloudwatchAlarmKmsKeyDisableOrDelete: Rule = trailAlarm({
  id: "cloudwatch-alarm-kms-key-disable-or-delete",
  title: "Someone is told when a key is disabled or to be deleted",
  severity: "high",
  controls: { hipaa: ["164.308(a)(6)(ii)"], nistCsf: ["DE.CM-2", "ID.RA-5", "ID.SC-4"] },
  source: `${CONTROLS}#cloudwatch-7`,
  says: "tells nobody when a key is disabled or scheduled for deletion",
  watched: WATCHED.keys,
  pattern: callsNamed(WATCHED.keys),
});

export const cloudwatchAlarmS3PolicyChanges: Rule = trailAlarm({
  id: "cloudwatch-alarm-s3-policy-changes",
  title: "Someone is told when a bucket's policy, ACL, CORS, lifecycle or replication changes",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(6)(ii)"], nistCsf: ["DE.CM-2", "ID.RA-5", "ID.SC-4"], soc2: ["CC5.2"] },
  source: `${CONTROLS}#cloudwatch-8`,
  says: "tells nobody when a bucket's policy, ACL, CORS, lifecycle or replication changes",
  watched: WATCHED.buckets,
  pattern: callsNamed(WATCHED.buckets),
});

export const cloudwatchAlarmIamPolicyChanges: Rule = trailAlarm({
  id: "cloudwatch-alarm-iam-policy-changes",
  title: "Someone is told when an IAM policy changes",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(6)(ii)"], nistCsf: ["DE.CM-2", "ID.RA-5", "ID.SC-4"], soc2: ["CC5.2", "PI1.3"] },
  source: `${CONTROLS}#cloudwatch-4`,
  says: "tells nobody when an IAM policy is made, changed, attached, detached or deleted",
  watched: WATCHED.iamPolicies,
  pattern: callsNamed(WATCHED.iamPolicies),
});

export const cloudwatchAlarmCloudtrailChanges: Rule = trailAlarm({
  id: "cloudwatch-alarm-cloudtrail-changes",
  title: "Someone is told when a trail is stopped, changed or deleted",
  severity: "high",
  controls: { hipaa: ["164.308(a)(6)(ii)"], nistCsf: ["DE.CM-2", "ID.RA-5", "ID.SC-4"], soc2: ["CC5.2"] },
  source: `${CONTROLS}#cloudwatch-5`,
  says: "tells nobody when a trail is stopped, changed or deleted",
  watched: WATCHED.trails,
  pattern: callsNamed(WATCHED.trails),
});

export const cloudwatchAlarmConfigChanges: Rule = trailAlarm({
  id: "cloudwatch-alarm-config-changes",
  title: "Someone is told when AWS Config is stopped or loses its delivery channel",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(6)(ii)"], nistCsf: ["DE.CM-2", "ID.RA-5", "ID.SC-4"], soc2: ["CC5.2"] },
  source: `${CONTROLS}#cloudwatch-9`,
  says: "tells nobody when AWS Config is stopped or loses its delivery channel",
  watched: WATCHED.config,
  pattern: callsNamed(WATCHED.config),
});

export const cloudwatchAlarmOrganizationsChanges: Rule = trailAlarm({
  id: "cloudwatch-alarm-organizations-changes",
  title: "Someone is told when the organisation changes",
  severity: "low",
  controls: { hipaa: ["164.308(a)(6)(ii)"], soc2: ["CC5.2"] },
  source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html",
  says: "tells nobody when the organisation, its accounts, units or policies change",
  watched: WATCHED.organization,
  pattern: callsNamed(WATCHED.organization),
});
