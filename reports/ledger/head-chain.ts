import { MalformedObject } from "./errors";
import { fault, notice, type Finding } from "./finding";
import { Frontier } from "./frontier";
import { entryLeaf, frontierAt, readHead, sha256Of, type StoredHead } from "./head";
import { KeyChain } from "./key-chain";
import { headKey } from "./names";

/** By so much a head may be ahead of the reader's clock. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

interface Before {
  readonly key: string;
  readonly sha256: string;
  readonly time?: string;
}

/**
 * Follows the heads from the first to the newest and holds each against those before: number, hash of its predecessor, signature, tree,
 * clock. Of a head that is not whole nothing is believed; the tree goes on from the next one that is, as its signature covers it.
 */
export class HeadChain {
  readonly findings: Finding[] = [];
  readonly keys = new KeyChain();
  newest: StoredHead | undefined;
  /** False once a head was missing or not to be believed. */
  whole = true;
  private before: Before | undefined;
  private frontier: Frontier | undefined = Frontier.empty();
  private next = 1;

  constructor(private readonly now: Date) {}

  /** Takes the next head there is; undefined where nothing in it can be believed. */
  take(sequence: number, file: Buffer): StoredHead | undefined {
    if (this.next < sequence) {
      const upTo = this.next + 1 === sequence ? "" : `, and so are those up to ${headKey(sequence - 1)}`;
      this.lose(fault("removed", headKey(this.next), `is missing, though a later head is there${upTo}`));
      this.before = undefined;
    }
    this.next = sequence + 1;
    const key = headKey(sequence);
    const head = this.read(key, file);
    const refusal = head === undefined ? undefined : this.refusalOf(head, sequence);
    if (refusal !== undefined) this.lose(refusal);
    // Only one that is signed may blame another.
    else if (head !== undefined) this.holdAgainstPredecessor(head);
    this.before = { key, sha256: sha256Of(file), ...(head === undefined ? {} : { time: head.head.time }) };
    if (head === undefined || refusal !== undefined) return undefined;
    this.holdTree(head);
    this.keys.accept(head);
    this.newest = head;
    return head;
  }

  private read(key: string, file: Buffer): StoredHead | undefined {
    try {
      return readHead(key, file);
    } catch (error) {
      if (!(error instanceof MalformedObject)) throw error;
      this.lose(fault("altered", key, `${error.message}: it was altered or cut off`));
      return undefined;
    }
  }

  /** The later head is signed and says which one it follows: where they differ, the earlier one is not that one. */
  private holdAgainstPredecessor({ key, head }: StoredHead): void {
    const { before } = this;
    if (before === undefined || this.findings.some(({ item }) => item === before.key)) return;
    if (head.previousSha256 !== before.sha256)
      this.findings.push(
        fault("replaced", before.key, `is not the head that ${key} follows: one of them was replaced`),
      );
  }

  private refusalOf(stored: StoredHead, sequence: number): Finding | undefined {
    const { key, head, envelope } = stored;
    if (head.sequence !== sequence) return fault("replaced", key, `holds head ${head.sequence} under another's name`);
    const fingerprint = envelope.signatures[0]?.fingerprint;
    switch (this.keys.judge(stored)) {
      case "altered":
        return fault("altered", key, "is not what was signed: its signature does not fit");
      case "old-key":
        return fault("old-key", key, `is signed by the old key ${fingerprint}, which ${this.keys.active} had replaced`);
      case "unknown-key":
        return this.whole
          ? fault("unknown-key", key, `is signed by key ${fingerprint}, which no head before it names`)
          : notice("unchecked", key, `can't be checked: the head that may name its key ${fingerprint} is not whole`);
      case "signed":
        return this.holdClock(stored);
    }
  }

  /** A wrong clock is a fault of its own: what the head says otherwise still counts. */
  private holdClock({ key, head }: StoredHead): undefined {
    const last = this.before?.time;
    if (last !== undefined && head.time < last)
      this.findings.push(
        fault("clock", key, `says ${head.time}, earlier than the head before it (${last}): a clock was wrong`),
      );
    if (Date.parse(head.time) > this.now.getTime() + CLOCK_TOLERANCE_MS)
      this.findings.push(
        fault(
          "clock",
          key,
          `says ${head.time}, but here it is ${this.now.toISOString()}: one of the two clocks is wrong`,
        ),
      );
  }

  private holdTree({ key, head }: StoredHead): void {
    const own = frontierAt(head);
    for (const entry of head.entries) this.frontier?.append(entryLeaf(entry));
    const goesOn = this.frontier === undefined || this.frontier.root().toString("hex") === head.rootHash;
    if (own === undefined || !goesOn || (this.frontier !== undefined && this.frontier.size !== head.treeSize))
      this.findings.push(fault("altered", key, "has a root that is not the one of the entries up to it"));
    this.frontier = own;
  }

  private lose(finding: Finding): void {
    this.findings.push(finding);
    this.whole = false;
    this.frontier = undefined;
  }
}
