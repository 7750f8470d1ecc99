import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { configEnabledAllRegions, configRecorderAllResources, configRecorderServiceRole } from "./recorder";

const STATUS = "aws:cfg/recorderStatus:RecorderStatus";
const AGGREGATOR = "aws:cfg/configurationAggregator:ConfigurationAggregator";
const another = { name: "another type", type: STATUS, props: {}, because: "other-type" } as const;
const isBaseline = true;
const on = (isEnabled: boolean) => ({ type: STATUS, name: "s", props: { name: from("subject"), isEnabled } });
const BOTH = [
  "ConfigurationAggregator.accountAggregationSource.allRegions",
  "ConfigurationAggregator.organizationAggregationSource.allRegions",
];

testRule(configEnabledAllRegions, {
  valid: [
    {
      name: "recorder switched on",
      props: { name: "default" },
      others: [{ type: STATUS, name: "s", props: { name: "default", isEnabled: true } }],
      isBaseline,
    },
    {
      name: "with a detector in the same region",
      props: {},
      others: [on(true), { type: "aws:guardduty/detector:Detector", name: "d" }],
      isBaseline,
    },
    { name: "all regions", type: AGGREGATOR, props: { accountAggregationSource: { allRegions: true } } },
    {
      name: "all regions of the organisation",
      type: AGGREGATOR,
      props: { organizationAggregationSource: { allRegions: true } },
    },
    { name: "recorder made elsewhere", type: STATUS, props: { name: "default", isEnabled: true } },
  ],
  invalid: [
    { name: "no recorder", type: "aws:guardduty/detector:Detector", props: {}, isBaseline, finds: "Recorder" },
    { name: "not switched on", props: { name: "default" }, isBaseline, finds: "RecorderStatus" },
    { name: "switched off", props: {}, others: [on(false)], isBaseline, finds: "RecorderStatus.isEnabled" },
    {
      name: "recorder made elsewhere, off",
      type: STATUS,
      props: { isEnabled: false },
      finds: "RecorderStatus.isEnabled",
    },
    {
      name: "another recorder is on",
      props: { name: "default" },
      others: [{ type: STATUS, name: "s", props: { name: "other", isEnabled: true } }],
      isBaseline,
      finds: "RecorderStatus",
    },
    ...["aws:guardduty/detector:Detector", "aws:macie2/account:Account", "aws:securityhub/account:Account"].map(
      (type) => ({
        name: `no recorder in the region of ${type}`,
        props: {},
        others: [on(true), { type, name: "d", props: { region: "us-west-2" } }],
        isBaseline,
        finds: "Recorder",
      }),
    ),
    {
      name: "no recorder in the region of a status",
      props: {},
      others: [
        on(true),
        { type: STATUS, name: "s2", props: { name: "default", isEnabled: true, region: "us-west-2" } },
      ],
      isBaseline,
      finds: "Recorder",
    },
    {
      name: "a region of many",
      type: AGGREGATOR,
      props: { accountAggregationSource: { regions: ["us-east-1"], allRegions: false } },
      finds: BOTH,
    },
  ],
  notJudged: [
    { name: "not the baseline", type: "aws:sqs/queue:Queue", props: {}, because: "exempt" },
    {
      name: "not known yet",
      type: STATUS,
      props: { isEnabled: unknownValue },
      because: "unknown",
      finds: "RecorderStatus.isEnabled",
    },
  ],
});

const ALL = "recordingGroup.allSupported";
const GLOBAL = "recordingGroup.includeGlobalResourceTypes";

testRule(configRecorderAllResources, {
  valid: [
    { name: "everything", props: { recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } } },
    { name: "all by default, global too", props: { recordingGroup: { includeGlobalResourceTypes: true } } },
  ],
  invalid: [
    { name: "left out", props: {}, finds: GLOBAL },
    { name: "no global types", props: { recordingGroup: { allSupported: true } }, finds: GLOBAL },
    {
      name: "some types",
      props: { recordingGroup: { allSupported: false, resourceTypes: ["AWS::EC2::Instance"] } },
      finds: [ALL, GLOBAL],
    },
    {
      name: "all but some",
      props: {
        recordingGroup: {
          allSupported: false,
          includeGlobalResourceTypes: true,
          exclusionByResourceTypes: [{ resourceTypes: ["AWS::EC2::Instance"] }],
          recordingStrategies: [{ useOnly: "EXCLUSION_BY_RESOURCE_TYPES" }],
        },
      },
      finds: ALL,
    },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { recordingGroup: unknownValue }, because: "unknown", finds: [ALL, GLOBAL] },
  ],
});

const LINKED = "aws:iam/serviceLinkedRole:ServiceLinkedRole";
const role = "arn:aws:iam::111122223333:role";

testRule(configRecorderServiceRole, {
  valid: [
    {
      name: "service-linked role",
      props: { roleArn: `${role}/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig` },
    },
    { name: "made here", props: { roleArn: from("r") }, others: [{ type: LINKED, name: "r" }] },
  ],
  invalid: [
    { name: "another role", props: { roleArn: `${role}/config` }, finds: "roleArn" },
    {
      name: "made here",
      props: { roleArn: from("r") },
      others: [{ type: "aws:iam/role:Role", name: "r" }],
      finds: "roleArn",
    },
    {
      name: "a name that goes on",
      props: { roleArn: `${role}/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfigOld` },
      finds: "roleArn",
    },
    { name: "left out", props: {}, finds: "roleArn" },
  ],
  notJudged: [
    another,
    { name: "of another stack", props: { roleArn: unknownString }, because: "unknown", finds: "roleArn" },
  ],
});
