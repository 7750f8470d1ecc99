import { StateMachine, type StateMachineDefinition } from "aws-local-stepfunctions";
import aslValidator from "asl-validator";
import type { Definition, State } from "../../components/compute/asl";

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

/** States of a machine by name, those within its Map states too. */
export function allStates(states: Readonly<Record<string, State>>): [name: string, state: State][] {
  return Object.entries(states).flatMap(([name, state]) => [
    [name, state],
    ...(state.Type === "Map" ? allStates(state.ItemProcessor.States) : []),
  ]);
}

/**
 * Executes a definition by an interpreter of the language: functions as given by ARN, other services by the ARN of their integration, which
 * get the state's parameters. A state that waits for an answer calls its function, then gets what `answers` says under its name, given what
 * the function was given. Waits and pauses between tries take no time. The interpreter hands what is thrown to Retry and Catch by its name,
 * as Step Functions does. The context's time of a state is `entered` for all.
 */
export async function runFlow(
  definition: Definition,
  input: object,
  functions: Readonly<Record<string, Handler>>,
  execution = "execution-1",
  answers: Readonly<Record<string, Handler>> = {},
  entered = "2026-11-22T10:05:00.000Z",
): Promise<FlowRun> {
  const states = allStates(definition.States);
  const handlers = states.flatMap(([name, state]): [string, Handler][] => {
    if (state.Type !== "Task") return [];
    const called = state.Parameters["FunctionName"];
    const handler = functions[String(called ?? state.Resource)];
    if (handler === undefined) throw new Error(`${name} calls what was not given`);
    if (called === undefined) return [[name, async (given) => asJson(await handler(asJson(given)))]];
    // What Lambda's integration answers: the function's own answer under Payload. Both go through JSON.
    const payloadOf = (call: unknown): unknown => asJson((call as { Payload: unknown }).Payload);
    if (state.Resource.endsWith(".waitForTaskToken")) {
      const answer = answers[name];
      if (answer === undefined) throw new Error(`nobody answers ${name}`);
      return [
        [
          name,
          async (call) => {
            await handler(payloadOf(call));
            return asJson(await answer(payloadOf(call)));
          },
        ],
      ];
    }
    return [[name, async (call) => ({ Payload: asJson(await handler(payloadOf(call))) })]];
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
    context: {
      Execution: { Id: `arn:aws:states:us-west-2:123456789012:execution:flow:${execution}`, Name: execution },
      State: { EnteredTime: entered },
      Task: { Token: "token-1" },
    } as never,
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
