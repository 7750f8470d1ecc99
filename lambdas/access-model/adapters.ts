import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { z } from "zod";

export const sageMakerClient = (): SageMakerRuntimeClient => new SageMakerRuntimeClient({ maxAttempts: 4 });

const ANSWER = z.object({ score: z.number().min(0).max(1) });

/** A model of one's own: it gets the features by name as JSON and answers `{"score": 0.93}`. Another answer is a failure, and no score. */
export function askEndpoint(client: SageMakerRuntimeClient, endpoint: string) {
  return async (features: Readonly<Record<string, number>>): Promise<number> => {
    const { Body } = await client.send(
      new InvokeEndpointCommand({
        EndpointName: endpoint,
        ContentType: "application/json",
        Accept: "application/json",
        Body: JSON.stringify(features),
      }),
    );
    return ANSWER.parse(JSON.parse(Buffer.from(Body ?? []).toString("utf8"))).score;
  };
}
