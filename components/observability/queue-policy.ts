import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { denyPlainTransport, policyDocument, type Statement } from "../access/policy-document";
import { arnOf } from "../names";
import type { Place, Site } from "../site";

/** Named EventBridge rules may send to the queue, and nobody may speak to it without TLS. Roles of the account need no statement here. */
export function queuePolicy(
  name: string,
  {
    site,
    queue,
    ruleNames,
  }: { readonly site: Site; readonly queue: aws.sqs.Queue; readonly ruleNames: readonly string[] },
  parent: pulumi.Resource,
): aws.sqs.QueuePolicy {
  return new aws.sqs.QueuePolicy(
    `${name}-policy`,
    {
      queueUrl: queue.url,
      policy: pulumi.all([site.accountId, queue.name]).apply(([accountId, queueName]) => {
        const place = { ...site, accountId };
        const queueArn = arnOf(place, "sqs", queueName);
        return policyDocument([...rulesSend(place, queueArn, ruleNames), denyPlainTransport("sqs:*", queueArn)]);
      }),
    },
    { parent },
  );
}

function rulesSend(place: Place, queueArn: string, ruleNames: readonly string[]): Statement[] {
  if (ruleNames.length === 0) return [];
  return [
    {
      Sid: "RulesSend",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: { ArnEquals: { "aws:SourceArn": ruleNames.map((rule) => arnOf(place, "events", `rule/${rule}`)) } },
    },
  ];
}
