import { EMPTY_ROOT, nodeHash } from "./merkle";

/**
 * The right edge of the tree of RFC 6962: the roots of its whole subtrees, largest first, as many as the size has binary ones. It is all
 * that is needed to add a leaf and to compute the root, so a tree of any size takes at most 53 hashes.
 */
export class Frontier {
  private constructor(
    private count: number,
    private readonly roots: Buffer[],
  ) {}

  static empty(): Frontier {
    return new Frontier(0, []);
  }

  /** Undefined where a tree of that size has another number of whole subtrees. */
  static of(size: number, peaks: readonly Buffer[]): Frontier | undefined {
    return peaks.length === binaryOnes(size) ? new Frontier(size, [...peaks]) : undefined;
  }

  get size(): number {
    return this.count;
  }

  get peaks(): readonly Buffer[] {
    return this.roots;
  }

  copy(): Frontier {
    return new Frontier(this.count, [...this.roots]);
  }

  append(leaf: Buffer): void {
    let hash = leaf;
    // Each whole pair at the right end becomes one: as in counting on by one, where ones carry.
    for (let rest = this.count; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      const left = this.roots.pop();
      if (left === undefined) throw new Error("a frontier has a root for each binary one of its size");
      hash = nodeHash(left, hash);
    }
    this.roots.push(hash);
    this.count += 1;
  }

  root(): Buffer {
    return this.roots.length === 0 ? EMPTY_ROOT : this.roots.reduceRight((right, left) => nodeHash(left, right));
  }
}

function binaryOnes(size: number): number {
  return size.toString(2).replaceAll("0", "").length;
}
