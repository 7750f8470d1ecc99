import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { macieAutoSensitiveDataDiscoveryCheck, macieResultsExportEncrypted, macieStatusCheck } from "./account";

const ACCOUNT = "aws:macie2/account:Account";
const JOB = "aws:macie2/classificationJob:ClassificationJob";
const isBaseline = true;
const elsewhere = { name: "not the baseline", type: "aws:sqs/queue:Queue", props: {}, because: "exempt" } as const;

testRule(macieStatusCheck, {
  valid: [
    { name: "on", props: { status: "ENABLED" }, isBaseline },
    { name: "left out", props: {}, isBaseline },
  ],
  invalid: [
    { name: "paused", props: { status: "PAUSED" }, isBaseline, finds: "Account.status" },
    { name: "none", type: "aws:guardduty/detector:Detector", props: {}, isBaseline, finds: "Account" },
  ],
  notJudged: [
    elsewhere,
    {
      name: "not known yet",
      props: { status: unknownString },
      isBaseline,
      because: "unknown",
      finds: "Account.status",
    },
  ],
});

testRule(macieAutoSensitiveDataDiscoveryCheck, {
  valid: [
    { name: "organisation", props: { autoEnable: true } },
    { name: "a job that comes round", type: JOB, props: { jobType: "SCHEDULED" }, isBaseline },
    {
      name: "a job in place of the organisation",
      props: { autoEnable: false },
      others: [{ type: JOB, name: "j", props: { jobType: "SCHEDULED", jobStatus: "RUNNING" } }],
    },
  ],
  invalid: [
    { name: "organisation left out", props: { autoEnable: false }, finds: "OrganizationConfiguration.autoEnable" },
    {
      name: "neither",
      type: ACCOUNT,
      props: {},
      isBaseline,
      finds: ["OrganizationConfiguration", "ClassificationJob"],
    },
    { name: "one time", type: JOB, props: { jobType: "ONE_TIME" }, isBaseline, finds: "ClassificationJob.jobType" },
    ...["CANCELLED", "USER_PAUSED"].map((jobStatus) => ({
      name: jobStatus,
      type: JOB,
      props: { jobType: "SCHEDULED", jobStatus },
      isBaseline,
      finds: "ClassificationJob.jobStatus",
    })),
  ],
  notJudged: [
    elsewhere,
    {
      name: "not known yet",
      props: { autoEnable: unknownValue },
      because: "unknown",
      finds: "OrganizationConfiguration.autoEnable",
    },
  ],
});

const s3Destination = { bucketName: "results", kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/k" };
const KEY = "ClassificationExportConfiguration.s3Destination.kmsKeyArn";

testRule(macieResultsExportEncrypted, {
  valid: [{ name: "own key", props: { s3Destination } }],
  invalid: [
    { name: "none", type: ACCOUNT, props: {}, finds: "ClassificationExportConfiguration" },
    { name: "no key", props: { s3Destination: { bucketName: "results" } }, finds: KEY },
    { name: "AWS managed key", props: { s3Destination: { kmsKeyArn: "alias/aws/s3" } }, finds: KEY },
  ],
  notJudged: [
    { ...elsewhere, name: "Macie is not set up" },
    { name: "not known yet", props: { s3Destination: unknownValue }, because: "unknown", finds: KEY },
  ],
});
