import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { guardrailPolicies, type GuardrailFacts } from "./guardrail-policies";

export interface GuardrailsArgs extends GuardrailFacts {
  readonly site: Site;
  readonly tags: Tags;
  /** Roots (r-...), organisational units (ou-...) or account numbers that the policies hold for. */
  readonly targets: readonly string[];
}

/**
 * Service control policies on parts of an organisation. It is made with the credentials of the organisation's management
 * account, or of one that policies are delegated to.
 */
export class Guardrails extends pulumi.ComponentResource {
  constructor(name: string, args: GuardrailsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:Guardrails", name, {}, opts);
    const child = { parent: this };
    for (const { role, description, content } of guardrailPolicies(args)) {
      const policy = new aws.organizations.Policy(
        `${name}-${role}`,
        {
          name: nameFor(args.site, "policy", `guardrail-${role}`),
          description,
          type: "SERVICE_CONTROL_POLICY",
          content,
          tags: args.tags,
        },
        child,
      );
      for (const targetId of args.targets) {
        new aws.organizations.PolicyAttachment(`${name}-${role}-${targetId}`, { policyId: policy.id, targetId }, child);
      }
    }
    this.registerOutputs({});
  }
}
