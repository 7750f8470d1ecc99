import { setTimeout } from "node:timers/promises";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Clock, Post, Secrets } from "./ports";

export const secretsManagerClient = (): SecretsManagerClient => new SecretsManagerClient({ maxAttempts: 4 });

export function secretsManager(client: SecretsManagerClient): Secrets {
  return {
    read: async (SecretId) => {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
      if (SecretString === undefined) throw new Error("the receiver's secret has no text");
      return SecretString;
    },
  };
}

/** Posts without following redirects: an address that moves elsewhere must not take a key along. */
export function httpPost(timeoutMs: number): Post {
  return {
    send: async ({ url, headers, body }) => {
      try {
        const answer = await fetch(url, {
          method: "POST",
          headers,
          body,
          redirect: "manual",
          signal: AbortSignal.timeout(timeoutMs),
        });
        await answer.body?.cancel();
        return answer.status;
      } catch {
        // The error's text may hold the address, which is a secret.
        return undefined;
      }
    },
  };
}

export const clock: Clock = { wait: async (ms) => setTimeout(ms), random: Math.random };
