import type { Statement } from "../access/policy-document";
import { arnOf } from "../names";
import type { Place } from "../site";

/** CloudWatch alarms of this project in this account and region. */
export function alarmsPublish(place: Place, topicArn: string): Statement {
  return {
    Sid: "AlarmsPublish",
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: {
      StringEquals: { "aws:SourceAccount": place.accountId },
      ArnLike: { "aws:SourceArn": arnOf(place, "cloudwatch", `alarm:${place.project}-${place.environment}-*`) },
    },
  };
}

/** EventBridge sends no source condition to SNS: a topic policy that asks for one refuses all (EventBridge User Guide, "Amazon SNS permissions"). */
export function rulesPublish(topicArn: string): Statement {
  return {
    Sid: "RulesPublish",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sns:Publish",
    Resource: topicArn,
  };
}

/** One trail tells of the files it delivered. */
export function trailPublishes(place: Place, topicArn: string, trailName: string): Statement {
  return {
    Sid: "TrailPublishes",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: { StringEquals: { "aws:SourceArn": arnOf(place, "cloudtrail", `trail/${trailName}`) } },
  };
}
