import { StateMachine, type StateMachineDefinition } from "aws-local-stepfunctions";
import aslValidator from "asl-validator";
import type { Definition } from "../../components/compute/asl";

// The interpreter is written for Node 22, which has this; the project's tools run from Node 20.9 on.
const WithResolvers = Promise as unknown as { withResolvers?: () => object };
WithResolvers.withResolvers ??= () => {
  const made: Record<string, unknown> = {};
  made["promise"] = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};

export type Handler = (input: unknown) => Promise<unknown>;

export interface FlowRun {
  readonly status: "SUCCEEDED" | "FAILED";
  /** Output, or the name of the error that ended it. */
  readonly output: unknown;
  /** States in the order they were entered. */
  readonly visited: readonly string[];
}

/** What the validator of the language says of a definition; empty when nothing is wrong. */
export function objections(definition: Definition): string[] {
  const { errors } = aslValidator(definition as unknown as Record<string, unknown>);
  return errors.map((error) => `${error["Error code"]} ${error.Message}`);
}

/**
 * Executes a definition by an interpreter of the language, functions as given by ARN. Waits and pauses between tries take no time. The
 * interpreter hands what a function throws to Retry and Catch by its name, as Step Functions does.
 */
export async function runFlow(
  definition: Definition,
  input: object,
  functions: Readonly<Record<string, Handler>>,
  execution = "execution-1",
): Promise<FlowRun> {
  const states = Object.entries(definition.States);
  const handlers = states.flatMap(([name, state]) => {
    if (state.Type !== "Task") return [];
    const handler = functions[String(state.Parameters["FunctionName"])];
    if (handler === undefined) throw new Error(`${name} calls a function that was not given`);
    // What Lambda's integration answers: the function's own answer under Payload. Both go through JSON.
    const local = async (call: { Payload: unknown }): Promise<object> => ({
      Payload: asJson(await handler(asJson(call.Payload))),
    });
    return [[name, local] as const];
  });
  const none = (type: string): Record<string, number> =>
    Object.fromEntries(states.filter(([, state]) => state.Type === type).map(([name]) => [name, 0]));
  const machine = new StateMachine(definition as unknown as StateMachineDefinition);
  const run = machine.run(input as Parameters<StateMachine["run"]>[0], {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(handlers) as never,
      waitTimeOverrides: none("Wait"),
      retryIntervalOverrides: none("Task"),
    },
    context: { Execution: { Name: execution } } as never,
  });
  const visited: string[] = [];
  const outcome = run.result.then(
    (output) => ({ status: "SUCCEEDED" as const, output: output as unknown }),
    (error: unknown) => ({ status: "FAILED" as const, output: ((error as Error).cause as Error | undefined)?.name }),
  );
  for await (const event of run.eventLogs) {
    if (event.type === "StateEntered") visited.push(event.state.name);
  }
  return { ...(await outcome), visited };
}

function asJson(value: unknown): unknown {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}
