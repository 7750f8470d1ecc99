import type { Rule } from "../../rule";
import { bedrockAgentCmk, bedrockAgentGuardrail } from "./agent";
import { bedrockGuardrailPhiFilter } from "./guardrail";
import { bedrockInvocationLogging } from "./invocation-logging";

export const rules: readonly Rule[] = [
  bedrockAgentCmk,
  bedrockAgentGuardrail,
  bedrockGuardrailPhiFilter,
  bedrockInvocationLogging,
];
