import { readIfPresent } from "./files";

/** A policy's word on one resource. */
export interface PolicyFinding {
  policy: string;
  urn: string;
  message: string;
  level: "mandatory" | "advisory" | "remediate" | "disabled";
  severity: string;
}

/** What a run's event log says. */
export interface EngineEvents {
  findings: PolicyFinding[];
  errors: { urn: string; message: string }[];
  /** Resources by operation, e.g. `{ create: 12 }`; undefined when the run ended before its summary. */
  changes: Record<string, number> | undefined;
  /** Resources by type, but those that go away, e.g. `{ "aws:s3/bucket:Bucket": 12 }`. */
  types: Record<string, number>;
}

/** Operations of the engine after which a resource is no more, or that stand for it a second time. */
const GOES = new Set([
  "delete",
  "delete-replaced",
  "discard",
  "discard-replaced",
  "read-discard",
  "remove-pending-replace",
]);

interface RawEvent {
  diagnosticEvent?: { severity?: string; message?: string; urn?: string };
  policyEvent?: {
    resourceUrn?: string;
    message?: string;
    policyName?: string;
    enforcementLevel?: string;
    severity?: string;
  };
  resourcePreEvent?: { metadata?: { op?: string; urn?: string; type?: string } };
  summaryEvent?: { resourceChanges?: Record<string, number> };
}

/** Reads the engine's event log (JSON lines). A torn last line, left by an interrupted engine, is skipped. */
export function readEventLog(file: string): EngineEvents {
  const events: EngineEvents = { findings: [], errors: [], changes: undefined, types: {} };
  const seen = new Set<string>();
  for (const line of (readIfPresent(file) ?? "").split("\n")) {
    if (line === "") continue;
    let event: RawEvent;
    try {
      event = JSON.parse(line) as RawEvent;
    } catch {
      continue;
    }
    const { diagnosticEvent, policyEvent, resourcePreEvent, summaryEvent } = event;
    if (diagnosticEvent?.severity === "error") {
      events.errors.push({ urn: diagnosticEvent.urn ?? "", message: plain(diagnosticEvent.message) });
    }
    if (policyEvent !== undefined) {
      events.findings.push({
        policy: policyEvent.policyName ?? "",
        urn: policyEvent.resourceUrn ?? "",
        message: plain(policyEvent.message),
        level: (policyEvent.enforcementLevel ?? "mandatory") as PolicyFinding["level"],
        severity: policyEvent.severity ?? "",
      });
    }
    const { op = "", urn = "", type = "" } = resourcePreEvent?.metadata ?? {};
    // A replaced resource comes with several operations.
    if (urn !== "" && !GOES.has(op) && !seen.has(urn)) {
      seen.add(urn);
      events.types[type] = (events.types[type] ?? 0) + 1;
    }
    if (summaryEvent !== undefined) events.changes = summaryEvent.resourceChanges ?? {};
  }
  return events;
}

/** The engine's texts carry colour marks of its own (`<{%reset%}>`). */
function plain(text = ""): string {
  return text.replace(/<\{%[^%]*%\}>/g, "").trim();
}
