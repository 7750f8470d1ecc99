import { stripVTControlCharacters } from "node:util";

export type Severity = "debug" | "info" | "warning" | "error";

/** What the program, a provider or the run itself has to say. */
export interface Message {
  readonly severity: Severity;
  readonly text: string;
  /** The resource it is about. */
  readonly urn?: string;
}

/** Keeps what was said, debug talk apart, and passes it on as it comes. */
export class Messages {
  private readonly kept: Message[] = [];
  private closed = false;

  constructor(private readonly listener: (message: Message) => void = () => {}) {}

  add(severity: Severity, text: string, urn?: string): void {
    const message = {
      severity,
      text: stripVTControlCharacters(text).trimEnd(),
      ...(urn === undefined || urn === "" ? {} : { urn }),
    };
    if (this.closed || severity === "debug" || message.text === "") return;
    this.kept.push(message);
    this.listener(message);
  }

  /** Takes nothing more: what a program says while it is being stopped is of no use to anyone. */
  close(): void {
    this.closed = true;
  }

  hasErrors(): boolean {
    return this.kept.some((message) => message.severity === "error");
  }

  list(): readonly Message[] {
    return this.kept;
  }
}
