import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  dmsAutoMinorVersionUpgradeCheck,
  dmsReplicationInstanceCmk,
  dmsReplicationInstanceMultiAz,
  dmsReplicationNotPublic,
  dmsReplicationTaskLogging,
} from "./replication";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const SERVERLESS = "aws:dms/replicationConfig:ReplicationConfig";
const claims = { replicationInstanceId: "claims", replicationInstanceClass: "dms.t3.medium" };
const key = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

function serverless(computeConfig: object, props: object = {}): object {
  return {
    replicationConfigIdentifier: "claims",
    replicationType: "cdc",
    computeConfig: { replicationSubnetGroupId: "claims-private", ...computeConfig },
    ...props,
  };
}

testRule(dmsReplicationNotPublic, {
  valid: [{ name: "private", props: { ...claims, publiclyAccessible: false } }],
  invalid: [
    { name: "public", props: { ...claims, publiclyAccessible: true }, finds: "publiclyAccessible" },
    { name: "left out", props: claims, finds: "publiclyAccessible" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, publiclyAccessible: unknownValue },
      because: "unknown",
      finds: "publiclyAccessible",
    },
  ],
});

testRule(dmsReplicationInstanceCmk, {
  valid: [
    { name: "a key by ARN", props: { ...claims, kmsKeyArn: key } },
    {
      name: "a key made in the same preview",
      props: { ...claims, kmsKeyArn: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
    { name: "serverless with a key", type: SERVERLESS, props: serverless({ kmsKeyId: key }) },
  ],
  invalid: [
    { name: "left out (AWS's own key)", props: claims, finds: "kmsKeyArn" },
    { name: "AWS's alias", props: { ...claims, kmsKeyArn: "alias/aws/dms" }, finds: "kmsKeyArn" },
    { name: "serverless without a key", type: SERVERLESS, props: serverless({}), finds: "computeConfig.kmsKeyId" },
  ],
  notJudged: [
    another,
    {
      name: "a key of another stack",
      props: { ...claims, kmsKeyArn: unknownString },
      because: "unknown",
      finds: "kmsKeyArn",
    },
  ],
});

testRule(dmsAutoMinorVersionUpgradeCheck, {
  valid: [{ name: "on", props: { ...claims, autoMinorVersionUpgrade: true } }],
  invalid: [
    { name: "off", props: { ...claims, autoMinorVersionUpgrade: false }, finds: "autoMinorVersionUpgrade" },
    { name: "left out", props: claims, finds: "autoMinorVersionUpgrade" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, autoMinorVersionUpgrade: unknownValue },
      because: "unknown",
      finds: "autoMinorVersionUpgrade",
    },
  ],
});

testRule(dmsReplicationInstanceMultiAz, {
  valid: [
    { name: "two zones", props: { ...claims, multiAz: true } },
    { name: "serverless in two zones", type: SERVERLESS, props: serverless({ multiAz: true }) },
  ],
  invalid: [
    { name: "left out", props: claims, finds: "multiAz" },
    { name: "one zone", props: { ...claims, multiAz: false }, finds: "multiAz" },
    { name: "serverless, left out", type: SERVERLESS, props: serverless({}), finds: "computeConfig.multiAz" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { ...claims, multiAz: unknownValue }, because: "unknown", finds: "multiAz" },
  ],
});

const COMPONENTS = ["SOURCE_UNLOAD", "SOURCE_CAPTURE", "TARGET_LOAD", "TARGET_APPLY"];
const LIST = "replicationTaskSettings.Logging.LogComponents";

/** Settings of a task whose components log at the default severity, but for those given. */
function settings(
  severities: Readonly<Record<string, string | undefined>> = {},
  EnableLogging: unknown = true,
): object {
  const LogComponents = COMPONENTS.map((Id) => ({ Id, Severity: "LOGGER_SEVERITY_DEFAULT", ...pick(severities, Id) }));
  return { Logging: { EnableLogging, LogComponents: LogComponents.filter(({ Severity }) => Severity !== undefined) } };
}

function pick(severities: Readonly<Record<string, string | undefined>>, id: string): object {
  return id in severities ? { Severity: severities[id] } : {};
}

function task(replicationTaskSettings: object): object {
  return {
    replicationTaskId: "claims",
    migrationType: "full-load-and-cdc",
    replicationTaskSettings: JSON.stringify(replicationTaskSettings),
  };
}

testRule(dmsReplicationTaskLogging, {
  valid: [
    { name: "every component at the default severity", props: task(settings()) },
    { name: "as an object", props: { replicationTaskId: "claims", replicationTaskSettings: settings() } },
    {
      name: "more than the default",
      props: task(
        settings({ SOURCE_CAPTURE: "LOGGER_SEVERITY_DEBUG", TARGET_APPLY: "LOGGER_SEVERITY_DETAILED_DEBUG" }),
      ),
    },
    { name: "no list of components (all of them)", props: task({ Logging: { EnableLogging: true } }) },
    {
      name: "serverless",
      type: SERVERLESS,
      props: serverless({}, { replicationSettings: JSON.stringify(settings()) }),
    },
  ],
  invalid: [
    { name: "off", props: task(settings({}, false)), finds: "replicationTaskSettings.Logging.EnableLogging" },
    {
      name: "no settings",
      props: { replicationTaskId: "claims", migrationType: "cdc" },
      finds: "replicationTaskSettings.Logging.EnableLogging",
    },
    {
      name: "components alone",
      props: task(settings({}, null)),
      finds: "replicationTaskSettings.Logging.EnableLogging",
    },
    { name: "errors alone", props: task(settings({ SOURCE_CAPTURE: "LOGGER_SEVERITY_ERROR" })), finds: LIST },
    { name: "information alone", props: task(settings({ TARGET_APPLY: "LOGGER_SEVERITY_INFO" })), finds: LIST },
    ...COMPONENTS.map((id) => ({ name: `without ${id}`, props: task(settings({ [id]: undefined })), finds: LIST })),
    {
      name: "serverless without settings",
      type: SERVERLESS,
      props: serverless({}),
      finds: "replicationSettings.Logging.EnableLogging",
    },
  ],
  notJudged: [
    another,
    {
      name: "settings not known yet",
      props: { replicationTaskId: "claims", replicationTaskSettings: unknownString },
      because: "unknown",
      finds: ["replicationTaskSettings.Logging.EnableLogging", LIST],
    },
    {
      name: "no JSON",
      props: { replicationTaskId: "claims", replicationTaskSettings: "{" },
      because: "unknown",
      finds: ["replicationTaskSettings.Logging.EnableLogging", LIST],
    },
  ],
});
