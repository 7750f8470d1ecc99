import type { GuardrailArgs } from "@pulumi/aws/bedrock";
import { all, any, type Answer } from "../../answer";
import { absent, notFalse, oneOf, some } from "../../predicates";
import type { Reading } from "../../reading";
import { choice } from "../../rule-config";
import { on } from "../../rule";

const guardrail = on<GuardrailArgs>("aws:bedrock/guardrail:Guardrail");

/** What a guardrail does with one kind of sensitive information. */
interface PiiEntity {
  readonly action: string;
  readonly inputAction: string;
  readonly inputEnabled: boolean;
  readonly outputAction: string;
  readonly outputEnabled: boolean;
}

const sides = choice({
  name: "sides",
  description: "Where sensitive information must be filtered: what goes into the model, what comes out, or both.",
  fallback: "both",
  oneOf: ["both", "input", "output"],
});

export const bedrockGuardrailPhiFilter = guardrail.rule({
  id: "bedrock-guardrail-phi-filter",
  title: "Bedrock guardrails block or mask what identifies a person",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-sensitive-filters.html",
  says: "lets names, numbers and addresses of patients through",
  fix: 'Set sensitiveInformationPolicyConfig: { piiEntitiesConfigs: [{ type: "US_SOCIAL_SECURITY_NUMBER", action: "BLOCK" }, { type: "NAME", action: "ANONYMIZE" }] }.',
  why: "Filters by regular expression alone do not count: names and addresses have no pattern.",
  config: [sides],
  requires: (p, settings) => {
    const wanted = sides.of(settings);
    return some(p.sensitiveInformationPolicyConfig.piiEntitiesConfigs, (item) => {
      const entity = item as unknown as Reading<PiiEntity>;
      return all(
        ...(wanted === "output" ? [] : [acts(entity.action, entity.inputAction, entity.inputEnabled)]),
        ...(wanted === "input" ? [] : [acts(entity.action, entity.outputAction, entity.outputEnabled)]),
      );
    });
  },
});

/** A side has an action of its own, or the one for both. */
function acts(action: Reading<string>, own: Reading<string>, enabled: Reading<boolean>): Answer {
  return all(any(filters(own), all(absent(own), filters(action))), notFalse(enabled));
}

function filters(action: Reading<string>): Answer {
  return oneOf(action, ["BLOCK", "ANONYMIZE"]);
}
