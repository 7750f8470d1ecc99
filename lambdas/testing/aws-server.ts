import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the AWS SDK put it on the wire. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  /** Of a parameter that comes several times the last. */
  readonly query: Readonly<Record<string, string>>;
  /** All of them, as they came. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** Environment of the SDK for the time of a test: made-up credentials, no retries' waiting, our own end point. */
const ENVIRONMENT = {
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_EC2_METADATA_DISABLED: "true",
};

/**
 * Runs `work` with an HTTP server on the loopback address in place of AWS. Clients that are made meanwhile speak to it by the SDK's own
 * serialisers, so what a test sees is what AWS would. Fails with the first error of `answer`, if it has one.
 */
export async function withAws<T>(
  answer: (sent: Sent) => Answer | Promise<Answer>,
  work: () => Promise<T>,
): Promise<{ result: T; sent: readonly Sent[] }> {
  const sent: Sent[] = [];
  let broken: unknown;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://aws");
      const seen: Sent = {
        method: request.method ?? "",
        path: decodeURIComponent(url.pathname),
        query: Object.fromEntries(url.searchParams),
        search: url.search,
        headers: request.headers as Sent["headers"],
        body: Buffer.concat(parts).toString("utf8"),
      };
      sent.push(seen);
      const given = (async () => answer(seen))();
      given.then(
        ({ status = 200, headers = {}, body = "" }) => response.writeHead(status, headers).end(body),
        (error: unknown) => {
          broken ??= error;
          response.destroy();
        },
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const restore = setEnvironment({ ...ENVIRONMENT, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
  try {
    const result = await work().catch((error: unknown) => {
      throw broken ?? error;
    });
    if (broken !== undefined) throw broken;
    return { result, sent };
  } finally {
    restore();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Runs `work` with the SDK's environment of a test, and what else is given. */
export async function withEnvironment<T>(more: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  const restore = setEnvironment({ ...ENVIRONMENT, ...more });
  try {
    return await work();
  } finally {
    restore();
  }
}

function setEnvironment(values: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
