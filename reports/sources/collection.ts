import { createHash, createHmac, randomBytes } from "node:crypto";

import { canonicalJson } from "../../policies/record";
import { VERSION } from "../../policies/version";
import type { Told } from "../model/aws-request";
import { collectionRunOf, type CallSummary } from "../model/collection-run";
import { observed, type ObservedRecord } from "../model/observed-record";
import { subjectName, subjectType } from "../model/subject";

import { CallTally } from "./call-tally";
import { CollectionDraft } from "./collection-draft";
import type { Collected, CollectionSettings, Facts, Scope } from "./collection-settings";
import { readPages, type Page, type PagedCall } from "./paged-call";

export type { Collected, CollectionSettings, Facts, Scope } from "./collection-settings";

/** Clocks differ by minutes; what lies further ahead of us is a wrong time. */
const MOST_AHEAD_MS = 10 * 60_000;

/** One go through one source, account and region: pages in, records out, and at the end a statement of what was and was not seen. */
export class Collection {
  readonly resumed: boolean;
  private readonly draft: CollectionDraft;
  readonly startedAt: string;
  private readonly runId: string;
  private readonly key: Uint8Array;
  private readonly steps: Record<string, string | null>;
  private readonly asked: string;
  private readonly calls: CallTally;
  private readonly missing = new Set<string>();
  private readonly population = new Map<string, Set<string>>();
  private oldest: string | undefined;
  clockAheadSeconds: number | undefined;

  constructor(
    readonly scope: Scope,
    private readonly settings: CollectionSettings,
  ) {
    const { source, account, region } = scope;
    const keyed = settings.subjectKey;
    this.asked = createHash("sha256")
      .update(canonicalJson({ ...scope, principal: settings.principal, version: VERSION }))
      .update(keyed ?? "")
      .digest("hex");
    const name = `${source}-${account}-${region}-${this.asked.slice(0, 12)}`;
    this.draft = new CollectionDraft(settings.out, name, settings.files);
    const cursor = this.draft.open(settings.resume, this.asked, (record) => this.count(record));
    this.resumed = cursor !== undefined;
    this.startedAt = cursor?.startedAt ?? settings.now().toISOString();
    this.steps = cursor?.steps ?? {};
    this.calls = new CallTally(cursor?.calls);
    for (const code of cursor?.missing ?? []) this.missing.add(code);
    this.key = keyed ?? (cursor?.key === undefined ? randomBytes(32) : Buffer.from(cursor.key, "hex"));
    this.runId = createHash("sha256").update(`${this.asked} ${this.startedAt}`).digest("hex");
    this.draft.begin({
      runId: this.runId,
      startedAt: this.startedAt,
      asked: this.asked,
      steps: this.steps,
      calls: this.calls.soFar(),
      missing: [...this.missing],
      ...(keyed === undefined ? { key: Buffer.from(this.key).toString("hex") } : {}),
    });
  }

  /** The keyed name and the type of a resource. */
  subject(resource: { readonly type: string; readonly id: string }): { subject: string; subjectType: string } {
    return { subject: subjectName(resource, this.key), subjectType: subjectType(resource.type) };
  }

  /** The keyed name of a thing by the source's own id, into which a finder of somebody's own may write. */
  item(id: string): string {
    return createHmac("sha256", this.key).update(id).digest("hex");
  }

  /** Reads a list that later steps hang on; it is read again when a collection goes on. @returns undefined where it is not whole. */
  async list<T>(call: string, ask: PagedCall["ask"], read: (item: unknown, told: Told) => T | undefined): Promise<T[]> {
    const items: T[] = [];
    const take = (item: unknown, told: Told): "taken" | "refused" => {
      const known = read(item, told);
      if (known === undefined) return "refused";
      items.push(known);
      return "taken";
    };
    this.calls.add(await readPages({ call, ask, take }, this.settings.patience));
    return items;
  }

  /**
   * Reads pages into records.
   * @param step names the pages among all of this collection.
   * @param again reads them from the first page even where an earlier go has read them, as something else hangs on the items.
   */
  async collect(
    call: string,
    step: string,
    ask: (token: string | undefined) => Promise<Page>,
    translate: (item: unknown) => Facts | undefined,
    again = false,
  ): Promise<void> {
    const name = this.item(`${call} ${step}`);
    if (again) delete this.steps[name];
    const from = this.steps[name];
    if (from === null) return;
    const summary = await readPages(
      {
        call,
        ask,
        from,
        take: (item, told) => this.take(translate(item), told),
        done: (next, counts) => {
          this.steps[name] = next ?? null;
          this.save(name, { call, outcome: "whole", ...counts });
        },
      },
      this.settings.patience,
    );
    this.calls.add(summary);
    // What was not whole is asked again from its last page when the collection goes on.
    if (summary.outcome === "looped" || summary.outcome === "expired") delete this.steps[name];
    this.save(name);
  }

  /** A record of its own, made from several answers. */
  tell(facts: Facts): void {
    if (this.take(facts) === "refused") this.lack(`${facts.kind} of-no-known-shape`);
  }

  /** A record that was made before, as it is. */
  keep(record: ObservedRecord): void {
    if (this.draft.append(record)) this.count(record);
  }

  /** The last answer that a call gave; for what follows from an answer without items. */
  lastAnswer(call: string): Told {
    return this.calls.lastAnswer(call);
  }

  /** Whether all pages of a list were read, and every item understood. */
  isWhole(call: string): boolean {
    return this.calls.isWhole(call);
  }

  /** By the service's clock, as far as it is known. */
  now(): Date {
    return this.settings.now();
  }

  /** Something is not seen that was asked for. @param code in our own words. */
  lack(code: string): void {
    this.missing.add(code);
  }

  /** Puts the records and the statement into the folder of evidence. */
  finish(): Collected {
    const { source, account, region, asked } = this.scope;
    const calls = this.calls.all();
    for (const { call, outcome, refused } of calls) {
      if (outcome !== "whole") this.lack(`${call} ${outcome}`);
      if (refused > 0) this.lack(`${call} items-of-no-known-shape`);
    }
    const endedAt = this.settings.now().toISOString();
    const run = collectionRunOf({
      runId: this.runId,
      collectedAt: this.startedAt,
      observedAt: this.startedAt,
      endedAt: endedAt < this.startedAt ? this.startedAt : endedAt,
      source,
      account,
      region,
      principal: this.settings.principal,
      toolVersion: VERSION,
      asked,
      calls,
      complete: this.missing.size === 0,
      missing: [...this.missing].sort(),
      population: [...this.population]
        .map(([type, of]) => ({ type, count: of.size }))
        .sort((a, b) => (a.type < b.type ? -1 : 1)),
      records: this.draft.records,
      subjects: this.settings.subjectKey === undefined ? "this-run-alone" : "keyed",
      ...(this.clockAheadSeconds === undefined ? {} : { clockAheadSeconds: this.clockAheadSeconds }),
      ...(this.oldest === undefined ? {} : { oldest: this.oldest }),
    });
    const file = this.draft.finish(run, `${source}-${account}-${region}-${run.id.slice(0, 12)}.jsonl`);
    return { run, file };
  }

  /** Leaves the draft for another go. */
  stop(): void {
    this.draft.close();
  }

  private take(facts: Facts | undefined, by?: Told): "taken" | "repeated" | "refused" {
    if (facts === undefined) return "refused";
    const { source, account, region } = this.scope;
    let record: ObservedRecord;
    try {
      const told = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Facts;
      record = observed({ account, region, ...by, ...told, collectedAt: this.startedAt, runId: this.runId, source });
    } catch {
      // The schema's own complaint names values of others.
      return "refused";
    }
    if (Date.parse(record.observedAt) > this.settings.now().getTime() + MOST_AHEAD_MS) return "refused";
    if (!this.draft.append(record)) return "repeated";
    this.count(record);
    return "taken";
  }

  private count({ subject, subjectType: type, observedAt }: ObservedRecord): void {
    if (this.oldest === undefined || observedAt < this.oldest) this.oldest = observedAt;
    if (subject === undefined || type === undefined) return;
    this.population.set(type, (this.population.get(type) ?? new Set()).add(subject));
  }

  private save(step: string, running?: CallSummary): void {
    this.draft.save({
      step,
      next: this.steps[step],
      calls: this.calls.soFar(running),
      missing: [...this.missing],
    });
    this.settings.progress?.(this.scope, this.draft.records);
  }
}
