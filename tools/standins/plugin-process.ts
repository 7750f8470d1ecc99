import { type ChildProcess, spawn } from "node:child_process";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";

/** A provider started as the engine starts it, from its source; for tests. */
export interface PluginProcess {
  client: ResourceProviderClient;
  child: ChildProcess;
  stop(): void;
}

/** Starts an entry file (relative to this folder) and waits for its port. Throws what it wrote when it ends instead. */
export function startPlugin(
  entry: string,
  environment: NodeJS.ProcessEnv = process.env,
  cwd = process.cwd(),
): Promise<PluginProcess> {
  const child = spawn(
    process.execPath,
    ["-r", require.resolve("ts-node/register/transpile-only"), path.join(__dirname, entry), "127.0.0.1:1"],
    {
      cwd,
      env: { ...environment, TS_NODE_PROJECT: path.join(__dirname, "../../tsconfig.json") },
      // Its standard input stays open as long as we live: by that it knows.
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  return new Promise((resolve, reject) => {
    let output = "";
    let complaint = "";
    child.stderr.on("data", (data: Buffer) => (complaint += data.toString()));
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`${entry} ended with ${String(code)}: ${complaint}`)));
    child.stdout.on("data", (data: Buffer) => {
      output += data.toString();
      const port = /^(\d+)\n/.exec(output)?.[1];
      if (port !== undefined) {
        const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
        resolve({ client, child, stop: () => void (client.close(), child.kill()) });
      }
    });
  });
}

/** The response to one call, e.g. `response<CheckResponse>((done) => client.check(request, done))`; rejects with the status. */
export function response<Response>(
  start: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, answer) => (error === null ? resolve(answer) : reject(error)));
  });
}
