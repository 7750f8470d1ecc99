import type { Statement } from "../access/policy-document";
import { arnOf } from "../names";
import type { Place } from "../site";
import { interfaceStatements } from "./function-role";
import { observedStatements } from "./state-machine-role";

/** The most that roles of functions and state machines do beside what every role may; once in the boundary of a stack with any of them. */
export function computeBoundary(place: Place): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  return [
    {
      Sid: "Compute",
      Effect: "Allow",
      Action: ["lambda:InvokeFunction", "sqs:SendMessage", "states:StartExecution"],
      Resource: [
        arnOf(place, "lambda", `function:${ours}`),
        arnOf(place, "sqs", ours),
        arnOf(place, "states", `stateMachine:${ours}`),
      ],
    },
    ...interfaceStatements(place),
    ...observedStatements(place, ours),
  ];
}
