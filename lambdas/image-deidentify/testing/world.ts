import type { AuditEvent } from "../../../reports/model/audit-event";
import type { Figures } from "../../metrics/embedded";
import type { Around } from "../../testing/play";
import { createHandler } from "../handler";

export const TENANTS = { north: "arn:aws:kms:us-east-1:123456789012:key/north" };
export const keyOf = (name: string): string => `north/accepted/b-1/${name}.dcm`;

/** S3's event of a request. */
export const request = (name: string, { tenant = "north", bucket = "input" } = {}): object => ({
  time: "2026-11-22T12:00:00Z",
  detail: { bucket: { name: bucket }, object: { key: `${tenant}/requests/${name}.json`, "version-id": "v1" } },
});

/** What lies in the input bucket: requests by name, as text or to be written as JSON, and checked files by key. */
export interface Lying {
  readonly requests: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, Uint8Array | "too-large">>;
}

export function world({ through, log }: Pick<Around, "through" | "log">, { requests, files = {} }: Lying) {
  const output = new Map<string, Uint8Array | string>();
  const keptBack = new Map<string, string>();
  const events = new Map<string, AuditEvent>();
  const figures: Figures[] = [];
  const keys = new Set<string>();
  const ports = through({
    images: {
      request: async (key: string, _version: string, most: number) => {
        const found = requests[key.replace(/^.*\/|\.json$/g, "")];
        const text = typeof found === "string" || found === undefined ? found : JSON.stringify(found);
        return text !== undefined && text.length > most ? undefined : text;
      },
      read: async (key: string) => files[key] ?? ("missing" as const),
      write: async (key: string, body: Uint8Array | string, kmsKeyArn: string) => {
        keys.add(kmsKeyArn);
        output.set(key, body);
      },
      has: async (key: string) => output.has(key),
    },
    quarantine: {
      keep: async (from: string, to: string, reason: string) => void keptBack.set(to, `${reason} ${from}`),
      write: async (key: string, text: string) => void keptBack.set(key, text),
    },
    secrets: { keyOf: async (tenant: string) => Buffer.alloc(32, tenant) },
    audit: { tell: async (event: AuditEvent) => void events.set(event.id, event) },
  });
  const handler = createHandler({
    ...ports,
    metrics: { put: (one) => void figures.push(one) },
    log,
    environment: "dev",
    inputBucket: "input",
    outputBucket: "output",
    tenants: TENANTS,
  });
  return { handler, kept: () => ({ output, keptBack, events }), output, keptBack, events, figures, keys };
}
