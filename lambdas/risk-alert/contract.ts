/** What the component that deploys the function shares with it. */
export const contract = {
  name: "risk-alert",
  description:
    "Tells of a patient at high risk, unless somebody has reached the patient within a day; tells again where nobody does, and of each day.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["ESCALATION_TOPIC_ARN", "OUTREACH", "RISK_THRESHOLD", "TABLE_NAME", "TOPIC_ARN"],
  examples: { OUTREACH: '{"timeZone":"UTC","escalateAfterHours":24,"digestHour":7}' },
  actions: [
    "dynamodb:BatchGetItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:UpdateItem",
    "events:PutEvents",
    "sns:Publish",
  ],
} as const;

/** Source and detail types of the events that it hears. The job `risk_score` sends the first, what keeps the calls the second. */
export const RISK_SOURCE = "phiguard.data-platform";
export const RISK_RAISED = "Patient risk raised";
export const CALL_COMPLETED = "Outreach call completed";

/** Detail type of what its own schedule sends, this many minutes apart. */
export const ALERTS_DUE = "Risk alerts are due";
export const SWEEP_MINUTES = 5;

/** Indexes of its table: what waits for something, by when it is due; and alerts by the day on which they were told. */
export const DUE_INDEX = { name: "due", partition: "waits", sort: "due" } as const;
export const DAY_INDEX = { name: "day", partition: "day", sort: "toldAt" } as const;

/** `OUTREACH`: how people want to be told. Times of day are 24-hour ones such as 21:00, in the time zone. */
export interface Outreach {
  /** Name in the IANA time zone database. */
  readonly timeZone: string;
  /** Alerts inside are sent at its end; those of `overrideScore` and more are not held, where it is set. It may go over midnight. */
  readonly quietHours?: { readonly from: string; readonly to: string; readonly overrideScore?: number };
  /** Hours after an alert until a second one, if no call has reached the patient. */
  readonly escalateAfterHours: number;
  /** Hour at which the day before is summed up, in [0, 23]. */
  readonly digestHour: number;
}
