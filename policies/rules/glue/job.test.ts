import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { glueJobLoggingEnabled, glueJobNoSecretsInArguments, glueJobTempDirEncrypted } from "./job";

const another = { name: "another type", type: "aws:glue/crawler:Crawler", props: {}, because: "other-type" } as const;
const job = (defaultArguments?: unknown, rest: object = {}): object => ({
  name: "claims",
  roleArn: "arn:aws:iam::111122223333:role/glue",
  command: { scriptLocation: "s3://clinic-scripts/claims.py" },
  ...(defaultArguments === undefined ? {} : { defaultArguments }),
  ...rest,
});
const pythonShell = { command: { name: "pythonshell", scriptLocation: "s3://clinic-scripts/claims.py" } };
const LOG = "--enable-continuous-cloudwatch-log";
const TEMP = "--TempDir";
const EVENTS = "--spark-event-logs-path";

testRule(glueJobLoggingEnabled, {
  valid: [
    { name: "on", props: job({ [LOG]: "true" }) },
    {
      name: "on, and no run may change it",
      props: job({ [LOG]: "false" }, { nonOverridableArguments: { [LOG]: "true" } }),
    },
    { name: "streaming", props: job({ [LOG]: "true" }, { command: { name: "gluestreaming" } }) },
  ],
  invalid: [
    { name: "left out", props: job(), finds: `defaultArguments.${LOG}` },
    { name: "off", props: job({ [LOG]: "false" }), finds: `defaultArguments.${LOG}` },
    {
      name: "off, and no run may change it",
      props: job({ [LOG]: "true" }, { nonOverridableArguments: { [LOG]: "false" } }),
      finds: `nonOverridableArguments.${LOG}`,
      mended: false,
    },
    { name: "ETL", props: job({}, { command: { name: "glueetl" } }), finds: `defaultArguments.${LOG}` },
  ],
  notJudged: [
    another,
    { name: "Python shell", props: job({}, pythonShell), because: "exempt" },
    { name: "Ray", props: job({}, { command: { name: "glueray" } }), because: "exempt" },
    { name: "not known yet", props: job(unknownValue), because: "unknown", finds: `defaultArguments.${LOG}` },
  ],
});

testRule(glueJobNoSecretsInArguments, {
  valid: [
    {
      name: "the name of a secret",
      props: job({
        [TEMP]: "s3://clinic-temp/claims/",
        "--db-secret-arn": "arn:aws:secretsmanager:us-east-1:111122223333:secret:db",
      }),
    },
    { name: "no arguments", props: job() },
  ],
  invalid: [
    { name: "password", props: job({ "--db-password": "not-a-real-one" }), finds: "defaultArguments.--db-password" },
    {
      name: "password in a URL",
      props: job({ "--url": "postgresql://glue:not-a-real-one@claims.clinic.example/claims" }),
      finds: "defaultArguments.--url",
    },
    {
      name: "password that no run may change",
      props: job({}, { nonOverridableArguments: { "--db-password": "not-a-real-one" } }),
      finds: "nonOverridableArguments.--db-password",
    },
  ],
  notJudged: [
    another,
    {
      name: "password not known yet",
      props: job({ "--db-password": unknownString }),
      because: "unknown",
      finds: "defaultArguments.--db-password",
    },
  ],
});

const bucket = (name: string): OtherResource => ({
  type: "aws:s3/bucket:Bucket",
  name,
  props: { bucket: `clinic-${name}` },
});
const encryption = (of: string, sseAlgorithm = "aws:kms"): OtherResource => ({
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  name: `${of}-encryption`,
  props: { bucket: from(of), rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }] },
});
const ALGORITHM = "BucketServerSideEncryptionConfiguration.rules[0].applyServerSideEncryptionByDefault.sseAlgorithm";
const inTemp = { [TEMP]: "s3://clinic-temp/claims/" };

testRule(glueJobTempDirEncrypted, {
  valid: [
    { name: "encrypted bucket", props: job(inTemp), others: [bucket("temp"), encryption("temp")] },
    { name: "by reference", props: job({ [TEMP]: from("temp") }), others: [bucket("temp"), encryption("temp")] },
    {
      name: "second generation of the bucket",
      props: job(inTemp),
      others: [{ ...bucket("temp"), type: "aws:s3/bucketV2:BucketV2" }, encryption("temp")],
    },
    {
      name: "event logs too",
      props: job({ ...inTemp, [EVENTS]: "s3://clinic-events/" }),
      others: [bucket("temp"), encryption("temp"), bucket("events"), encryption("events")],
    },
    {
      name: "event logs of elsewhere",
      props: job({ ...inTemp, [EVENTS]: "s3://clinic-elsewhere/" }),
      others: [bucket("temp"), encryption("temp")],
    },
    {
      name: "Python shell with a place",
      props: job(inTemp, pythonShell),
      others: [bucket("temp"), encryption("temp")],
    },
    {
      name: "Python shell, event logs alone",
      props: job({ [EVENTS]: "s3://clinic-events/" }, pythonShell),
      others: [bucket("events"), encryption("events")],
    },
    {
      name: "no run may change it",
      props: job({ [TEMP]: "s3://clinic-scripts/" }, { nonOverridableArguments: inTemp }),
      others: [bucket("temp"), encryption("temp"), bucket("scripts")],
    },
  ],
  invalid: [
    { name: "no place named", props: job({}), finds: `defaultArguments.${TEMP}` },
    {
      name: "no encryption",
      props: job(inTemp),
      others: [bucket("temp")],
      finds: "BucketServerSideEncryptionConfiguration",
    },
    {
      name: "encryption of another bucket",
      props: job(inTemp),
      others: [bucket("temp"), bucket("scripts"), encryption("scripts")],
      finds: "BucketServerSideEncryptionConfiguration",
    },
    {
      name: "S3's own key",
      props: job({ [TEMP]: from("temp") }),
      others: [bucket("temp"), encryption("temp", "AES256")],
      finds: ALGORITHM,
    },
    {
      name: "event logs",
      props: job({ ...inTemp, [EVENTS]: "s3://clinic-events/" }),
      others: [bucket("temp"), encryption("temp"), bucket("events"), encryption("events", "AES256")],
      finds: ALGORITHM,
    },
    {
      name: "event logs in a bucket, temporary files nowhere",
      props: job({ [EVENTS]: "s3://clinic-events/" }),
      others: [bucket("events"), encryption("events")],
      finds: `defaultArguments.${TEMP}`,
    },
    {
      name: "Python shell, event logs in plain",
      props: job({ [EVENTS]: "s3://clinic-events/" }, pythonShell),
      others: [bucket("events")],
      finds: "BucketServerSideEncryptionConfiguration",
    },
  ],
  notJudged: [
    another,
    { name: "bucket of elsewhere", props: job(inTemp), others: [bucket("scripts")], because: "exempt" },
    {
      name: "bucket of elsewhere, event logs in one that can't be told",
      props: job({ ...inTemp, [EVENTS]: unknownString }),
      because: "unknown",
      finds: `defaultArguments.${EVENTS}`,
    },
    { name: "Python shell without a place", props: job({}, pythonShell), because: "exempt" },
    {
      name: "a place that can't be told",
      props: job({ [TEMP]: unknownString }),
      others: [bucket("temp"), encryption("temp")],
      because: "unknown",
      finds: `defaultArguments.${TEMP}`,
    },
    {
      name: "encryption of a bucket not known yet",
      props: job(inTemp),
      others: [
        bucket("temp"),
        { ...encryption("temp"), props: { ...encryption("temp").props, bucket: unknownString } },
      ],
      because: "unknown",
      finds: "BucketServerSideEncryptionConfiguration.bucket",
    },
  ],
});
