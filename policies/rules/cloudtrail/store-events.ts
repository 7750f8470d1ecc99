import { about, all, any, fromBoolean, not, type Answer } from "../../answer";
import { is, oneOf, some } from "../../predicates";
import { valueOf, type Reading } from "../../reading";
import { CLOUD_CONTROL } from "../../resource";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { lambdaFunction } from "../lambda/function";
import { isOtherData, ownSelectors, recordedByAny, recorder, recordersFrom, storesOf } from "./recorders";
import { recordsTypesOf, S3_OBJECT, type Access, type DataEvents, type RecorderArgs } from "./selectors";
import { trail } from "./trail";

const DATA_EVENTS =
  "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html";
const ARNS_COME_LATER = "Selectors are written with ARNs of stores that do not exist before the first update.";

export const cloudtrailLambdaDataeventsEnabled = trail.relation({
  id: "cloudtrail-lambda-dataevents-enabled",
  title: "Calls of functions that handle patient data are recorded",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: DATA_EVENTS,
  says: "does not record who calls the functions that may handle patient data",
  fix: 'Add an advancedEventSelectors entry with eventCategory equals ["Data"] and resources.type equals ["AWS::Lambda::Function"].',
  why: "Calling a function counts as a write. A trail of a program without functions must record the calls of all.",
  requires: (p, stack) => {
    const functions = stack.all(lambdaFunction).filter((store) => !isOtherData(store, stack));
    const wanted = (functions.length === 0 ? [undefined] : functions).map((store) => ({ type: FUNCTION_CALLS, store }));
    return recordedByAny(p, stack, wanted, ["write"]);
  },
});

const FUNCTION_CALLS = "AWS::Lambda::Function";

const NATIVE_OR_CLOUD_CONTROL = /^(aws|aws-native):bedrock[a-z]*[:/]/;
const cloudControl: Kind<{ readonly typeName: string }> = { types: [CLOUD_CONTROL] };

export const cloudtrailBedrockDataeventsEnabled = trail.relation({
  id: "cloudtrail-bedrock-dataevents-enabled",
  title: "Use of Bedrock models, agents and knowledge bases is recorded",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["CC7.2"] },
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html",
  says: "does not record who asks Bedrock what: no selector names one of its types",
  fix: 'Add advancedEventSelectors entries with eventCategory equals ["Data"] and resources.type equals ["AWS::Bedrock::Model"], ["AWS::Bedrock::AgentAlias"], ["AWS::Bedrock::KnowledgeBase"].',
  appliesWhen: (_, stack) => usesBedrock(stack),
  otherwise: "The program makes nothing of Bedrock.",
  requires: (p, stack) => {
    const answer = any(...recordersFrom(p, stack).map((each) => recordsTypesOf(each, /^AWS::Bedrock::/)));
    return about(answer, ownSelectors(p));
  },
});

function usesBedrock(stack: StackView): Answer {
  return fromBoolean(
    stack.index.resources.some(({ type }) => NATIVE_OR_CLOUD_CONTROL.test(type)) ||
      stack.all(cloudControl).some((p) => String(valueOf(p.typeName)).startsWith("AWS::Bedrock::")),
  );
}

/** Stores beside buckets whose use CloudTrail records as data events, and the kinds of access there are. */
const STORES: readonly { readonly kind: Kind<unknown>; readonly type: string; readonly accesses: readonly Access[] }[] =
  [
    {
      kind: { types: ["aws:dynamodb/table:Table", "aws-native:dynamodb:Table", "aws-native:dynamodb:GlobalTable"] },
      type: "AWS::DynamoDB::Table",
      accesses: ["read", "write"],
    },
    {
      kind: { types: [...lambdaFunction.types, "aws-native:lambda:Function"] },
      type: FUNCTION_CALLS,
      accesses: ["write"],
    },
    { kind: { types: ["aws:sns/topic:Topic", "aws-native:sns:Topic"] }, type: "AWS::SNS::Topic", accesses: ["write"] },
    {
      kind: { types: ["aws:sqs/queue:Queue", "aws-native:sqs:Queue"] },
      type: "AWS::SQS::Queue",
      accesses: ["read", "write"],
    },
    {
      kind: { types: ["aws:kinesis/stream:Stream", "aws-native:kinesis:Stream"] },
      type: "AWS::Kinesis::Stream",
      accesses: ["read", "write"],
    },
    {
      kind: { types: ["aws-native:healthimaging:Datastore"] },
      type: "AWS::MedicalImaging::Datastore",
      accesses: ["read", "write"],
    },
  ];

interface Wanted extends DataEvents {
  readonly accesses: readonly Access[];
}

export const cloudtrailPhiDataeventsAllStores = recorder.relation({
  id: "cloudtrail-phi-dataevents-all-stores",
  title: "Every use of a store with patient data is recorded, whatever its service",
  severity: "high",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(a)(2)(i)", "164.312(b)"] },
  source: DATA_EVENTS,
  says: "leaves out who uses some of the program's stores of patient data",
  fix: 'Add an advancedEventSelectors entry with eventCategory equals ["Data"] for each resources.type: "AWS::S3::Object", "AWS::DynamoDB::Table", "AWS::Lambda::Function", "AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::Kinesis::Stream", "AWS::MedicalImaging::Datastore".',
  why: "Trails and event data stores of one program share the work. A store without a classification counts as one with patient data. HealthLake records what is asked of it as management events.",
  adviseIfOpen: ARNS_COME_LATER,
  appliesWhen: (p, stack) => all(recordsCalls(p), fromBoolean(wantedOf(stack).length > 0)),
  otherwise:
    "The program makes no store that may hold patient data, or the event data store collects something else than events of the account.",
  requires: (p, stack) => all(...wantedOf(stack).map((wanted) => recordedByAny(p, stack, [wanted], wanted.accesses))),
});

/** An event data store may collect configuration items or other products' records instead. */
function recordsCalls(p: Reading<RecorderArgs>): Answer {
  return not(
    some(p.advancedEventSelectors, (selector) =>
      some((selector as Reading<Selector>).fieldSelectors, (by) =>
        all(
          is(by.field, "eventCategory"),
          some(by.equals, (item) => oneOf(item as Reading<string>, OTHER_CATEGORIES)),
        ),
      ),
    ),
  );
}

interface Selector {
  readonly fieldSelectors: { readonly field: string; readonly equals: string[] }[];
}

const OTHER_CATEGORIES = ["ConfigurationItem", "ActivityAuditLog", "Insight", "Evidence"];

function wantedOf(stack: StackView): Wanted[] {
  const both = ["read", "write"] as const;
  return [
    ...storesOf(stack).map((store): Wanted => ({ type: S3_OBJECT, store, accesses: both })),
    ...STORES.flatMap(({ kind, type, accesses }) =>
      stack
        .all(kind)
        .filter((store) => !isOtherData(store, stack))
        .map((store): Wanted => ({ type, store, accesses })),
    ),
    ...stack
      .all(cloudControl)
      .filter((p) => valueOf(p.typeName) === "AWS::HealthImaging::Datastore" && !isOtherData(p, stack))
      .map((store): Wanted => ({ type: "AWS::MedicalImaging::Datastore", store, accesses: both })),
  ];
}
