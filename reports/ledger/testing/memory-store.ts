import { MissingObject, type LedgerStore } from "../store";

/** A ledger in memory whose objects a test may change behind its back. */
export class MemoryStore implements LedgerStore {
  readonly objects = new Map<string, Buffer>();

  constructor(private readonly clock: () => Date = () => new Date()) {}

  async *list(prefix: string) {
    for (const key of [...this.objects.keys()].sort()) {
      if (key.startsWith(prefix))
        yield { key, bytes: this.objects.get(key)?.length ?? 0, modified: this.modified.get(key) ?? this.clock() };
    }
  }

  async *read(key: string) {
    const content = this.objects.get(key);
    if (content === undefined) throw new MissingObject(key);
    // Pieces that end anywhere.
    for (let at = 0; at < content.length; at += 997) yield content.subarray(at, at + 997);
  }

  create(key: string, content: Uint8Array) {
    if (this.objects.has(key)) return Promise.resolve("exists" as const);
    this.objects.set(key, Buffer.from(content));
    this.modified.set(key, this.clock());
    return Promise.resolve("created" as const);
  }

  text(key: string): string {
    return this.objects.get(key)?.toString("utf8") ?? "";
  }

  put(key: string, content: string | Buffer): void {
    this.objects.set(key, Buffer.from(content));
  }

  copy(): MemoryStore {
    const copy = new MemoryStore(this.clock);
    for (const [key, content] of this.objects) copy.objects.set(key, Buffer.from(content));
    return copy;
  }

  private readonly modified = new Map<string, Date>();
}
