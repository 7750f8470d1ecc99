import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Door } from "./door";
import { documentPage, plainPage, queuePage } from "./page";
import type { ReviewSession } from "./session";
import { step } from "./steps";
import { STYLES } from "./styles";

const HOST = "127.0.0.1";
/** A form holds the name of a button and a few words. */
const MOST_BODY_BYTES = 16_384;
const DOCUMENT = /^\/documents\/(quarantine|sample)\/([0-9a-f]{64})$/;

/** Nothing is kept by the browser, runs in the page, comes from elsewhere or goes elsewhere. */
const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

export interface ReviewServer {
  /** With the token that opens once. */
  readonly address: string;
  close(): Promise<void>;
}

interface Room {
  readonly session: ReviewSession;
  readonly door: Door;
  readonly notice: Notice;
}

/** Serves one reviewer on the loopback address alone; `port` 0 takes any. */
export async function serveReview(session: ReviewSession, port: number, clock: () => Date): Promise<ReviewServer> {
  const room: Room = { session, door: new Door(clock), notice: new Notice() };
  const server = createServer((request, response) => {
    answer(room, request, response).catch(() => {
      // The error may carry text of a document: it is neither shown nor logged.
      if (!response.headersSent) send(response, 500, plainPage("Not done", "Something failed; nothing was decided."));
      else response.destroy();
    });
  });
  await new Promise<void>((done, failed) => server.once("error", failed).listen(port, HOST, done));
  const { port: taken } = server.address() as AddressInfo;
  return { address: `http://${HOST}:${taken}/enter/${room.door.token}`, close: () => closed(server) };
}

async function answer(
  { session, door, notice }: Room,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { host = "", cookie } = request.headers;
  // A name that was made to point here (DNS rebinding) is not this address.
  if (host !== `${HOST}:${(request.socket.address() as AddressInfo).port}`)
    return send(response, 421, plainPage("Wrong address", "This page answers at its own address alone."));
  const url = new URL(request.url ?? "/", `http://${host}`);
  if (request.method === "GET" && url.pathname.startsWith("/enter/")) return enter(door, url, response);
  if (request.method === "GET" && url.pathname === "/style.css")
    return send(response, 200, STYLES, "text/css; charset=utf-8");
  if (!door.knows(cookie))
    return send(
      response,
      403,
      plainPage("Closed", "Start phiguard phi review again, and open the address that it prints."),
    );
  if (request.method === "GET" && url.pathname === "/")
    return send(response, 200, queuePage(await session.waiting(), notice.take()));
  const [, kind, id] = DOCUMENT.exec(url.pathname) ?? [];
  const on = kind === undefined || id === undefined ? undefined : await session.take(kind, id);
  if (on === undefined) return send(response, 404, plainPage("Not found", "No such document waits."));
  if (request.method === "GET") {
    const focus = url.searchParams.get("at");
    const [part, told] = [partOf(url.searchParams.get("part")), notice.take()];
    return send(
      response,
      200,
      documentPage({
        on,
        part,
        secret: door.secret,
        ...(focus !== null && { focus: Number(focus) }),
        ...(told !== undefined && { told }),
      }),
    );
  }
  const form = request.method === "POST" ? await formOf(request) : undefined;
  if (form === undefined || !door.isOwnForm(form.get("secret")))
    return send(response, 400, plainPage("Not done", "This form is not one of this page's."));
  const { isOver, focus, told } = await step(session, on, form);
  notice.leave(told);
  const query = `part=${partOf(form.get("part"))}${focus === undefined ? "" : `&at=${focus}`}`;
  redirect(response, isOver ? "/" : `${url.pathname}?${query}`);
}

/** What the last step told: it is shown once, on the page after it, and does not stand in an address. */
class Notice {
  private latest: string | undefined;

  leave(told: string | undefined): void {
    this.latest = told;
  }

  take(): string | undefined {
    const told = this.latest;
    this.latest = undefined;
    return told;
  }
}

function enter(door: Door, url: URL, response: ServerResponse): void {
  const cookie = door.enter(url.pathname.slice("/enter/".length));
  if (cookie === undefined)
    return send(response, 403, plainPage("Closed", "This address opens once; start phiguard phi review again."));
  response.setHeader("set-cookie", cookie);
  redirect(response, "/");
}

function partOf(text: string | null): number {
  const part = Number(text ?? 0);
  return Number.isInteger(part) && part >= 0 ? part : 0;
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  if (request.headers["content-type"] !== "application/x-www-form-urlencoded") return undefined;
  let body = "";
  for await (const part of request as AsyncIterable<Buffer>) {
    body += part.toString("latin1");
    if (body.length > MOST_BODY_BYTES) return undefined;
  }
  return new URLSearchParams(body);
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { ...HEADERS, location: to }).end();
}

function send(response: ServerResponse, status: number, body: string, type = "text/html; charset=utf-8"): void {
  response.writeHead(status, { ...HEADERS, "content-type": type }).end(body);
}

function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
