import type { AgentAgentArgs } from "@pulumi/aws/bedrock";
import { customerKey, present, some } from "../../predicates";
import { on } from "../../rule";

const agent = on<AgentAgentArgs>("aws:bedrock/agentAgent:AgentAgent");

export const bedrockAgentCmk = agent.rule({
  id: "bedrock-agent-cmk",
  title: "Bedrock agents are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-agents-new.html",
  says: "keeps its instructions and sessions without a key of its own",
  fix: "Set customerEncryptionKeyArn: key.arn.",
  requires: (p) => customerKey(p.customerEncryptionKeyArn),
});

export const bedrockAgentGuardrail = agent.rule({
  id: "bedrock-agent-guardrail",
  title: "Bedrock agents answer through a guardrail",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/agents-guardrail.html",
  says: "passes on prompts and answers without a guardrail",
  fix: "Set guardrailConfigurations: [{ guardrailIdentifier: guardrail.guardrailId, guardrailVersion: version.version }].",
  requires: (p) => some(p.guardrailConfigurations, (guardrail) => present(guardrail.guardrailIdentifier)),
});
