import { ofType, only, plan, type Planned } from "../../components/testing/plan";
import { buildStack } from "../../stacks/build";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { parseConfig } from "../../stacks/config";
import { makeContext } from "../../stacks/context";
import { loadedHandler } from "./loaded";
import type { Call } from "./objects";
import { messagesOf, queueOfEvents } from "./queues";

/** A workload and its foundation as a stack of development plans them. @param config what is asked of the workload, by its configuration's name. */
export function plannedWorkload(workload: string, config: Readonly<Record<string, object>> = {}): Promise<Planned[]> {
  const settings = parseConfig("dev", {
    "aws:region": "us-east-1",
    "phiguard:owner": "team",
    "phiguard:production": "false",
    "phiguard:alarmEmail": "a@example.org",
    "phiguard:workloads": JSON.stringify(["foundation", workload]),
    ...Object.fromEntries(Object.entries(config).map(([name, value]) => [`phiguard:${name}`, JSON.stringify(value)])),
  });
  return plan(() => buildStack(makeContext(settings)));
}

/** Ids and ARNs that AWS gives, by what a plan has in their place. */
export type Given = Readonly<Record<string, string>>;

export const withGiven = (text: string, given: Given): string =>
  Object.entries(given).reduce((changed, [planned, made]) => changed.replaceAll(planned, made), text);

/** Variables of a function as it is deployed. */
export function variablesOf(planned: readonly Planned[], functionName: string, given: Given): Record<string, string> {
  const found = ofType(planned, "aws:lambda/function:Function").find(
    ({ inputs }) => inputs.name === `phiguard-dev-${functionName}`,
  );
  if (found === undefined) throw new Error(`no function ${functionName} is planned`);
  return JSON.parse(withGiven(JSON.stringify(found.inputs.environment.variables), given)) as Record<string, string>;
}

/** A function as it is deployed, with its variables, its name and its version. Calls need the SDK's environment. */
export function deployedHandler(
  planned: readonly Planned[],
  functionName: string,
  given: Given,
  version = "1",
): Promise<(event: unknown) => Promise<unknown>> {
  const environment = {
    ...variablesOf(planned, functionName, given),
    AWS_LAMBDA_FUNCTION_NAME: `phiguard-dev-${functionName}`,
    AWS_LAMBDA_FUNCTION_VERSION: version,
  };
  return withEnvironment(environment, async () => loadedHandler(functionName));
}

/** The one resource of a type whose input has that value. */
export function plannedBy(planned: readonly Planned[], type: string, input: string, value: string): Planned {
  return only(
    planned.filter(({ inputs }) => inputs[input] === value),
    type,
  );
}

/**
 * Makes a rule of the plan with a queue in the place of its target, which the emulator can't call.
 * @returns gives what the target has got since it was asked last, as the target's transformer makes it.
 */
export async function hearRule(
  call: Call,
  planned: readonly Planned[],
  rule: string,
  given: Given = {},
): Promise<() => Promise<unknown[]>> {
  const name = `phiguard-dev-${rule}`;
  const { inputs } = plannedBy(planned, "aws:cloudwatch/eventRule:EventRule", "name", name);
  const target = plannedBy(planned, "aws:cloudwatch/eventTarget:EventTarget", "rule", name).inputs;
  const queue = await queueOfEvents(call, name, JSON.parse(inputs.eventPattern as string) as object);
  const transformer = target.inputTransformer as Transformer | undefined;
  return async () => {
    const events = (await messagesOf(call, queue)).map(({ body }) => JSON.parse(body) as unknown);
    return transformer === undefined ? events : events.map((event) => transformed(event, transformer, given));
  };
}

/** Has the bucket tell the bus of its objects, as every bucket of the plan does. */
export const tellsOfObjects = (call: Call, Bucket: string): Promise<unknown> =>
  call("s3", "put_bucket_notification_configuration", {
    Bucket,
    NotificationConfiguration: { EventBridgeConfiguration: {} },
  });

interface Transformer {
  readonly inputPaths: Readonly<Record<string, string>>;
  readonly inputTemplate: string;
}

/** What EventBridge makes of an event: variables stand without quotes, and texts get them. The emulator puts texts in as they are. */
function transformed(event: unknown, { inputPaths, inputTemplate }: Transformer, given: Given): unknown {
  const at = (path: string): unknown =>
    path
      .split(".")
      .slice(1)
      .reduce((part, name) => (part as Readonly<Record<string, unknown>> | undefined)?.[name], event);
  const filled = Object.entries(inputPaths).reduce(
    (text, [name, path]) => text.replaceAll(`<${name}>`, JSON.stringify(at(path) ?? "")),
    withGiven(inputTemplate, given),
  );
  return JSON.parse(filled);
}
