import { SendTaskSuccessCommand, SFNClient } from "@aws-sdk/client-sfn";
import type { Waiting } from "./ports";

export const sfnClient = (): SFNClient => new SFNClient({ maxAttempts: 4 });

export function stepFunctions(sfn: SFNClient): Waiting {
  return {
    answer: async (taskToken, output) =>
      void (await sfn.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }))),
  };
}
