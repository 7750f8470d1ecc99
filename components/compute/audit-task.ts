import type { Statement } from "../access/policy-document";
import { arnOf } from "../names";
import type { Place } from "../site";
import type { After, Task } from "./asl";

/** How every workload's audit events are told; reports/model/audit-event.ts has the same, and a test compares them. */
export const AUDIT_DETAIL_TYPE = "Audit event";
export const auditSource = (workload: string): string => `phiguard.${workload}`;

const BUS = "default";

/** Seconds for one call; it takes far less than one. */
const CALL_SECONDS = 30;

export interface TellAuditArgs {
  /** Partition of the region, such as aws. */
  readonly partition: string;
  readonly workload: string;
  readonly comment: string;
  readonly after: After;
}

/**
 * Puts the audit event under `$.audit`, which the step before has made, on the default bus. Whatever fails is tried again, and what fails
 * for good ends the execution: no step goes on untold, and a redrive begins with the telling. The bus keeps events apart by their id.
 */
export function tellAudit({ partition, workload, comment, after }: TellAuditArgs): Task {
  return {
    Type: "Task",
    Comment: comment,
    Resource: `arn:${partition}:states:::events:putEvents`,
    Parameters: {
      Entries: [
        {
          Source: auditSource(workload),
          DetailType: AUDIT_DETAIL_TYPE,
          EventBusName: BUS,
          "Detail.$": "$.audit",
        },
      ],
    },
    ResultPath: null,
    TimeoutSeconds: CALL_SECONDS,
    Retry: [
      {
        ErrorEquals: ["States.TaskFailed", "States.Timeout"],
        IntervalSeconds: 2,
        BackoffRate: 2,
        MaxAttempts: 24,
        MaxDelaySeconds: 60,
        JitterStrategy: "FULL",
      },
    ],
    ...after,
  };
}

/** Lets a role tell its own workload's audit events and nothing else. */
export function auditStatement(place: Place, workload: string): Statement {
  return {
    Sid: "TellAuditEvents",
    Effect: "Allow",
    Action: "events:PutEvents",
    Resource: arnOf(place, "events", `event-bus/${BUS}`),
    // One call may hold several events, so both keys have several values (EventBridge User Guide, "Using IAM policy conditions").
    Condition: {
      "ForAllValues:StringEquals": {
        "events:source": auditSource(workload),
        "events:detail-type": AUDIT_DETAIL_TYPE,
      },
      Null: { "events:source": "false", "events:detail-type": "false" },
    },
  };
}
