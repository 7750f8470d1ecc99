import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { denyPlainTransport, policyDocument, type Statement } from "../access/policy-document";
import { arnOf } from "../names";
import type { Place, Site } from "../site";

/** Who sends to a queue, beside roles of the account. */
export interface QueueSenders {
  /** Names of EventBridge rules. */
  readonly ruleNames: readonly string[];
  /** Names of SNS topics; none by default. */
  readonly topicNames?: readonly string[];
}

/** Named rules and topics may send to the queue, and nobody may speak to it without TLS. Roles of the account need no statement here. */
export function queuePolicy(
  name: string,
  { site, queue, ruleNames, topicNames = [] }: QueueSenders & { readonly site: Site; readonly queue: aws.sqs.Queue },
  parent: pulumi.Resource,
): aws.sqs.QueuePolicy {
  return new aws.sqs.QueuePolicy(
    `${name}-policy`,
    {
      queueUrl: queue.url,
      policy: pulumi.all([site.accountId, queue.name]).apply(([accountId, queueName]) => {
        const place = { ...site, accountId };
        const queueArn = arnOf(place, "sqs", queueName);
        return policyDocument([
          ...sends("RulesSend", "events.amazonaws.com", queueArn, arnsOf(place, "events", ruleNames, "rule/")),
          ...sends("TopicsSend", "sns.amazonaws.com", queueArn, arnsOf(place, "sns", topicNames)),
          denyPlainTransport("sqs:*", queueArn),
        ]);
      }),
    },
    { parent },
  );
}

const arnsOf = (place: Place, service: string, names: readonly string[], before = ""): string[] =>
  names.map((name) => arnOf(place, service, `${before}${name}`));

function sends(Sid: string, Service: string, Resource: string, sources: readonly string[]): Statement[] {
  if (sources.length === 0) return [];
  return [
    {
      Sid,
      Effect: "Allow",
      Principal: { Service },
      Action: "sqs:SendMessage",
      Resource,
      Condition: { ArnEquals: { "aws:SourceArn": sources } },
    },
  ];
}
