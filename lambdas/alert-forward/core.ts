import { createHash } from "node:crypto";
import { z } from "zod";
import { jsonIn } from "./json";
import type { Urgency } from "./contract";

/**
 * All that ever leaves. Each field is of a fixed form or made by the stack's own program; reasons, dimensions and what else a message has
 * stay behind, as they may come from data.
 */
export interface Notice {
  readonly severity: Urgency;
  /** Name of the alarm, or `notice` where a message is not an alarm's. */
  readonly name: string;
  readonly state: "ALARM" | "OK" | "INSUFFICIENT_DATA";
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly region: string;
  /** The alarm's own description, from the program that made it. */
  readonly what: string;
  /** The same for every delivery of the same message. */
  readonly id: string;
}

/** Messages as Lambda reads them from a queue (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
export const EVENT = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string(), eventSourceARN: z.string() })).min(1),
});

/** What SNS puts on a queue (SNS Developer Guide, "Parsing Amazon SNS message formats"). */
const TOLD = z.object({
  MessageId: z.string().min(1).max(100),
  TopicArn: z.string().startsWith("arn:"),
  Timestamp: z.iso.datetime(),
  Message: z.string(),
});

/** An alarm's message (CloudWatch User Guide, "Notifying users on alarm changes"). */
const ALARM = z.object({
  AlarmName: z.string().regex(/^[\w.-]{1,255}$/),
  AlarmDescription: z.string().nullish(),
  NewStateValue: z.enum(["ALARM", "OK", "INSUFFICIENT_DATA"]),
  StateChangeTime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*([+-]\d{4}|Z)$/),
});

const NOTICE = "Something happened that is not an alarm; its text stays in AWS.";
const LONGEST_WORDS = 300;

/**
 * What may be told of a message's body. One that is no alarm of this stack is told as a bare notice. Undefined where it comes from no topic that
 * is known.
 */
export function noticeOf(
  body: string,
  topics: Readonly<Record<string, Urgency>>,
  namePrefix: string,
): Notice | undefined {
  const told = TOLD.safeParse(jsonIn(body));
  if (!told.success) return undefined;
  const { MessageId, TopicArn, Timestamp, Message } = told.data;
  const severity = topics[TopicArn];
  if (severity === undefined) return undefined;
  const region = TopicArn.split(":")[3] ?? "";
  const id = createHash("sha256").update(MessageId).digest("hex").slice(0, 32);
  const alarm = ALARM.safeParse(jsonIn(Message));
  if (!alarm.success || !alarm.data.AlarmName.startsWith(namePrefix)) {
    return { severity, name: "notice", state: "ALARM", at: Timestamp, region, what: NOTICE, id };
  }
  const { AlarmName, AlarmDescription, NewStateValue, StateChangeTime } = alarm.data;
  return {
    severity,
    name: AlarmName,
    state: NewStateValue,
    at: new Date(StateChangeTime.replace(/([+-]\d\d)(\d\d)$/, "$1:$2")).toISOString(),
    region,
    what: (AlarmDescription ?? "").slice(0, LONGEST_WORDS),
    id,
  };
}

/** Tries in all, and the longest pause before one. */
export const TRIES = 4;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;
/** Milliseconds that a receiver has for an answer, and that all tries of a request take at the most. */
export const ANSWER_MS = 5000;
export const LONGEST_REQUEST_MS = TRIES * ANSWER_MS + (TRIES - 1) * LONGEST_PAUSE_MS;

/** Milliseconds before try `n` (2 and more): anywhere up to a bound that doubles, so that many senders don't come at once. */
export function pauseMs(n: number, random: number): number {
  return Math.floor(random * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (n - 1)));
}

/**
 * The same where a receiver says itself how long it wants to be left alone (RFC 9110, `Retry-After`): no shorter. Undefined where that is longer than a
 * run waits.
 */
export function pauseAskedMs(n: number, random: number, retryAfter: string | undefined): number | undefined {
  const asked = /^\d{1,6}$/.test(retryAfter ?? "") ? Number(retryAfter) * 1000 : 0;
  return asked > LONGEST_PAUSE_MS ? undefined : Math.max(asked, pauseMs(n, random));
}

/** Whether another try may help: too many requests, a server's fault, or no answer at all. */
export const mayHelp = (status: number | undefined): boolean =>
  status === undefined || status === 408 || status === 429 || status >= 500;

/** Whether it is the request's content that a receiver does not take: another may be. */
export const isRefused = (status: number | undefined): boolean => status === 400 || status === 413;
