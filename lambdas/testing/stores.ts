import type { AuditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import type { LineageRecord, Lineage } from "../lineage/record";
import type { Items, Notices } from "../remediation/ports";

/** The audit as the ledger keeps it: an event that is told twice counts once. */
export function auditInMemory(): AuditTrail & { readonly told: () => ReadonlySet<AuditEvent> } {
  const told = new Map<string, AuditEvent>();
  return { tell: async (event) => void told.set(event.id, event), told: () => new Set(told.values()) };
}

/** The same message twice is one that its readers know. */
export function noticesInMemory(): Notices & { readonly sent: ReadonlySet<string> } {
  const sent = new Set<string>();
  return { send: async (subject, text) => void sent.add(`${subject}\n${text}`), sent };
}

/** An object a step. */
export function lineageInMemory(): Lineage & { readonly records: ReadonlyMap<string, LineageRecord> } {
  const records = new Map<string, LineageRecord>();
  return { record: async (one) => void records.set(`${one.kind}/${one.jobId}/${one.step}`, one), records };
}

/** The table of remediations, which keeps the first item of an id and kind. */
export function itemsInMemory(): Items & { readonly items: ReadonlyMap<string, unknown> } {
  const items = new Map<string, unknown>();
  return {
    keep: async (id, kind, content) => {
      const key = `${id}/${kind}`;
      if (!items.has(key)) items.set(key, JSON.parse(JSON.stringify(content)));
      return items.get(key);
    },
    replace: async (id, kind, content) => void items.set(`${id}/${kind}`, JSON.parse(JSON.stringify(content))),
    read: async (id, kind) => items.get(`${id}/${kind}`),
    list: async (id) =>
      [...items]
        .filter(([key]) => key.startsWith(`${id}/`))
        .map(([key, content]) => ({ kind: key.slice(id.length + 1), content })),
    items,
  };
}
