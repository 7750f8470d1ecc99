import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { EventRoute } from "../observability/event-route";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { findingKinds } from "./finding-patterns";

export interface FindingRoutesArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Topic that people listen to; its policy and key admit EventBridge. */
  readonly topicArn: pulumi.Input<string>;
  /** Key of the dead-letter queue; its policy admits EventBridge for the queue's name. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Last part of the queue's name; the platform key's policy names it. */
export const FINDINGS_DEAD_LETTER_ROLE = "findings-dlq";

/** Tells people of what the detective services of this region find, and loses nothing on the way. */
export class FindingRoutes extends pulumi.ComponentResource {
  /** Keeps what could not be delivered. */
  readonly deadLetterArn: pulumi.Output<string>;

  constructor(name: string, args: FindingRoutesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:FindingRoutes", name, {}, opts);
    const child = { parent: this };
    const { site, tags, topicArn } = args;
    const kinds = findingKinds(site.region);
    const queue = new DeadLetterQueue(
      `${name}-dlq`,
      {
        site,
        tags,
        role: FINDINGS_DEAD_LETTER_ROLE,
        kmsKeyArn: args.kmsKeyArn,
        ruleNames: kinds.map(({ role }) => nameFor(site, "rule", role)),
        alarmTopicArn: topicArn,
      },
      child,
    );
    for (const kind of kinds) {
      new EventRoute(`${name}-${kind.role}`, { site, tags, ...kind, topicArn, deadLetterArn: queue.arn }, child);
    }
    this.deadLetterArn = queue.arn;
    this.registerOutputs({ deadLetterArn: this.deadLetterArn });
  }
}
