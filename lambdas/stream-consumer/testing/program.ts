import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { build } from "esbuild";
import type { TestPostgres } from "../../testing/postgres";

/** Builds the program of the container into a folder, and gives its file. */
export async function buildProgram(folder: string): Promise<string> {
  const outfile = path.join(folder, "main.js");
  await build({
    entryPoints: [path.resolve(__dirname, "../main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["pg-native"],
    logLevel: "silent",
  });
  return outfile;
}

export interface TestSecrets {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** A Secrets Manager with one secret, the database's. `password` is asked for each time. */
export async function startSecrets({ port }: Pick<TestPostgres, "port">, password: () => string): Promise<TestSecrets> {
  const server = createServer((_, response) => {
    const secret = { host: "localhost", port, dbname: "postgres", username: "records_owner", password: password() };
    response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify({ SecretString: JSON.stringify(secret) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface Around {
  readonly stream: { readonly endpoint: string };
  readonly secrets: Pick<TestSecrets, "endpoint">;
  readonly postgres: Pick<TestPostgres, "certificateFile">;
  /** Where it may write. */
  readonly folder: string;
}

/** Environment of the program, as its container has it, with servers of ours in the place of AWS. */
export function programEnvironment({ stream, secrets, postgres, folder }: Around): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    NODE_NO_WARNINGS: "1",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL_KINESIS: stream.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
    DATABASE_SECRET_NAME: "secret",
    STREAM_ARN: "arn:aws:kinesis:us-east-1:123456789012:stream/records",
    DATABASE_CA_FILE: postgres.certificateFile,
    SCRATCH_FOLDER: folder,
  };
}
