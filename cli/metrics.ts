import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Command } from "commander";
import type * as CloudWatch from "../lambdas/metrics/adapters";
import type { MetricReading } from "../lambdas/metrics/adapters";
import { OPEN_METRICS_TYPE, openMetrics } from "../lambdas/metrics/open-metrics";
import { otlpRequest } from "../lambdas/metrics/otlp";
import { VERSION } from "../policies/version";
import { faultOf, nameOf } from "../reports/sources/aws-errors";
import { NO_CREDENTIALS, regionOf } from "./aws-caller";
import { UserError } from "./failure";

interface Options {
  readonly namespace: string;
  readonly period: string;
  readonly region?: string;
}
interface ServeOptions extends Options {
  readonly host: string;
  readonly port: string;
}
interface PushOptions extends Options {
  readonly otlp?: string;
}

/** How long a receiver may take. */
const PUSH_TIMEOUT_MS = 10_000;

export function addMetrics(program: Command): void {
  const metrics = program.command("metrics").description("the platform's metrics for Prometheus and OpenTelemetry");
  const reading = (name: string): Command =>
    metrics
      .command(name)
      .option("--namespace <prefix>", "what the namespaces begin with", "phiguard/")
      .option("--period <seconds>", "length of a period: a multiple of 60", "60")
      .option("--region <name>", "region of CloudWatch; AWS_REGION by default");
  reading("print")
    .description("the newest values once, as OpenMetrics text")
    .action(async (options: Options) => {
      process.stdout.write(await openMetrics(await readOrTell(options)));
    });
  reading("serve")
    .description("an exporter: answers GET /metrics, and asks CloudWatch once a period at the most")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--port <number>", "port to listen on", "9464")
    .action(async ({ host, port, ...options }: ServeOptions) => {
      regionOf(options.region);
      const server = await serveMetrics(
        { host, port: wholeNumber("--port", port, 0, 65_535), keptMs: periodOf(options) * 1000 },
        () => read(options),
      );
      const { address, port: taken } = server.address() as AddressInfo;
      process.stderr.write(`http://${address}:${taken}/metrics\n`);
      for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.close());
    });
  reading("push")
    .description("sends the newest values once to a receiver of OpenTelemetry's protocol; for a schedule")
    .option("--otlp <url>", "address of the receiver; OTEL_EXPORTER_OTLP_ENDPOINT by default")
    .action(async ({ otlp, ...options }: PushOptions) => {
      const url = otlp ?? process.env["OTEL_EXPORTER_OTLP_ENDPOINT"];
      const sent = await pushMetrics(url, process.env["OTEL_EXPORTER_OTLP_HEADERS"], await readOrTell(options));
      process.stderr.write(`${sent} values sent\n`);
    });
}

async function read(options: Options): Promise<MetricReading> {
  // The client takes longer to load than everything else.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
  const { readMetrics } = require("../lambdas/metrics/adapters") as typeof CloudWatch;
  const asked = { prefix: options.namespace, periodSeconds: periodOf(options), now: new Date() };
  return readMetrics(regionOf(options.region), asked);
}

async function readOrTell(options: Options): Promise<MetricReading> {
  try {
    return await read(options);
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(faultText(error));
  }
}

/** AWS's names of faults tell enough, and their texts may hold more than is wanted. */
function faultText(error: unknown): string {
  return faultOf(error) === "credentials"
    ? NO_CREDENTIALS
    : `CloudWatch could not be read (${nameOf(error)}); nothing is known of the metrics.`;
}

/**
 * An exporter for Prometheus. A reading is kept for `keptMs`, however often it is asked for; where CloudWatch can't be read it answers 503
 * with one line, and reads again when asked again.
 */
export async function serveMetrics(
  { host, port, keptMs }: { readonly host: string; readonly port: number; readonly keptMs: number },
  reading: () => Promise<MetricReading>,
): Promise<Server> {
  let kept: { readonly until: number; readonly text: Promise<string> } | undefined;
  const newest = (): Promise<string> => {
    if (kept === undefined || kept.until <= Date.now()) {
      const text = reading().then(openMetrics);
      kept = { until: Date.now() + keptMs, text };
      text.catch(() => (kept = undefined));
    }
    return kept.text;
  };
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, text: string): void =>
      void response.writeHead(status, { "content-type": type }).end(text);
    const plain = "text/plain; charset=utf-8";
    const path = (request.url ?? "/").split("?")[0];
    if (request.method !== "GET") return answer(405, plain, "only GET is answered\n");
    if (path === "/healthz") return answer(200, plain, "ok\n");
    if (path !== "/metrics") return answer(404, plain, "there is /metrics and /healthz\n");
    newest().then(
      (text) => answer(200, OPEN_METRICS_TYPE, text),
      (error: unknown) => answer(503, plain, `${faultText(error)}\n`),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new UserError(`The exporter can't listen on ${host}:${port}: ${error.code}.`)),
    );
    server.listen(port, host, resolve);
  });
  return server;
}

/** @returns how many values the receiver took. */
export async function pushMetrics(
  base: string | undefined,
  headers: string | undefined,
  { samples }: MetricReading,
): Promise<number> {
  if (base === undefined || !URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol))
    throw new UserError("No receiver is named: give --otlp, such as https://collector.example.org:4318.");
  const url = `${base.replace(/\/$/, "")}/v1/metrics`;
  let status: number;
  try {
    const answer = await fetch(url, {
      method: "POST",
      redirect: "error",
      headers: { "content-type": "application/json", ...pairs(headers ?? "") },
      body: JSON.stringify(otlpRequest(samples, VERSION)),
      signal: AbortSignal.timeout(PUSH_TIMEOUT_MS),
    });
    status = answer.status;
  } catch {
    throw new UserError(`The receiver ${new URL(base).host} gave no answer; nothing was sent.`);
  }
  if (status !== 200) throw new UserError(`The receiver ${new URL(base).host} answered ${status}; nothing was taken.`);
  return samples.length;
}

/** `key=value,key=value`, values percent-encoded (OpenTelemetry, "Specifying headers via environment variables"). */
function pairs(text: string): Record<string, string> {
  const parts = text.split(",").filter((part) => part.includes("="));
  return Object.fromEntries(
    parts.map((part) => {
      const at = part.indexOf("=");
      return [part.slice(0, at).trim(), decodeURIComponent(part.slice(at + 1).trim())];
    }),
  );
}

function periodOf({ period }: Options): number {
  const seconds = wholeNumber("--period", period, 60, 86_400);
  if (seconds % 60 !== 0) throw new UserError(`--period takes a multiple of 60 seconds; got ${period}`);
  return seconds;
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new UserError(`${option} takes a whole number in [${least}, ${most}]; got ${text}`);
  return value;
}
