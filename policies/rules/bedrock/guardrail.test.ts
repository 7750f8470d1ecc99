import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { bedrockGuardrailPhiFilter } from "./guardrail";

const list = "sensitiveInformationPolicyConfig.piiEntitiesConfigs";

function filter(...piiEntitiesConfigs: readonly object[]): object {
  return { sensitiveInformationPolicyConfig: { piiEntitiesConfigs } };
}

const NAME = { type: "NAME" };

testRule(bedrockGuardrailPhiFilter, {
  valid: [
    { name: "blocks", props: filter({ type: "US_SOCIAL_SECURITY_NUMBER", action: "BLOCK" }) },
    { name: "masks", props: filter({ ...NAME, action: "ANONYMIZE" }) },
    { name: "one of two", props: filter({ type: "AGE", action: "NONE" }, { ...NAME, action: "BLOCK" }) },
    {
      name: "an action of each side",
      props: filter({ ...NAME, action: "NONE", inputAction: "BLOCK", outputAction: "ANONYMIZE" }),
    },
    { name: "both sides on", props: filter({ ...NAME, action: "BLOCK", inputEnabled: true, outputEnabled: true }) },
    {
      name: "output alone, as the team wants",
      props: filter({ ...NAME, action: "ANONYMIZE", inputEnabled: false }),
      config: { sides: "output" },
    },
    {
      name: "input alone, as the team wants",
      props: filter({ ...NAME, action: "BLOCK", outputAction: "NONE" }),
      config: { sides: "input" },
    },
  ],
  invalid: [
    { name: "left out", props: { name: "claims" }, finds: list },
    {
      name: "regular expressions alone",
      props: {
        sensitiveInformationPolicyConfig: { regexesConfigs: [{ name: "mrn", pattern: "MRN\\d+", action: "BLOCK" }] },
      },
      finds: list,
    },
    {
      name: "only noted",
      props: filter({ ...NAME, action: "NONE" }),
      finds: [`${list}[0].action`, `${list}[0].inputAction`, `${list}[0].outputAction`],
    },
    {
      name: "input off",
      props: filter({ ...NAME, action: "BLOCK", inputEnabled: false }),
      finds: `${list}[0].inputEnabled`,
    },
    {
      name: "output off",
      props: filter({ ...NAME, action: "BLOCK", outputEnabled: false }),
      finds: `${list}[0].outputEnabled`,
    },
    {
      name: "nothing done on the input",
      props: filter({ ...NAME, action: "BLOCK", inputAction: "NONE" }),
      finds: `${list}[0].inputAction`,
    },
    {
      name: "nothing done on the output, all that the team wants",
      props: filter({ ...NAME, action: "BLOCK", outputAction: "NONE" }),
      config: { sides: "output" },
      finds: `${list}[0].outputAction`,
    },
    {
      name: "nothing done on the input, all that the team wants",
      props: filter({ ...NAME, action: "BLOCK", inputEnabled: false }),
      config: { sides: "input" },
      finds: `${list}[0].inputEnabled`,
    },
    {
      name: "output off, both wanted",
      props: filter({ ...NAME, action: "BLOCK", outputEnabled: false }),
      config: { sides: "both" },
      finds: `${list}[0].outputEnabled`,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:bedrock/agentAgent:AgentAgent", props: {}, because: "other-type" },
    {
      name: "list not known",
      props: { sensitiveInformationPolicyConfig: unknownValue },
      because: "unknown",
      finds: list,
    },
    {
      name: "action not known",
      props: filter({ ...NAME, action: unknownString }),
      because: "unknown",
      finds: `${list}[0].action`,
    },
  ],
});
