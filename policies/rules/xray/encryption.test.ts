import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { xrayEncryptionCmk } from "./encryption";

const FUNCTION = "aws:lambda/function:Function";
const keyId = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

testRule(xrayEncryptionCmk, {
  valid: [
    { name: "key by ARN", props: { type: "KMS", keyId } },
    {
      name: "key made in the same preview",
      props: { type: "KMS", keyId: from("key") },
      others: [
        { type: "aws:kms/key:Key", name: "key" },
        { type: FUNCTION, name: "intake", props: { tracingConfig: { mode: "Active" } } },
      ],
    },
  ],
  invalid: [
    {
      name: "a traced function and no setting",
      type: FUNCTION,
      props: { tracingConfig: { mode: "Active" } },
      finds: "EncryptionConfig",
    },
    {
      name: "topic",
      type: "aws:sns/topic:Topic",
      props: { tracingConfig: { mode: "Active" } },
      finds: "EncryptionConfig",
    },
    {
      name: "stage",
      type: "aws:apigateway/stage:Stage",
      props: { xrayTracingEnabled: true },
      finds: "EncryptionConfig",
    },
    {
      name: "GraphQL API",
      type: "aws:appsync/graphQLApi:GraphQLApi",
      props: { xrayEnabled: true },
      finds: "EncryptionConfig",
    },
    {
      name: "state machine",
      type: "aws:sfn/stateMachine:StateMachine",
      props: { tracingConfiguration: { enabled: true } },
      finds: "EncryptionConfig",
    },
    { name: "group of traces", type: "aws:xray/group:Group", props: {}, finds: "EncryptionConfig" },
    { name: "sampling rule", type: "aws:xray/samplingRule:SamplingRule", props: {}, finds: "EncryptionConfig" },
    { name: "no key", props: { type: "NONE", keyId }, finds: "EncryptionConfig.type" },
    { name: "AWS's key", props: { type: "KMS", keyId: "alias/aws/xray" }, finds: "EncryptionConfig.keyId" },
    {
      name: "one region of two",
      props: { type: "KMS", keyId },
      others: [{ type: "aws:xray/encryptionConfig:EncryptionConfig", name: "west", props: { type: "NONE", keyId } }],
      finds: "EncryptionConfig.type",
    },
    {
      name: "one function of two is traced",
      type: FUNCTION,
      props: { tracingConfig: { mode: "Active" } },
      others: [{ type: FUNCTION, name: "status" }],
      finds: "EncryptionConfig",
    },
    { name: "key left out", props: { type: "KMS" }, finds: "EncryptionConfig.keyId" },
  ],
  notJudged: [
    { name: "not traced", type: FUNCTION, props: { tracingConfig: { mode: "PassThrough" } }, because: "exempt" },
    {
      name: "whether it traces is not known",
      type: FUNCTION,
      props: { tracingConfig: unknownValue },
      because: "unknown",
      finds: "Function.tracingConfig.mode",
    },
    {
      name: "key not known",
      props: { type: "KMS", keyId: unknownString },
      because: "unknown",
      finds: "EncryptionConfig.keyId",
    },
  ],
});
