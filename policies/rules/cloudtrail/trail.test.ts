import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { cloudtrailS3DataeventsEnabled } from "./data-events";
import {
  cloudTrailCloudWatchLogsEnabled,
  cloudtrailEnabled,
  cloudTrailEncryptionEnabled,
  cloudTrailLogFileValidationEnabled,
  multiRegionCloudtrailEnabled,
} from "./trail";

const TRAIL = "aws:cloudtrail/trail:Trail";
const BUCKET = "aws:s3/bucket:Bucket";
const otherType = { name: "another type", type: BUCKET, props: {}, because: "other-type" } as const;

const logGroup = "arn:aws:logs:us-east-1:111122223333:log-group:trail:*";
const role = "arn:aws:iam::111122223333:role/trail";

testRule(cloudTrailCloudWatchLogsEnabled, {
  valid: [
    { name: "both", props: { cloudWatchLogsGroupArn: logGroup, cloudWatchLogsRoleArn: role } },
    {
      name: "both made here",
      props: { cloudWatchLogsGroupArn: from("group"), cloudWatchLogsRoleArn: from("role") },
      others: [
        { type: "aws:cloudwatch/logGroup:LogGroup", name: "group" },
        { type: "aws:iam/role:Role", name: "role" },
      ],
    },
  ],
  invalid: [
    { name: "left out", props: {}, finds: ["cloudWatchLogsGroupArn", "cloudWatchLogsRoleArn"] },
    { name: "no role", props: { cloudWatchLogsGroupArn: logGroup }, finds: "cloudWatchLogsRoleArn" },
    {
      name: "empty group",
      props: { cloudWatchLogsGroupArn: "", cloudWatchLogsRoleArn: role },
      finds: "cloudWatchLogsGroupArn",
    },
  ],
  notJudged: [
    otherType,
    {
      name: "role nobody can trace",
      props: { cloudWatchLogsGroupArn: logGroup, cloudWatchLogsRoleArn: unknownString },
      because: "unknown",
      finds: "cloudWatchLogsRoleArn",
    },
  ],
});

testRule(cloudTrailEncryptionEnabled, {
  valid: [
    { name: "by ARN", props: { kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/7c1a" } },
    {
      name: "made in the same preview",
      props: { kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "kmsKeyId" },
    { name: "AWS's alias", props: { kmsKeyId: "alias/aws/cloudtrail" }, finds: "kmsKeyId" },
  ],
  notJudged: [
    otherType,
    { name: "not known", props: { kmsKeyId: unknownString }, because: "unknown", finds: "kmsKeyId" },
  ],
});

testRule(cloudTrailLogFileValidationEnabled, {
  valid: [{ name: "on", props: { enableLogFileValidation: true } }],
  invalid: [
    { name: "left out", props: {}, finds: "enableLogFileValidation" },
    { name: "off", props: { enableLogFileValidation: false }, finds: "enableLogFileValidation" },
  ],
  notJudged: [
    otherType,
    {
      name: "not known",
      props: { enableLogFileValidation: unknownValue },
      because: "unknown",
      finds: "enableLogFileValidation",
    },
  ],
});

const isBaseline = true;

testRule(cloudtrailEnabled, {
  valid: [
    { name: "a trail", isBaseline, props: {} },
    {
      name: "one of two records",
      isBaseline,
      props: { enableLogging: false },
      others: [{ type: TRAIL, name: "second" }],
    },
  ],
  invalid: [
    { name: "no trail", isBaseline, type: BUCKET, props: {}, finds: "Trail" },
    { name: "stopped", isBaseline, props: { enableLogging: false }, finds: "Trail.enableLogging" },
  ],
  notJudged: [
    { name: "a workload stack", type: BUCKET, props: {}, because: "exempt" },
    {
      name: "not known",
      isBaseline,
      props: { enableLogging: unknownValue },
      because: "unknown",
      finds: "Trail.enableLogging",
    },
  ],
});

const managed = [{ fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] }];

testRule(multiRegionCloudtrailEnabled, {
  valid: [
    { name: "all regions", props: { isMultiRegionTrail: true } },
    {
      name: "spelled out",
      props: { isMultiRegionTrail: true, includeGlobalServiceEvents: true, advancedEventSelectors: managed },
    },
    {
      name: "another trail makes up for it",
      props: { isMultiRegionTrail: false },
      others: [{ type: TRAIL, name: "all", props: { isMultiRegionTrail: true } }],
    },
    {
      name: "data events beside management events",
      props: { isMultiRegionTrail: true, eventSelectors: [{ readWriteType: "All", dataResources: [] }] },
    },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "isMultiRegionTrail" },
    {
      name: "no global services",
      props: { isMultiRegionTrail: true, includeGlobalServiceEvents: false },
      finds: "includeGlobalServiceEvents",
    },
    { name: "stopped", props: { isMultiRegionTrail: true, enableLogging: false }, finds: "enableLogging" },
    {
      name: "writes only",
      props: { isMultiRegionTrail: true, eventSelectors: [{ readWriteType: "WriteOnly" }] },
      finds: ["eventSelectors", "eventSelectors[0].readWriteType"],
    },
    { name: "two of one region", props: {}, others: [{ type: TRAIL, name: "second" }], finds: "isMultiRegionTrail" },
  ],
  notJudged: [
    otherType,
    { name: "not known", props: { isMultiRegionTrail: unknownValue }, because: "unknown", finds: "isMultiRegionTrail" },
  ],
});

function data(...more: object[]): object[] {
  return [
    {
      fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: ["AWS::S3::Object"] },
        ...more,
      ],
    },
  ];
}

function objects(values: unknown, readWriteType = "All"): object {
  return { readWriteType, dataResources: [{ type: "AWS::S3::Object", values }] };
}

const notes: OtherResource = {
  type: BUCKET,
  name: "notes",
  props: { bucket: "notes", tags: { DataClassification: "phi" } },
};
const scans: OtherResource = { type: "aws:s3/bucketV2:BucketV2", name: "scans" };

testRule(cloudtrailS3DataeventsEnabled, {
  valid: [
    { name: "all of S3", props: { advancedEventSelectors: data() }, others: [notes, scans] },
    { name: "all of S3, basic", props: { eventSelectors: [objects(["arn:aws:s3"])] }, others: [notes] },
    {
      name: "all of S3, no kind named",
      props: { eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::"] }] }] },
    },
    {
      name: "reads and writes apart",
      props: { eventSelectors: [objects(["arn:aws:s3"], "ReadOnly"), objects(["arn:aws:s3"], "WriteOnly")] },
    },
    {
      name: "reads and writes apart, advanced",
      props: {
        advancedEventSelectors: [
          ...data({ field: "readOnly", equals: ["true"] }),
          ...data({ field: "readOnly", equals: ["false"] }),
        ],
      },
    },
    {
      name: "every store by name or reference",
      props: { eventSelectors: [objects(["arn:aws:s3:::notes/", from("scans")])] },
      others: [notes, scans],
    },
    {
      name: "every store by prefix",
      props: { advancedEventSelectors: data({ field: "resources.ARN", startsWiths: ["arn:aws:s3:::notes/"] }) },
      others: [notes],
    },
    {
      name: "all but the trail's own bucket",
      props: {
        s3BucketName: from("log"),
        advancedEventSelectors: data({ field: "resources.ARN", notStartsWiths: [from("log")] }),
      },
      others: [notes, { type: BUCKET, name: "log" }],
    },
    {
      name: "only audit data beside it",
      props: { s3BucketName: from("log"), advancedEventSelectors: data() },
      others: [{ type: BUCKET, name: "log", props: { tags: { DataClassification: "audit" } } }],
    },
    {
      name: "another trail does",
      props: {},
      others: [notes, { type: TRAIL, name: "second", props: { advancedEventSelectors: data() } }],
    },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "eventSelectors" },
    {
      name: "management events only",
      props: { advancedEventSelectors: managed },
      others: [notes],
      finds: "advancedEventSelectors",
    },
    { name: "writes only", props: { eventSelectors: [objects(["arn:aws:s3"], "WriteOnly")] }, finds: "eventSelectors" },
    {
      name: "reads only, advanced",
      props: { advancedEventSelectors: data({ field: "readOnly", equals: ["true"] }) },
      finds: "advancedEventSelectors",
    },
    {
      name: "one call only",
      props: { advancedEventSelectors: data({ field: "eventName", equals: ["DeleteObject"] }) },
      finds: "advancedEventSelectors",
    },
    {
      name: "one store of two",
      props: { eventSelectors: [objects(["arn:aws:s3:::notes/"])] },
      others: [notes, scans],
      finds: "eventSelectors",
    },
    {
      name: "one prefix of a store",
      props: { eventSelectors: [objects(["arn:aws:s3:::notes/2026/"])] },
      others: [notes],
      finds: "eventSelectors",
    },
    {
      name: "all but a store",
      props: { advancedEventSelectors: data({ field: "resources.ARN", notStartsWiths: ["arn:aws:s3:::notes/"] }) },
      others: [notes],
      finds: "advancedEventSelectors",
    },
    {
      name: "functions, not objects",
      props: {
        eventSelectors: [
          { readWriteType: "All", dataResources: [{ type: "AWS::Lambda::Function", values: ["arn:aws:lambda"] }] },
        ],
      },
      finds: "eventSelectors",
    },
    {
      name: "stopped",
      props: { enableLogging: false, advancedEventSelectors: data() },
      finds: "advancedEventSelectors",
    },
  ],
  notJudged: [
    otherType,
    {
      name: "selectors not known",
      props: { advancedEventSelectors: unknownValue },
      because: "unknown",
      finds: "advancedEventSelectors",
    },
    {
      name: "an ARN nobody can trace",
      props: { eventSelectors: [objects([unknownString])] },
      others: [notes],
      because: "unknown",
      finds: "eventSelectors[0].dataResources[0].values[0]",
    },
  ],
});
