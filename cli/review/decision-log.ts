import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import { auditEventSchema, type AuditEvent } from "../../reports/model/audit-event";
import { UserError } from "../failure";
import { FileMemory } from "./file-memory";

/**
 * Decisions as JSON lines, as `phiguard evidence ingest` takes them. A decision counts from the end of its line on: what a process that was
 * stopped left of a line is no decision, and the next one takes its place.
 */
export class DecisionLog {
  private readonly decided = new FileMemory(subjectsIn);

  constructor(private readonly path: string) {}

  /** Ids of what was decided. Throws UserError for a whole line that is no audit event. */
  subjects(): ReadonlySet<string> {
    return existsSync(this.path) ? this.decided.of(this.path) : new Set();
  }

  /** Written through to the disk when it returns. */
  add(event: AuditEvent): void {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    if (existsSync(this.path)) truncateSync(this.path, wholeBytes(readFileSync(this.path)));
    appendFileSync(this.path, `${JSON.stringify(event)}\n`, { mode: 0o600, flush: true });
  }
}

const wholeBytes = (bytes: Buffer): number => bytes.lastIndexOf("\n") + 1;

function subjectsIn(path: string): ReadonlySet<string> {
  const bytes = readFileSync(path);
  const lines = bytes.toString("utf8", 0, wholeBytes(bytes)).split("\n").slice(0, -1);
  return new Set(
    lines.map((line, at) => {
      const event = auditEventSchema.safeParse(jsonOf(line));
      if (!event.success) throw new UserError(`${path}, line ${at + 1}: wanted is an audit event of a decision.`);
      return event.data.subject;
    }),
  );
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
