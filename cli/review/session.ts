import { findPhi } from "../../lambdas/phi/engine";
import { readDocument, type Format } from "../../lambdas/phi/formats";
import type { ReviewDesk } from "../../lambdas/phi/review/ports";
import { beginReview, type Decision, type Review } from "../../lambdas/phi/review/review";
import { settle, type Waiting } from "../../lambdas/phi/review/settlement";

/** A document on the table: its review, or why nobody can be shown it. */
export type OnTable =
  | { readonly kind: "review"; readonly waiting: Waiting; readonly format: Format; readonly review: Review }
  | { readonly kind: "unreadable"; readonly waiting: Waiting; readonly fault: string };

export type Ended = "settled" | "decided-by-another" | "places-left" | "broken-by-masking" | "unreadable";

/** What one reviewer has on the table. Texts are held in memory while they are worked on, and nowhere else. */
export class ReviewSession {
  private readonly table = new Map<string, OnTable>();

  constructor(
    private readonly desk: ReviewDesk,
    private readonly role: string,
    private readonly clock: () => Date,
  ) {}

  waiting(): Promise<readonly Waiting[]> {
    return this.desk.waiting();
  }

  /** The document with what was said of it so far; undefined where it does not wait (any more). */
  async take(kind: string, documentId: string): Promise<OnTable | undefined> {
    const key = `${kind}/${documentId}`;
    const there = this.table.get(key);
    if (there !== undefined) return there;
    const waiting = (await this.desk.waiting()).find((one) => one.kind === kind && one.documentId === documentId);
    if (waiting === undefined) return undefined;
    const made = await this.laid(waiting);
    this.table.set(key, made);
    return made;
  }

  change(on: OnTable, review: Review): void {
    if (on.kind === "review") this.table.set(`${on.waiting.kind}/${on.waiting.documentId}`, { ...on, review });
  }

  async decide(on: OnTable, decision: Decision): Promise<Ended> {
    if (on.kind === "unreadable" && decision !== "keep") return "unreadable";
    const who = { role: this.role, at: this.clock() };
    const [format, review] = on.kind === "review" ? [on.format, on.review] : (["text", beginReview("", [])] as const);
    let settled;
    try {
      settled = settle(on.waiting, format, review, decision, who);
    } catch (error) {
      if ((error as Error).name === "BrokenByMasking") return "broken-by-masking";
      throw error;
    }
    if (settled.kind === "refused") return settled.reason;
    const isFirst = await this.desk.settle({ ...on.waiting, format }, settled.settlement);
    this.table.delete(`${on.waiting.kind}/${on.waiting.documentId}`);
    return isFirst ? "settled" : "decided-by-another";
  }

  private async laid(waiting: Waiting): Promise<OnTable> {
    const bytes = await this.desk.read(waiting.documentId, waiting.kind);
    if (bytes === "missing") return { kind: "unreadable", waiting, fault: "missing" };
    const reading = readDocument(bytes);
    if (reading.kind === "fault") return { kind: "unreadable", waiting, fault: reading.fault };
    const { text, format } = reading;
    // A reviewer is shown also what is likelier to be nothing: rejecting it takes one key.
    const review = beginReview(text, findPhi(text, { format, operatingPoint: "recall" }));
    return { kind: "review", waiting, format, review };
  }
}
