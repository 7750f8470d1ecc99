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

/** Bytes of an answer that are read. */
const MOST_READ = 4096;

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
        const retryAfter = answer.headers.get("retry-after") ?? undefined;
        return { status: answer.status, retryAfter, text: await beginningOf(answer) };
      } catch {
        // The error's text may hold the address, which is a secret.
        return { status: undefined, text: "" };
      }
    },
  };
}

async function beginningOf({ body }: Response): Promise<string> {
  if (body === null) return "";
  const parts: Uint8Array[] = [];
  let read = 0;
  // Node's streams can be read so; the types of browsers' don't say it.
  for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
    parts.push(part);
    read += part.length;
    if (read >= MOST_READ) break;
  }
  return Buffer.concat(parts).toString("utf8", 0, MOST_READ);
}

export const clock: Clock = { wait: async (ms) => setTimeout(ms), random: Math.random };
