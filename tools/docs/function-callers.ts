import type { Planned } from "../../components/testing/plan";
import type { Retrier as AslRetrier, State } from "../../components/compute/asl";
import type { Caller, Retrier } from "../../lambdas/testing/callers";
import { expectDefined, triggersOf } from "./function-triggers";

const PREFIX = "phiguard-prod-";
/** Lambda tries again after a minute and after two more where nobody waits (Lambda Developer Guide, "Asynchronous invocation"). */
const UNWATCHED: Retrier = { waits: [60, 120] };
/** Whoever sees the error sends the same again. */
const BY_HAND: Retrier = { waits: [1] };

/** lambdas/testing/callers-of-prod.json: who calls each function of the plan, how often, and where what failed ends. */
export function callersOf(planned: readonly Planned[]): Readonly<Record<string, Caller>> {
  const names = planned
    .filter(({ type }) => type === "aws:lambda/function:Function")
    .map(({ inputs }) => String(inputs["name"]))
    .sort();
  return Object.fromEntries(names.map((name) => [name.replace(PREFIX, ""), callerOf(planned, name)]));
}

const short = (name: unknown): string => String(name).replace(PREFIX, "");

function callerOf(planned: readonly Planned[], functionName: string): Caller {
  const [{ says } = { says: "" }] = triggersOf(planned, functionName);
  const isIt = new RegExp(`:function:${functionName}(:live)?$`);
  const ofType = (type: string): Planned[] => planned.filter((one) => one.type === type);
  const letters = `${functionName}-dlq`;
  const mapping = ofType("aws:lambda/eventSourceMapping:EventSourceMapping").find(({ inputs }) =>
    isIt.test(String(inputs["functionName"])),
  );
  if (mapping !== undefined) {
    const queue = queueOf(planned, String(mapping.inputs["eventSourceArn"]));
    const redrive = JSON.parse(String(queue["redrivePolicy"])) as Record<string, string | number>;
    const dead = String(queueOf(planned, String(redrive["deadLetterTargetArn"]))["name"]);
    const waits = new Array<number>(Number(redrive["maxReceiveCount"]) - 1).fill(
      Number(queue["visibilityTimeoutSeconds"]),
    );
    return {
      ...{ kind: "queue", says, retriers: [{ waits }], after: short(dead) },
      alarms: alarmsOn(planned, "QueueName", dead),
    };
  }
  for (const { inputs } of ofType("aws:sfn/stateMachine:StateMachine")) {
    const { States } = JSON.parse(String(inputs["definition"])) as { States: Record<string, State> };
    const task = Object.values(States).find(
      (state) => state.Type === "Task" && isIt.test(String(state.Parameters["FunctionName"])),
    );
    if (task?.Type !== "Task") continue;
    return {
      ...{ kind: "machine", says, retriers: (task.Retry ?? []).map(retrierOf) },
      after: task.Catch?.[0]?.Next ?? "the execution fails",
      alarms: alarmsOn(planned, "StateMachineArn", `:${String(inputs["name"])}`).filter((alarm) =>
        alarm.endsWith("-failed"),
      ),
    };
  }
  if (/^(event rule|schedule|alarm topics)/.test(says))
    return {
      ...{ kind: "event", says, retriers: [UNWATCHED], after: short(letters) },
      alarms: alarmsOn(planned, "QueueName", letters),
    };
  return {
    ...{ kind: "client", says, retriers: [BY_HAND], after: "the caller is told" },
    alarms: alarmsOn(planned, "FunctionName", functionName).filter((alarm) => alarm.endsWith("-errors")),
  };
}

function queueOf(planned: readonly Planned[], arn: string): Planned["inputs"] {
  const last = expectDefined(arn.split(":").at(-1), arn);
  return expectDefined(
    planned.find(({ type, name }) => type === "aws:sqs/queue:Queue" && name === last),
    arn,
  ).inputs;
}

/** Pauses are anywhere up to the bound, which doubles: half of it is what is usual. */
function retrierOf({ ErrorEquals, IntervalSeconds, BackoffRate, MaxAttempts, MaxDelaySeconds }: AslRetrier): Retrier {
  const waits = Array.from({ length: MaxAttempts }, (_, at) =>
    Math.max(1, Math.min(MaxDelaySeconds, IntervalSeconds * BackoffRate ** at) / 2),
  );
  return { errors: ErrorEquals, waits };
}

function alarmsOn(planned: readonly Planned[], dimension: string, ending: string): string[] {
  return planned
    .filter(({ type, inputs }) => {
      if (type !== "aws:cloudwatch/metricAlarm:MetricAlarm") return false;
      const queries = (inputs["metricQueries"] ?? []) as { metric?: { dimensions?: Record<string, string> } }[];
      return [
        inputs["dimensions"] as Record<string, string> | undefined,
        ...queries.map(({ metric }) => metric?.dimensions),
      ].some((of) => of?.[dimension]?.endsWith(ending) ?? false);
    })
    .map(({ inputs }) => short(inputs["name"]))
    .sort();
}
