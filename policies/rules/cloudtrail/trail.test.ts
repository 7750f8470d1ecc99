import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { cloudtrailS3DataeventsEnabled } from "./data-events";
import {
  cloudTrailCloudWatchLogsEnabled,
  cloudtrailEnabled,
  cloudTrailEncryptionEnabled,
  cloudTrailLogFileValidationEnabled,
  cloudtrailInsightsEnabled,
  cloudtrailSnsTopicDefined,
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

testRule(cloudtrailSnsTopicDefined, {
  valid: [
    { name: "by name", props: { snsTopicName: "trail-files" } },
    {
      name: "made here",
      props: { snsTopicName: from("topic") },
      others: [{ type: "aws:sns/topic:Topic", name: "topic" }],
    },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "snsTopicName" },
    { name: "empty", props: { snsTopicName: "" }, finds: "snsTopicName" },
  ],
  notJudged: [
    otherType,
    { name: "not known", props: { snsTopicName: unknownString }, because: "unknown", finds: "snsTopicName" },
  ],
});

const calls = { insightType: "ApiCallRateInsight" };
const errors = { insightType: "ApiErrorRateInsight" };

testRule(cloudtrailInsightsEnabled, {
  valid: [{ name: "both", props: { insightSelectors: [calls, errors] } }],
  invalid: [
    { name: "left out", props: {}, finds: "insightSelectors" },
    { name: "calls alone", props: { insightSelectors: [calls] }, finds: "insightSelectors" },
    { name: "errors alone", props: { insightSelectors: [errors] }, finds: "insightSelectors" },
  ],
  notJudged: [
    otherType,
    { name: "not known", props: { insightSelectors: unknownValue }, because: "unknown", finds: "insightSelectors" },
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
      name: "one selector of two",
      props: { isMultiRegionTrail: true, eventSelectors: [{ readWriteType: "WriteOnly" }, { readWriteType: "All" }] },
    },
    {
      name: "one advanced selector of two",
      props: { isMultiRegionTrail: true, advancedEventSelectors: [...data(), ...managed] },
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
    {
      name: "data events alone",
      props: { isMultiRegionTrail: true, eventSelectors: [{ includeManagementEvents: false }] },
      finds: ["eventSelectors", "eventSelectors[0].includeManagementEvents"],
    },
    {
      name: "data events alone, advanced",
      props: { isMultiRegionTrail: true, advancedEventSelectors: data() },
      finds: [
        "advancedEventSelectors",
        "advancedEventSelectors[0].fieldSelectors[0].equals[0]",
        "advancedEventSelectors[0].fieldSelectors[1].equals[0]",
        "advancedEventSelectors[0].fieldSelectors[1].field",
      ],
    },
    {
      name: "reads alone, advanced",
      props: {
        isMultiRegionTrail: true,
        advancedEventSelectors: [
          {
            fieldSelectors: [
              ...managed.flatMap(({ fieldSelectors }) => fieldSelectors),
              { field: "readOnly", equals: ["true"] },
            ],
          },
        ],
      },
      finds: ["advancedEventSelectors", "advancedEventSelectors[0]"],
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
    { name: "every object, by stars", props: { eventSelectors: [objects(["arn:aws:s3:::*/*"])] }, others: [notes] },
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
      name: "functions beside objects, basic",
      props: {
        eventSelectors: [
          {
            dataResources: [
              { type: "AWS::Lambda::Function", values: ["arn:aws:lambda"] },
              { type: "AWS::S3::Object", values: ["arn:aws:s3"] },
            ],
          },
        ],
      },
    },
    ...["notStartsWiths", "notEquals"].map((operator) => ({
      name: `all but another bucket, by ${operator}`,
      props: { advancedEventSelectors: data({ field: "resources.ARN", [operator]: ["arn:aws:s3:::other/"] }) },
      others: [notes],
    })),
    ...["notStartsWiths", "notEquals", "notEndsWiths"].map((operator) => ({
      name: `all but some, in a program without stores, by ${operator}`,
      props: { advancedEventSelectors: data({ field: "resources.ARN", [operator]: ["arn:aws:s3"] }) },
    })),
    {
      name: "where the trail's own bucket is not known",
      props: { s3BucketName: unknownString, advancedEventSelectors: data() },
      others: [notes],
    },
    {
      name: "every store by its objects' ARN",
      props: { advancedEventSelectors: data({ field: "resources.ARN", equals: ["arn:aws:s3:::notes/"] }) },
      others: [notes],
    },
    {
      name: "an event data store does",
      props: {},
      others: [
        notes,
        {
          type: "aws:cloudtrail/eventDataStore:EventDataStore",
          name: "lake",
          props: { advancedEventSelectors: data() },
        },
      ],
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
    ...["notEquals", "notEndsWiths"].map((operator) => ({
      name: `all but a store, by ${operator}`,
      props: {
        advancedEventSelectors: data({
          field: "resources.ARN",
          notStartsWiths: ["arn:aws:s3:::other/"],
          [operator]: ["arn:aws:s3:::notes/"],
        }),
      },
      others: [notes],
      finds: "advancedEventSelectors",
    })),
    {
      name: "network events",
      props: {
        advancedEventSelectors: [
          {
            fieldSelectors: [
              { field: "eventCategory", equals: ["NetworkActivity"] },
              { field: "resources.type", equals: ["AWS::S3::Object"] },
            ],
          },
        ],
      },
      finds: "advancedEventSelectors",
    },
    {
      name: "an exclusion of something else",
      props: {
        advancedEventSelectors: data(
          { field: "resources.ARN", startsWiths: ["arn:aws:s3:::other/"] },
          { field: "userIdentity.arn", notStartsWiths: ["arn:aws:iam::111122223333:role/scan"] },
        ),
      },
      others: [notes],
      finds: "advancedEventSelectors",
    },
    {
      name: "the words in other fields",
      props: {
        advancedEventSelectors: [
          {
            fieldSelectors: [
              { field: "eventCategory", equals: ["Data"] },
              { field: "eventSource", equals: ["AWS::S3::Object"] },
            ],
          },
        ],
      },
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
