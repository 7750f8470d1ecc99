import type { Rule } from "../../rule";
import * as stateMachine from "./state-machine";

export const rules: readonly Rule[] = [
  stateMachine.sfnLogNoExecutionData,
  stateMachine.stepFunctionsCmk,
  stateMachine.stepFunctionsNoSecretsInDefinition,
  stateMachine.stepFunctionsStateMachineLoggingEnabled,
  stateMachine.stepFunctionsXrayEnabled,
];
