import {
  GetAliasCommand,
  LambdaClient,
  paginateListVersionsByFunction,
  ResourceNotFoundException,
  UpdateAliasCommand,
} from "@aws-sdk/client-lambda";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import type { Version } from "./core";
import type { Functions, Notices } from "./ports";

const RETRIES = { maxAttempts: 4 };
export const lambdaClient = (): LambdaClient => new LambdaClient(RETRIES);
export const snsClient = (): SNSClient => new SNSClient(RETRIES);

export function lambdaFunctions(client: LambdaClient): Functions {
  return {
    alias: async (FunctionName, Name) => {
      try {
        const { FunctionVersion, RevisionId, Description } = await client.send(
          new GetAliasCommand({ FunctionName, Name }),
        );
        if (FunctionVersion === undefined || RevisionId === undefined)
          throw new Error("Lambda told nothing of the alias");
        return { version: FunctionVersion, revision: RevisionId, words: Description ?? "" };
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    },
    versions: async (FunctionName) => {
      const found: Version[] = [];
      for await (const { Versions } of paginateListVersionsByFunction({ client }, { FunctionName })) {
        for (const { Version: version, LastModified } of Versions ?? []) {
          // $LATEST is what the next version will be made of; nobody calls it.
          if (version !== undefined && version !== "$LATEST" && LastModified !== undefined) {
            found.push({ version, publishedAt: LastModified });
          }
        }
      }
      return found;
    },
    point: async (FunctionName, Name, { version: FunctionVersion, words: Description }, RevisionId) => {
      await client.send(new UpdateAliasCommand({ FunctionName, Name, FunctionVersion, RevisionId, Description }));
    },
  };
}

export function snsNotices(client: SNSClient, TopicArn: string): Notices {
  return {
    tell: async (Subject, facts) => {
      await client.send(
        new PublishCommand({ TopicArn, Subject, Message: JSON.stringify({ what: Subject, ...facts }) }),
      );
    },
  };
}
