import type { Planned } from "../../components/testing/plan";

/** Who calls a function, and how often a call that failed is made again. */
export interface Trigger {
  readonly says: string;
  readonly tries: string;
}

const PREFIX = "phiguard-prod-";
/** Lambda calls again twice where nobody waits for the answer (Lambda Developer Guide, "Asynchronous invocation"). */
const UNWATCHED = "2 more runs";

export function expectDefined<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} is not in the plan`);
  return value;
}

const short = (name: unknown): string => String(name).replace(PREFIX, "");

/** Callers of a function by its name, in the order of what they say; one that only people and other programs call has none. */
export function triggersOf(planned: readonly Planned[], functionName: string): Trigger[] {
  const isIt = (arn: unknown): boolean => new RegExp(`:function:${functionName}(:live)?$`).test(String(arn));
  const of = (type: string): Planned[] => planned.filter((one) => one.type === type);
  const found: Trigger[] = [
    ...of("aws:cloudwatch/eventTarget:EventTarget")
      .filter(({ inputs }) => isIt(inputs["arn"]))
      .map(({ inputs }) => ({
        says: `event rule ${short(inputs["rule"])}`,
        tries: `${delivery(inputs["retryPolicy"])}, then ${UNWATCHED}`,
      })),
    ...of("aws:scheduler/schedule:Schedule")
      .filter(({ inputs }) => isIt((inputs["target"] as { arn: unknown }).arn))
      .map(({ inputs }) => ({
        says: `schedule ${String(inputs["scheduleExpression"])}`,
        tries: `${delivery((inputs["target"] as { retryPolicy?: unknown }).retryPolicy)}, then ${UNWATCHED}`,
      })),
    ...of("aws:lambda/eventSourceMapping:EventSourceMapping")
      .filter(({ inputs }) => isIt(inputs["functionName"]))
      .map(({ inputs }) => queueTrigger(of("aws:sqs/queue:Queue"), String(inputs["eventSourceArn"]))),
    ...of("aws:sfn/stateMachine:StateMachine")
      .filter(({ inputs }) => new RegExp(`:function:${functionName}(:live)?"`).test(String(inputs["definition"])))
      .map(({ inputs }) => ({ says: `state machine ${short(inputs["name"])}`, tries: "as the state machine has it" })),
    ...of("aws:lambda/permission:Permission")
      .filter(({ inputs }) => inputs["function"] === functionName)
      .flatMap(({ inputs }) => admitted(String(inputs["principal"]))),
  ];
  const once = new Map(found.map((trigger) => [trigger.says, trigger]));
  return once.size > 0
    ? [...once.values()].sort((a, b) => (a.says < b.says ? -1 : 1))
    : [{ says: "people and runbooks", tries: "none: the caller sees the error" }];
}

/** Tries of all triggers, each way once. */
export function retriesOf(triggers: readonly Trigger[]): string[] {
  return [...new Set(triggers.map(({ tries }) => tries))];
}

function delivery(policy: unknown): string {
  const { maximumRetryAttempts: tries, maximumEventAgeInSeconds: age } = (policy ?? {}) as Record<string, number>;
  return tries === undefined || age === undefined
    ? "delivery as the service has it"
    : `delivery ${tries} times over ${age / 3600} h`;
}

function queueTrigger(queues: readonly Planned[], arn: string): Trigger {
  const queue = expectDefined(
    queues.find(({ name }) => name === arn.split(":").at(-1)),
    arn,
  ).inputs;
  const redrive = queue["redrivePolicy"] as string | undefined;
  const tries =
    redrive === undefined ? undefined : (JSON.parse(redrive) as { maxReceiveCount: number }).maxReceiveCount;
  return {
    says: `queue ${short(queue["name"])}`,
    tries: tries === undefined ? "for as long as the queue keeps it" : `${tries} times from the queue`,
  };
}

/** Services that call a function themselves; events and schedules are told by their rules. */
function admitted(principal: string): Trigger[] {
  switch (principal) {
    case "apigateway.amazonaws.com":
      return [{ says: "an API", tries: "none: the caller sees the error" }];
    case "secretsmanager.amazonaws.com":
      return [{ says: "Secrets Manager's rotation", tries: "as Secrets Manager has it" }];
    case "sns.amazonaws.com":
      return [{ says: "alarm topics", tries: `as SNS has it, then ${UNWATCHED}` }];
    default:
      return principal === "events.amazonaws.com" ? [] : [{ says: principal, tries: "as the service has it" }];
  }
}
