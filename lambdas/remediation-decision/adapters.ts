import { SendTaskSuccessCommand, SFNClient, TaskDoesNotExist, TaskTimedOut } from "@aws-sdk/client-sfn";
import type { Waiting } from "./ports";

export const sfnClient = (): SFNClient => new SFNClient({ maxAttempts: 4 });

export function stepFunctions(sfn: SFNClient): Waiting {
  return {
    answer: async (taskToken, output) => {
      try {
        await sfn.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
        return "taken";
      } catch (error) {
        if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist) return "nobody-waits";
        throw error;
      }
    },
  };
}
