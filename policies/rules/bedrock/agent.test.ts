import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { bedrockAgentCmk, bedrockAgentGuardrail } from "./agent";

const another = {
  name: "another type",
  type: "aws:bedrock/agentFlow:AgentFlow",
  props: {},
  because: "other-type",
} as const;
const agentName = "claims";

testRule(bedrockAgentCmk, {
  valid: [
    {
      name: "key by ARN",
      props: { agentName, customerEncryptionKeyArn: "arn:aws:kms:us-east-1:111122223333:key/7c1a" },
    },
    {
      name: "key made here",
      props: { customerEncryptionKeyArn: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: { agentName }, finds: "customerEncryptionKeyArn" },
    { name: "empty", props: { customerEncryptionKeyArn: "" }, finds: "customerEncryptionKeyArn" },
  ],
  notJudged: [
    another,
    {
      name: "not known",
      props: { customerEncryptionKeyArn: unknownString },
      because: "unknown",
      finds: "customerEncryptionKeyArn",
    },
  ],
});

const identifier = "guardrailConfigurations[0].guardrailIdentifier";

testRule(bedrockAgentGuardrail, {
  valid: [
    {
      name: "named",
      props: { agentName, guardrailConfigurations: [{ guardrailIdentifier: "gr1a2b3c4d5e", guardrailVersion: "1" }] },
    },
    {
      name: "made here",
      props: { guardrailConfigurations: [{ guardrailIdentifier: from("guardrail"), guardrailVersion: "DRAFT" }] },
      others: [{ type: "aws:bedrock/guardrail:Guardrail", name: "guardrail" }],
    },
  ],
  invalid: [
    { name: "left out", props: { agentName }, finds: "guardrailConfigurations" },
    { name: "empty", props: { guardrailConfigurations: [] }, finds: "guardrailConfigurations" },
    { name: "names none", props: { guardrailConfigurations: [{ guardrailVersion: "1" }] }, finds: identifier },
  ],
  notJudged: [
    another,
    {
      name: "not known",
      props: { guardrailConfigurations: unknownValue },
      because: "unknown",
      finds: "guardrailConfigurations",
    },
  ],
});
