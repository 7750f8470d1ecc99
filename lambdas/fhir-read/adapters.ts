import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { defaultProvider } from "@aws-sdk/credential-provider-node";
import { SignatureV4 } from "@smithy/signature-v4";
import { circuitBreaker, type BreakerPorts } from "../circuit-breaker/breaker";
import type { Query } from "./core";
import { StoreTimeout, type Clock, type FhirStore } from "./ports";

/** Milliseconds; well below the function's timeout, so that the caller gets an answer. */
const PATIENCE_MS = 10_000;

/** HealthLake's FHIR endpoint, which takes requests signed for `healthlake` (HealthLake Developer Guide, "Reading a FHIR resource"). */
export function healthLakeStore(endpoint: string, region: string, usualPatienceMs = PATIENCE_MS): FhirStore {
  const signer = new SignatureV4({ service: "healthlake", region, credentials: defaultProvider(), sha256: Sha256 });
  return {
    get: async (path, query, patienceMs = usualPatienceMs) => {
      const url = new URL(path, endpoint);
      const { headers } = await signer.sign({
        method: "GET",
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        query: lists(query),
        headers: { host: url.host, accept: "application/json" },
      });
      url.search = new URLSearchParams(query.map(([name, value]) => [name, value])).toString().replaceAll("+", "%20");
      try {
        const response = await fetch(url, { headers: withoutHost(headers), signal: AbortSignal.timeout(patienceMs) });
        return { status: response.status, body: json(await response.text()) };
      } catch (error) {
        if ((error as Error).name === "TimeoutError") throw new StoreTimeout("the store did not answer in time");
        throw error;
      }
    },
  };
}

/**
 * The store behind a circuit breaker: where it hangs or fails again and again, callers hear so at once and hold no runs of the function. Who asks
 * with a patience of their own says nothing of the store's health by losing it, and waits for no longer.
 */
export function guardedStore(store: FhirStore, ports: BreakerPorts): FhirStore {
  const guarded = circuitBreaker(ports);
  return {
    get: (path, query, patienceMs) =>
      patienceMs === undefined
        ? guarded(
            () => store.get(path, query),
            ({ status }) => status >= 500,
          )
        : store.get(path, query, patienceMs),
  };
}

export const clock: Clock = { now: () => new Date().toISOString() };

function lists(query: Query): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [name, value] of query) (found[name] ??= []).push(value);
  return found;
}

/** `fetch` writes it by itself and takes none. */
function withoutHost({ host: _host, ...headers }: Readonly<Record<string, string>>): Record<string, string> {
  return headers;
}

/** A text that is no JSON is an answer that can't be used; its content goes no further. */
function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Node's own SHA-256, as the signer wants it. */
export class Sha256 {
  private readonly state: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.state = secret === undefined ? createHash("sha256") : createHmac("sha256", bytes(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.state.update(bytes(data));
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.state.digest()));
  }
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === "string") return Buffer.from(data, "utf8");
  return data instanceof ArrayBuffer ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
