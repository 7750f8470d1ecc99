import { testRule, unknownString } from "../../testing/rule-tester";
import { phiResidencyAllowedRegions } from "./residency";

const TABLE = "aws:dynamodb/table:Table";
const BUCKET = "aws:s3/bucket:Bucket";
const NATIVE = "aws-native:s3:Bucket";
const GLOBAL = [
  "account/alternativeContact:AlternativeContact",
  "billing/view:View",
  "budgets/budget:Budget",
  "cloudfront/distribution:Distribution",
  "costexplorer/anomalyMonitor:AnomalyMonitor",
  "globalaccelerator/accelerator:Accelerator",
  "iam/role:Role",
  "networkmanager/globalNetwork:GlobalNetwork",
  "organizations/account:Account",
  "route53/zone:Zone",
  "route53domains/domain:Domain",
  "savingsplans/plan:Plan",
  "shield/protection:Protection",
  "waf/webAcl:WebAcl",
];

testRule(phiResidencyAllowedRegions, {
  valid: [
    { name: "provider in an allowed region", type: BUCKET, props: {} },
    { name: "region of its own", type: BUCKET, props: { region: "us-west-2" }, region: "eu-west-1" },
    { name: "provider that names no region", type: BUCKET, props: {}, region: "" },
    { name: "aws-native", type: NATIVE, props: {} },
    { name: "replicas in allowed regions", type: TABLE, props: { replicas: [{ regionName: "us-east-2" }] } },
    {
      name: "words that name no region",
      type: "aws:cfg/configurationAggregator:ConfigurationAggregator",
      props: { accountAggregationSource: { allRegions: true, regions: ["ALL_REGIONS"] } },
    },
    ...["tags", "tagsAll", "labels", "metadata", "__defaults"].map((key) => ({
      name: `a label: ${key}`,
      type: BUCKET,
      props: { [key]: { region: "eu-west-1" } },
    })),
    {
      name: "an environment variable",
      type: "aws:lambda/function:Function",
      props: { environment: { variables: { region: "eu-west-1" } } },
    },
    {
      name: "words that hold a region's name",
      type: "aws:securityhub/findingAggregator:FindingAggregator",
      props: { specifiedRegions: ["not eu-west-1", "eu-west-1-wl1"] },
    },
    { name: "a region in another property", type: BUCKET, props: { bucketPrefix: "eu-west-1", regional: "eu-west-1" } },
    {
      name: "condition of a policy",
      type: "aws:iam/policy:Policy",
      props: { policy: { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } } },
    },
    ...GLOBAL.map((type) => ({ name: `global service: ${type}`, type: `aws:${type}`, props: {}, region: "eu-west-1" })),
    {
      name: "allowed by the team",
      type: BUCKET,
      props: {},
      region: "eu-west-1",
      settings: { allowedRegions: ["eu-west-1"] },
    },
    {
      name: "document that does not parse",
      type: "aws:cloudcontrol/resource:Resource",
      props: { typeName: "AWS::S3::Bucket", desiredState: "{" },
    },
  ],
  invalid: [
    { name: "provider in another region", type: BUCKET, props: {}, region: "eu-west-1", finds: "provider.region" },
    { name: "region of its own", type: BUCKET, props: { region: "eu-west-1" }, finds: "region" },
    { name: "as AWS answered", type: BUCKET, props: {}, outputs: { region: "eu-west-1" }, finds: "provider.region" },
    { name: "aws-native", type: NATIVE, props: {}, region: "eu-west-1", finds: "provider.region" },
    {
      name: "global service that names a region",
      type: "aws:iam/role:Role",
      props: { region: "eu-west-1" },
      finds: "region",
    },
    {
      name: "replica abroad",
      type: TABLE,
      props: { replicas: [{ regionName: "us-west-2" }, { regionName: "ap-southeast-2" }] },
      finds: "replicas[1].regionName",
    },
    {
      name: "secret's replica",
      type: "aws:secretsmanager/secret:Secret",
      props: { replicas: [{ region: "us-gov-west-1" }] },
      finds: "replicas[0].region",
    },
    {
      name: "snapshot copy",
      type: "aws:rds/snapshotCopy:SnapshotCopy",
      props: { destinationRegion: "eusc-de-east-1" },
      finds: "destinationRegion",
    },
    {
      name: "list of regions",
      type: "aws:securityhub/findingAggregator:FindingAggregator",
      props: { specifiedRegions: ["us-east-1", "eu-central-1"] },
      finds: "specifiedRegions[1]",
    },
    {
      name: "list of blocks",
      type: "aws:ec2/vpcIpam:VpcIpam",
      props: { operatingRegions: [{ regionName: "eu-west-2" }] },
      finds: "operatingRegions[0].regionName",
    },
    {
      name: "a block called region",
      type: "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
      props: { details: { regions: [{ region: "eu-west-3" }], region: { regionName: "eu-north-1" } } },
      finds: ["details.regions[0].region", "details.region.regionName"],
    },
    {
      name: "Cloud Control document",
      type: "aws:cloudcontrol/resource:Resource",
      props: { typeName: "AWS::DynamoDB::GlobalTable", desiredState: '{"Replicas":[{"Region":"eu-west-1"}]}' },
      finds: "desiredState.Replicas[0].Region",
    },
  ],
  notJudged: [
    {
      name: "not of AWS",
      type: "random:index/randomId:RandomId",
      props: { region: "eu-west-1" },
      because: "other-type",
    },
    { name: "not known", type: BUCKET, props: { region: unknownString }, because: "unknown", finds: "region" },
    {
      name: "replica not known",
      type: TABLE,
      props: { replicas: [{ regionName: unknownString }] },
      because: "unknown",
      finds: "replicas[0].regionName",
    },
  ],
});
