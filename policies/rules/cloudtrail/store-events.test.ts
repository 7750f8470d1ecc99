import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import {
  cloudtrailBedrockDataeventsEnabled,
  cloudtrailLambdaDataeventsEnabled,
  cloudtrailPhiDataeventsAllStores,
} from "./store-events";

const TRAIL = "aws:cloudtrail/trail:Trail";
const LAKE = "aws:cloudtrail/eventDataStore:EventDataStore";
const BUCKET = "aws:s3/bucket:Bucket";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const another = { name: "another type", type: BUCKET, props: {}, because: "other-type" } as const;
const internal = { DataClassification: "internal" };

function selector(type: string, ...more: object[]): object {
  return {
    fieldSelectors: [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: [type] },
      ...more,
    ],
  };
}

function selecting(...types: string[]): object {
  return { advancedEventSelectors: types.map((type) => selector(type)) };
}

const management = { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] };
const CALLS = "AWS::Lambda::Function";
const intake: OtherResource = {
  type: "aws:lambda/function:Function",
  name: "intake",
  props: { name: "claims-intake" },
};

function basic(values: unknown[], readWriteType = "All"): object {
  return { eventSelectors: [{ readWriteType, dataResources: [{ type: CALLS, values }] }] };
}

testRule(cloudtrailLambdaDataeventsEnabled, {
  valid: [
    { name: "all functions", props: selecting(CALLS), others: [intake] },
    { name: "all functions, basic", props: basic(["arn:aws:lambda"]), others: [intake] },
    { name: "writes alone, as calls are", props: basic(["arn:aws-us-gov:lambda"], "WriteOnly"), others: [intake] },
    {
      name: "the function by ARN",
      props: basic(["arn:aws:lambda:us-east-1:111122223333:function:claims-intake"]),
      others: [intake],
    },
    { name: "the function by reference", props: basic([from("intake")]), others: [intake] },
    {
      name: "the function by its ARN as output",
      props: {
        advancedEventSelectors: [
          selector(CALLS, { field: "resources.ARN", equals: ["arn:aws:lambda:x:1:function:f:1"] }),
        ],
      },
      others: [{ ...intake, outputs: { arn: "arn:aws:lambda:x:1:function:f:1" } }],
    },
    {
      name: "functions of no patient data are left out",
      props: basic([from("intake")]),
      others: [intake, { ...intake, name: "status", props: { name: "status", tags: internal } }],
    },
    {
      name: "another trail does",
      props: {},
      others: [intake, { type: TRAIL, name: "second", props: selecting(CALLS) }],
    },
  ],
  invalid: [
    { name: "left out", props: {}, others: [intake], finds: "eventSelectors" },
    { name: "left out, in a program without functions", props: {}, finds: "eventSelectors" },
    {
      name: "one function, in a program without functions",
      props: basic(["arn:aws:lambda:us-east-1:111122223333:function:claims-intake"]),
      finds: "eventSelectors",
    },
    { name: "reads alone", props: basic(["arn:aws:lambda"], "ReadOnly"), others: [intake], finds: "eventSelectors" },
    {
      name: "another function",
      props: basic(["arn:aws:lambda:us-east-1:111122223333:function:old-claims-intake"]),
      others: [intake],
      finds: "eventSelectors",
    },
    { name: "objects", props: selecting("AWS::S3::Object"), others: [intake], finds: "advancedEventSelectors" },
    {
      name: "stopped",
      props: { ...selecting(CALLS), enableLogging: false },
      others: [intake],
      finds: "advancedEventSelectors",
    },
  ],
  notJudged: [
    another,
    {
      name: "selectors not known",
      props: { advancedEventSelectors: unknownValue },
      others: [intake],
      because: "unknown",
      finds: "advancedEventSelectors",
    },
  ],
});

const guardrail: OtherResource = { type: "aws:bedrock/guardrail:Guardrail", name: "guard" };

testRule(cloudtrailBedrockDataeventsEnabled, {
  valid: [
    { name: "models", props: selecting("AWS::Bedrock::Model"), others: [guardrail] },
    {
      name: "agents beside objects",
      props: selecting("AWS::S3::Object", "AWS::Bedrock::AgentAlias"),
      others: [guardrail],
    },
    {
      name: "one of several types",
      props: {
        advancedEventSelectors: [
          {
            fieldSelectors: [
              { field: "eventCategory", equals: ["Data"] },
              { field: "resources.type", equals: ["AWS::S3::Object", "AWS::Bedrock::Model"] },
            ],
          },
        ],
      },
      others: [guardrail],
    },
    {
      name: "another trail does",
      props: {},
      others: [guardrail, { type: TRAIL, name: "second", props: selecting("AWS::Bedrock::Model") }],
    },
  ],
  invalid: [
    { name: "left out", props: {}, others: [guardrail], finds: "eventSelectors" },
    {
      name: "objects alone",
      props: selecting("AWS::S3::Object"),
      others: [guardrail],
      finds: "advancedEventSelectors",
    },
    {
      name: "a selector of another category",
      props: {
        advancedEventSelectors: [
          {
            fieldSelectors: [
              { field: "eventCategory", equals: ["NetworkActivity"] },
              { field: "resources.type", equals: ["AWS::Bedrock::Model"] },
            ],
          },
        ],
      },
      others: [guardrail],
      finds: "advancedEventSelectors",
    },
    {
      name: "the type in another field",
      props: {
        advancedEventSelectors: [
          {
            fieldSelectors: [
              { field: "eventCategory", equals: ["Data"] },
              { field: "resources.ARN", equals: ["AWS::Bedrock::Model"] },
            ],
          },
        ],
      },
      others: [guardrail],
      finds: "advancedEventSelectors",
    },
    {
      name: "stopped",
      props: { ...selecting("AWS::Bedrock::Model"), enableLogging: false },
      others: [guardrail],
      finds: "advancedEventSelectors",
    },
    {
      name: "an event data store that takes nothing in",
      props: {},
      others: [
        guardrail,
        { type: LAKE, name: "lake", props: { ...selecting("AWS::Bedrock::Model"), suspend: "true" } },
      ],
      finds: "eventSelectors",
    },
    {
      name: "Cloud Control",
      props: {},
      others: [{ type: CLOUD_CONTROL, name: "flow", props: { typeName: "AWS::Bedrock::Flow" } }],
      finds: "eventSelectors",
    },
    {
      name: "Cloud Control's own provider",
      props: {},
      others: [{ type: "aws-native:bedrock:Agent", name: "agent" }],
      finds: "eventSelectors",
    },
    {
      name: "model agreement",
      props: {},
      others: [{ type: "aws:bedrockfoundation/modelAgreement:ModelAgreement", name: "agreement" }],
      finds: "eventSelectors",
    },
  ],
  notJudged: [
    another,
    {
      name: "nothing of Bedrock",
      props: {},
      others: [{ type: CLOUD_CONTROL, name: "r", props: { typeName: "AWS::Lex::Bot" } }],
      because: "exempt",
    },
    {
      name: "selectors not known",
      props: { advancedEventSelectors: unknownValue },
      others: [guardrail],
      because: "unknown",
      finds: "advancedEventSelectors",
    },
  ],
});

const KINDS: readonly (readonly [string, string])[] = [
  ["aws:dynamodb/table:Table", "AWS::DynamoDB::Table"],
  ["aws-native:dynamodb:Table", "AWS::DynamoDB::Table"],
  ["aws-native:dynamodb:GlobalTable", "AWS::DynamoDB::Table"],
  ["aws:lambda/function:Function", CALLS],
  ["aws-native:lambda:Function", CALLS],
  ["aws:sns/topic:Topic", "AWS::SNS::Topic"],
  ["aws-native:sns:Topic", "AWS::SNS::Topic"],
  ["aws:sqs/queue:Queue", "AWS::SQS::Queue"],
  ["aws-native:sqs:Queue", "AWS::SQS::Queue"],
  ["aws:kinesis/stream:Stream", "AWS::Kinesis::Stream"],
  ["aws-native:kinesis:Stream", "AWS::Kinesis::Stream"],
  ["aws-native:healthimaging:Datastore", "AWS::MedicalImaging::Datastore"],
  [BUCKET, "AWS::S3::Object"],
];
const READ_AND_WRITTEN = [
  "AWS::DynamoDB::Table",
  "AWS::SQS::Queue",
  "AWS::Kinesis::Stream",
  "AWS::MedicalImaging::Datastore",
  "AWS::S3::Object",
];

const claims: OtherResource = { type: "aws:dynamodb/table:Table", name: "claims", props: { name: "claims" } };
const scans: OtherResource = {
  type: CLOUD_CONTROL,
  name: "scans",
  props: { typeName: "AWS::HealthImaging::Datastore" },
};

function only(type: string, readOnly: string): object {
  return { advancedEventSelectors: [selector(type, { field: "readOnly", equals: [readOnly] })] };
}

testRule(cloudtrailPhiDataeventsAllStores, {
  valid: [
    {
      name: "each kind of store",
      props: selecting(...KINDS.map(([, type]) => type)),
      others: [{ type: BUCKET, name: "notes", props: { bucket: "notes" } }, claims],
    },
    ...KINDS.map(([type, events]) => ({
      name: `${type} alone`,
      props: selecting(events),
      others: [{ type, name: "store" }],
    })),
    ...["AWS::SNS::Topic", CALLS].map((events) => ({
      name: `${events}, whose events are all writes`,
      props: only(events, "false"),
      others: KINDS.filter((kind) => kind[1] === events).map(([type]) => ({ type, name: type })),
    })),
    {
      name: "a table by ARN",
      props: {
        eventSelectors: [
          {
            dataResources: [
              { type: "AWS::DynamoDB::Table", values: ["arn:aws:dynamodb:us-east-1:111122223333:table/claims"] },
            ],
          },
        ],
      },
      others: [claims],
    },
    { name: "imaging by Cloud Control", props: selecting("AWS::MedicalImaging::Datastore"), others: [scans] },
    {
      name: "trail and event data store share",
      props: selecting("AWS::DynamoDB::Table"),
      others: [claims, scans, { type: LAKE, name: "lake", props: selecting("AWS::MedicalImaging::Datastore") }],
    },
    { name: "event data store", type: LAKE, props: selecting("AWS::DynamoDB::Table"), others: [claims] },
    {
      name: "the trail's own bucket needs none",
      props: { s3BucketName: from("log"), ...selecting("AWS::DynamoDB::Table") },
      others: [claims, { type: BUCKET, name: "log" }],
    },
    {
      name: "whatever the trail's own bucket is",
      props: { s3BucketName: unknownString, ...selecting("AWS::S3::Object") },
      others: [{ type: BUCKET, name: "notes" }],
    },
  ],
  invalid: [
    { name: "left out", props: {}, others: [claims], finds: "eventSelectors" },
    {
      name: "event data store with management events alone",
      type: LAKE,
      props: { advancedEventSelectors: [management] },
      others: [claims],
      finds: "advancedEventSelectors",
    },
    { name: "event data store, left out", type: LAKE, props: {}, others: [claims], finds: "advancedEventSelectors" },
    {
      name: "event data store whose selector only has the word",
      type: LAKE,
      props: { advancedEventSelectors: [{ fieldSelectors: [{ field: "eventName", equals: ["Insight"] }] }] },
      others: [claims],
      finds: "advancedEventSelectors",
    },
    {
      name: "event data store that takes nothing in",
      type: LAKE,
      props: { ...selecting("AWS::DynamoDB::Table"), suspend: "true" },
      others: [claims],
      finds: "advancedEventSelectors",
    },
    ...KINDS.map(([type]) => ({
      name: `${type}, but nothing of its kind`,
      props: selecting("AWS::SSM::ManagedNode"),
      others: [{ type, name: "store" }],
      finds: "advancedEventSelectors",
    })),
    ...KINDS.filter(([, events]) => READ_AND_WRITTEN.includes(events)).flatMap(([type, events]) =>
      ["true", "false"].map((readOnly) => ({
        name: `${type}, readOnly ${readOnly}`,
        props: only(events, readOnly),
        others: [{ type, name: "store" }],
        finds: "advancedEventSelectors",
      })),
    ),
    ...["true", "false"].map((readOnly) => ({
      name: `imaging by Cloud Control, readOnly ${readOnly}`,
      props: only("AWS::MedicalImaging::Datastore", readOnly),
      others: [scans],
      finds: "advancedEventSelectors",
    })),
    {
      name: "two stores, one kind",
      props: selecting("AWS::DynamoDB::Table"),
      others: [claims, scans],
      finds: "advancedEventSelectors",
    },
  ],
  notJudged: [
    another,
    { name: "no store", props: {}, because: "exempt" },
    {
      name: "stores of no patient data",
      props: {},
      others: [
        ...["internal", "public", "de-identified", "audit"].map((holds) => ({
          ...claims,
          name: holds,
          props: { tags: { DataClassification: holds } },
        })),
        {
          ...scans,
          props: {
            typeName: "AWS::HealthImaging::Datastore",
            desiredState: JSON.stringify({ Tags: [{ Key: "DataClassification", Value: "internal" }] }),
          },
        },
        { type: BUCKET, name: "logs", props: { tags: internal } },
        { type: CLOUD_CONTROL, name: "bot", props: { typeName: "AWS::Lex::Bot" } },
      ],
      because: "exempt",
    },
    {
      name: "event data store for one thing among others",
      type: LAKE,
      props: {
        advancedEventSelectors: [
          {
            fieldSelectors: [
              { field: "eventName", equals: ["X"] },
              { field: "eventCategory", equals: ["Insight", "Y"] },
            ],
          },
        ],
      },
      others: [claims],
      because: "exempt",
    },
    ...["ConfigurationItem", "ActivityAuditLog", "Insight", "Evidence"].map((category) => ({
      name: `event data store for ${category}`,
      type: LAKE,
      props: { advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: [category] }] }] },
      others: [claims],
      because: "exempt" as const,
    })),
    {
      name: "an ARN nobody can trace",
      props: {
        advancedEventSelectors: [selector("AWS::DynamoDB::Table", { field: "resources.ARN", equals: [unknownString] })],
      },
      others: [claims],
      because: "unknown",
      finds: "advancedEventSelectors[0].fieldSelectors[2].equals[0]",
    },
  ],
});
