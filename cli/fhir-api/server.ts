import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SMART_PATH } from "../../components/fhir/fhir-api-document";
import { smartConfiguration } from "../../components/fhir/smart-configuration";
import type { ProxyResult } from "../../lambdas/fhir-read/handler";
import { STAGE, type LocalApi } from "./api";
import { gatewayAnswer, LOOPBACK } from "./gateway";
import type { LocalIssuer } from "./issuer";

/** Path of the issuer. */
export const ISSUER = "/issuer";

/** Bytes of a body; API Gateway takes ten times as much and the service of consents a part of it. */
const LARGEST_BODY = 1_048_576;
/** Milliseconds that a caller may take to send a request. */
const PATIENCE_MS = 10_000;

export interface Serving {
  readonly url: string;
  readonly domainName: string;
  /** Ends when what runs is answered. */
  close(): Promise<void>;
}

/** What a server answers with: known once it listens, as the address is part of it. */
export interface Answering {
  readonly api: LocalApi;
  readonly issuer: LocalIssuer;
}

/**
 * Serves the API and its issuer on the loopback address.
 * @param port 0 takes one that is free. Throws the system's error where it can't be had.
 */
export async function serve(port: number, answering: (domainName: string) => Promise<Answering>): Promise<Serving> {
  const ready: { parts?: Answering } = {};
  const server = createServer((request, response) => {
    void answerTo(request, server, ready.parts).then(
      ({ statusCode, headers, body }) => response.writeHead(statusCode, { ...headers }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  server.requestTimeout = PATIENCE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, resolve);
  });
  const domainName = `${LOOPBACK}:${(server.address() as AddressInfo).port}`;
  ready.parts = await answering(domainName);
  return {
    url: `http://${domainName}${STAGE}/`,
    domainName,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function answerTo(request: IncomingMessage, server: Server, parts: Answering | undefined): Promise<ProxyResult> {
  const { port } = server.address() as AddressInfo;
  const { method = "", url = "", headers } = request;
  // A page of the internet may have a name of its own lead to this machine: then the name is in here.
  if (headers.host !== `${LOOPBACK}:${port}` && headers.host !== `localhost:${port}`)
    return gatewayAnswer("ACCESS_DENIED");
  if (parts === undefined) return gatewayAnswer("INTEGRATION_FAILURE");
  const body = await bodyOf(request);
  if (body === undefined) return gatewayAnswer("REQUEST_TOO_LARGE", { Connection: "close" });
  const { api, issuer } = parts;
  if (url.startsWith(`${ISSUER}/`)) return issuerAnswer(issuer, method, url.slice(ISSUER.length), body);
  if (method === "GET" && url === `${STAGE}${SMART_PATH}`) {
    return json(200, smartConfiguration({ token: `${issuer.url}/token` }));
  }
  if (!url.startsWith(`${STAGE}/`)) return gatewayAnswer("MISSING_AUTHENTICATION_TOKEN");
  const names = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(", ") : (value ?? ""),
  ]);
  return api.answer({
    method,
    target: url.slice(STAGE.length),
    headers: Object.fromEntries(names) as Record<string, string>,
    body: body === "" ? undefined : body,
  });
}

async function issuerAnswer(issuer: LocalIssuer, method: string, path: string, body: string): Promise<ProxyResult> {
  if (method === "GET" && path === "/.well-known/openid-configuration") return json(200, issuer.discovery);
  if (method === "GET" && path === "/keys") return json(200, issuer.keys);
  if (method === "POST" && path === "/token") {
    const { status, body: answer } = await issuer.answer(new URLSearchParams(body));
    return json(status, answer);
  }
  return gatewayAnswer("MISSING_AUTHENTICATION_TOKEN");
}

const json = (statusCode: number, body: object): ProxyResult => ({
  statusCode,
  headers: { "Content-Type": "application/json", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" },
  body: JSON.stringify(body),
});

/** Undefined where it is too large; what is left of it is not read. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > LARGEST_BODY) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
