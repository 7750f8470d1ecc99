import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import {
  athenaDataCatalogDescription,
  athenaFederatedConnectorControls,
  athenaPreparedStatementDescription,
} from "./catalog";

const another = {
  name: "another type",
  type: "aws:athena/workgroup:Workgroup",
  props: {},
  because: "other-type",
} as const;
const description = "Claims in the warehouse of billing";
const catalog = {
  name: "billing",
  type: "LAMBDA",
  parameters: { function: "arn:aws:lambda:us-east-1:111122223333:function:billing-connector" },
};

testRule(athenaDataCatalogDescription, {
  valid: [{ name: "described", props: { ...catalog, description } }],
  invalid: [
    { name: "empty", props: { ...catalog, description: "" }, finds: "description" },
    { name: "left out", props: catalog, finds: "description" },
    { name: "blank", props: { ...catalog, description: "  " }, finds: "description" },
  ],
  alike: ["aws-native:athena:DataCatalog"],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...catalog, description: unknownString },
      because: "unknown",
      finds: "description",
    },
  ],
});

const query = { name: "paid-twice", database: "claims", query: "SELECT claim_id FROM claims LIMIT 10" };

testRule(athenaPreparedStatementDescription, {
  valid: [{ name: "described", props: { ...query, description: "Claims that were paid twice" } }],
  invalid: [
    { name: "left out", props: query, finds: "description" },
    { name: "blank", props: { ...query, description: " " }, finds: "description" },
  ],
  alike: [
    "aws-native:athena:NamedQuery",
    "aws:athena/preparedStatement:PreparedStatement",
    "aws-native:athena:PreparedStatement",
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...query, description: unknownString },
      because: "unknown",
      finds: "description",
    },
  ],
});

const FUNCTION = "aws:lambda/function:Function";
const connector = {
  name: "billing-connector",
  vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
  environment: { variables: { spill_bucket: "clinic-spill", spill_prefix: "billing" } },
};
const fn = (props: object, name = "connector"): OtherResource => ({ type: FUNCTION, name, props });
const spill: OtherResource = { type: "aws:s3/bucket:Bucket", name: "spill", props: { bucket: "clinic-spill" } };
const encryption = (sseAlgorithm: string, bucket: unknown = from("spill")): OtherResource => ({
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  name: "encryption",
  props: { bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }] },
});
const kms = encryption("aws:kms");
const RULE = "BucketServerSideEncryptionConfiguration.rules[0].applyServerSideEncryptionByDefault.sseAlgorithm";

testRule(athenaFederatedConnectorControls, {
  valid: [
    { name: "in a VPC, encrypted spill", props: catalog, others: [fn(connector), spill, kms] },
    {
      name: "by reference",
      props: { ...catalog, parameters: { function: from("connector") } },
      others: [fn({ ...connector, environment: { variables: { spill_bucket: from("spill") } } }), spill, kms],
    },
    {
      name: "spill encryption left on in so many words",
      props: catalog,
      others: [
        fn({
          ...connector,
          environment: { variables: { spill_bucket: "clinic-spill", disable_spill_encryption: "false" } },
        }),
        spill,
        kms,
      ],
    },
    { name: "a spill bucket of elsewhere", props: catalog, others: [fn(connector)] },
    {
      name: "subnets made in the same preview",
      props: catalog,
      others: [
        fn({ ...connector, vpcConfig: { subnetIds: [from("net")], securityGroupIds: ["sg-1"] } }),
        { type: "aws:ec2/subnet:Subnet", name: "net" },
      ],
    },
  ],
  invalid: [
    {
      name: "no VPC",
      props: catalog,
      others: [fn({ ...connector, vpcConfig: undefined }), spill, kms],
      finds: "Function.vpcConfig.subnetIds",
    },
    {
      name: "no spill bucket",
      props: catalog,
      others: [fn({ ...connector, environment: undefined })],
      finds: "Function.environment.variables.spill_bucket",
    },
    {
      name: "spill encryption off",
      props: catalog,
      others: [
        fn({
          ...connector,
          environment: { variables: { spill_bucket: "clinic-spill", disable_spill_encryption: "true" } },
        }),
      ],
      finds: "Function.environment.variables.disable_spill_encryption",
    },
    {
      name: "spill bucket with S3's own key",
      props: catalog,
      others: [fn(connector), spill, encryption("AES256")],
      finds: RULE,
    },
    {
      name: "encryption of another bucket",
      props: catalog,
      others: [fn(connector), spill, { type: "aws:s3/bucket:Bucket", name: "b2" }, encryption("aws:kms", from("b2"))],
      finds: "BucketServerSideEncryptionConfiguration",
    },
    {
      name: "second function",
      props: {
        ...catalog,
        parameters: {
          "metadata-function": "arn:aws:lambda:us-east-1:111122223333:function:billing-connector",
          "record-function": "arn:aws:lambda:us-east-1:111122223333:function:rows",
        },
      },
      others: [fn(connector), fn({ ...connector, name: "rows", vpcConfig: undefined }, "rows")],
      finds: "Function.vpcConfig.subnetIds",
    },
    {
      name: "metadata function",
      props: {
        ...catalog,
        parameters: { "metadata-function": "arn:aws:lambda:us-east-1:111122223333:function:billing-connector" },
      },
      others: [fn({ ...connector, vpcConfig: undefined })],
      finds: "Function.vpcConfig.subnetIds",
    },
    {
      name: "by reference, no VPC",
      props: { ...catalog, parameters: { function: from("connector") } },
      others: [fn({ ...connector, vpcConfig: undefined })],
      finds: "Function.vpcConfig.subnetIds",
    },
    { name: "no function named", props: { ...catalog, parameters: {} }, finds: "parameters" },
  ],
  notJudged: [
    another,
    {
      name: "a Glue catalog",
      props: { name: "glue", type: "GLUE", parameters: { "catalog-id": "111122223333" } },
      because: "exempt",
    },
    {
      name: "a Hive catalog",
      props: {
        ...catalog,
        type: "HIVE",
        parameters: { "metadata-function": "arn:aws:lambda:us-east-1:111122223333:function:billing-connector" },
      },
      others: [fn({ ...connector, vpcConfig: undefined })],
      because: "exempt",
    },
    {
      name: "a function of elsewhere, and a note that names one of this program",
      props: { ...catalog, parameters: { ...catalog.parameters, note: from("other") } },
      others: [fn({ name: "other" }, "other")],
      because: "exempt",
    },
    { name: "a function of elsewhere", props: catalog, others: [fn({ name: "other" })], because: "exempt" },
    {
      name: "no function under a key of its own",
      props: { ...catalog, parameters: { note: "arn:aws:lambda:us-east-1:111122223333:function:billing-connector" } },
      others: [fn({ ...connector, vpcConfig: undefined })],
      because: "exempt",
    },
    {
      name: "a function that can't be told",
      props: { ...catalog, parameters: { function: unknownString } },
      others: [fn(connector)],
      because: "unknown",
      finds: "parameters",
    },
    {
      name: "all parameters not known yet",
      props: { ...catalog, parameters: unknownValue },
      because: "unknown",
      finds: "parameters",
    },
    {
      name: "a note not known yet, a function of elsewhere",
      props: { ...catalog, parameters: { ...catalog.parameters, note: unknownString } },
      because: "exempt",
    },
    {
      name: "made from another resource",
      props: { ...catalog, parameters: { function: from("k") } },
      others: [{ type: "aws:kms/key:Key", name: "k" }],
      because: "unknown",
      finds: "parameters",
    },
    {
      name: "a spill bucket that can't be told",
      props: catalog,
      others: [fn({ ...connector, environment: { variables: { spill_bucket: unknownString } } }), spill, kms],
      because: "unknown",
      finds: "Function.environment.variables.spill_bucket",
    },
  ],
});
