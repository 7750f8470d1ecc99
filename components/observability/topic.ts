import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { denyPlainTransport, policyDocument, type Statement } from "../access/policy-document";
import { arnOf, nameFor } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";

export interface TopicArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the topic's name. */
  readonly role: string;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Allow statements for the services that publish. */
  readonly publishers: (place: Place, topicArn: string) => readonly Statement[];
  /** E-mail addresses that get every message, each to be confirmed by its owner. Only for topics that never carry PHI. */
  readonly emails?: readonly string[];
}

/** An encrypted topic that takes messages by TLS, from the named publishers. */
export class Topic extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly topicName: pulumi.Output<string>;
  /** Has to be there before a service publishes. */
  readonly policy: pulumi.Resource;

  constructor(name: string, args: TopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:observability:Topic", name, {}, opts);
    const child = { parent: this };
    const { site } = args;
    const topic = new aws.sns.Topic(
      `${name}-topic`,
      { name: nameFor(site, "topic", args.role), kmsMasterKeyId: args.kmsKeyArn, tags: args.tags },
      child,
    );
    this.policy = new aws.sns.TopicPolicy(
      `${name}-policy`,
      {
        arn: topic.arn,
        policy: pulumi.all([site.accountId, topic.name]).apply(([accountId, topicName]) => {
          const place = { ...site, accountId };
          const topicArn = arnOf(place, "sns", topicName);
          return policyDocument([...args.publishers(place, topicArn), denyPlainTransport("sns:Publish", topicArn)]);
        }),
      },
      child,
    );
    (args.emails ?? []).forEach((endpoint, index) => {
      new aws.sns.TopicSubscription(
        `${name}-email-${index + 1}`,
        { topic: topic.arn, protocol: "email", endpoint },
        child,
      );
    });
    this.arn = topic.arn;
    this.topicName = topic.name;
    this.registerOutputs({ arn: this.arn });
  }
}
