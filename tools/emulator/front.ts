import * as http from "node:http";
import * as http2 from "node:http2";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A call of AWS that was answered. */
export interface Answered {
  /** Name of the operation; of a service without one in its requests the method and path. */
  readonly action: string;
  readonly body: string;
  readonly status: number;
}

/** Hears of a call before its caller does. `lost`: the caller gets no answer. */
export type Hears = (answered: Answered) => Promise<"told" | "lost">;

const HOP_BY_HOP = [
  "connection",
  "host",
  "content-length",
  "transfer-encoding",
  "keep-alive",
  "date",
  "content-encoding",
];

/**
 * Runs `work` with a server that hands every call on to an emulated AWS. Over HTTP/2 it serves clients that speak nothing else, such as that
 * of Kinesis, which the emulator does not understand.
 */
export async function withFront<T>(
  to: string,
  over: "HTTP/1.1" | "HTTP/2",
  work: (endpoint: string) => Promise<T>,
  hears: Hears = async () => "told",
): Promise<T> {
  type Request = http.IncomingMessage | http2.Http2ServerRequest;
  type Response = http.ServerResponse | http2.Http2ServerResponse;
  const hand = async (request: Request, response: Response): Promise<void> => {
    const body = await buffer(request as http.IncomingMessage);
    const headers = Object.entries(request.headers).filter(
      ([name]) => !name.startsWith(":") && !HOP_BY_HOP.includes(name),
    );
    const answer = await fetch(`${to}${request.url ?? "/"}`, {
      method: request.method ?? "POST",
      headers: headers.map(([name, value]) => [name, String(value)] as [string, string]),
      ...(body.length > 0 && { body }),
    });
    const content = Buffer.from(await answer.arrayBuffer());
    const action = actionOf(request, body.toString("utf8"));
    if ((await hears({ action, body: body.toString("utf8"), status: answer.status })) === "lost")
      return void request.socket.destroy();
    answer.headers.forEach((value, name) => HOP_BY_HOP.includes(name) || response.setHeader(name, value));
    (response as http.ServerResponse).writeHead(answer.status).end(content);
  };
  const serve = (request: Request, response: Response): void =>
    void hand(request, response).catch(() => request.socket.destroy());
  const server = over === "HTTP/2" ? http2.createServer(serve) : http.createServer(serve);
  const sessions = new Set<http2.ServerHttp2Session>();
  server.on("session", (session: http2.ServerHttp2Session) => sessions.add(session));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    for (const session of sessions) session.destroy();
    if (server instanceof http.Server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function actionOf({ headers, method, url }: http.IncomingMessage | http2.Http2ServerRequest, body: string): string {
  const target = headers["x-amz-target"];
  if (target !== undefined) return String(target).split(".").at(-1) ?? "";
  return new URLSearchParams(body).get("Action") ?? `${method} ${url}`;
}
