import type { Statement } from "../access/policy-document";
import { arnOf } from "../names";
import type { Place } from "../site";

/** Last part of the name of the topic that hears alarms. */
export const ALARMS_ROLE = "alarms";

/** What RDS tells events as. */
export const DATABASE_EVENTS = "events.rds.amazonaws.com";

/** What AWS Backup tells events as. */
export const BACKUP_EVENTS = "backup.amazonaws.com";

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

/** AWS Backup tells of its vaults, without a source condition (AWS Backup Developer Guide, "Using Amazon SNS to track AWS Backup events"). */
export function backupsPublish(topicArn: string): Statement {
  return {
    Sid: "BackupsPublish",
    Effect: "Allow",
    Principal: { Service: BACKUP_EVENTS },
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

/** RDS tells of this project's databases (RDS User Guide, "Granting permissions to publish notifications to an Amazon SNS topic"). */
export function databaseEventsPublish(place: Place, topicArn: string): Statement {
  return {
    Sid: "DatabaseEventsPublish",
    Effect: "Allow",
    Principal: { Service: DATABASE_EVENTS },
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: {
      StringEquals: { "aws:SourceAccount": place.accountId },
      ArnLike: {
        "aws:SourceArn": [
          `db:${place.project}-${place.environment}-*`,
          `es:${place.project}-${place.environment}-*`,
        ].map((resource) => arnOf(place, "rds", resource)),
      },
    },
  };
}
