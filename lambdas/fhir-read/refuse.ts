import { operationOutcome, type IssueCode } from "../fhir/outcome";
import type { Answer, Ask } from "./core";

/** What is refused before a store is asked. */
export const refuse = (status: number, code: IssueCode, text: string): Ask & { kind: "refuse" } => ({
  kind: "refuse",
  status,
  code,
  text,
});

/** The same as an answer. */
export const refusal = (status: number, code: IssueCode, text: string): Answer => ({
  status,
  body: operationOutcome(code, text),
});
