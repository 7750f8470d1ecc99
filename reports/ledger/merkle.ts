import { createHash } from "node:crypto";

/**
 * The hash tree of RFC 6962 (Certificate Transparency), section 2.1, with SHA-256: a leaf is hashed behind the byte 0 and a node
 * behind the byte 1, so neither can stand for the other. Hashes are 32 bytes.
 */
export const HASH_BYTES = 32;

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export function leafHash(entry: Uint8Array): Buffer {
  return createHash("sha256").update(LEAF).update(entry).digest();
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash("sha256").update(NODE).update(left).update(right).digest();
}

/** Root of a tree without leaves: the hash of nothing. */
export const EMPTY_ROOT: Buffer = createHash("sha256").digest();

/** A list of hashes side by side in memory: a million take 32 MB instead of ten times that. */
class Hashes {
  count = 0;
  private bytes = Buffer.alloc(HASH_BYTES * 16);

  push(hash: Uint8Array): void {
    if ((this.count + 1) * HASH_BYTES > this.bytes.length)
      this.bytes = Buffer.concat([this.bytes], this.bytes.length * 2);
    this.bytes.set(hash, this.count++ * HASH_BYTES);
  }

  /** A copy: what is handed out does not change with the list. */
  at(index: number): Buffer {
    return Buffer.from(this.bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES));
  }
}

/** The tree over leaf hashes that are added at its end. Adding costs one hash on average; proofs need the leaves, 32 bytes each. */
export class MerkleTree {
  /** Hashes by height; the level above has a hash for each whole pair. */
  private readonly levels: Hashes[] = [];

  get size(): number {
    return this.level(0).count;
  }

  append(leaf: Buffer): void {
    let hash = leaf;
    for (let height = 0; ; height++) {
      const level = this.level(height);
      level.push(hash);
      if (level.count % 2 === 1) return;
      hash = nodeHash(level.at(level.count - 2), hash);
    }
  }

  /** Root over the first `size` leaves, all of them by default. */
  root(size = this.size): Buffer {
    assertSize(size, this.size);
    return size === 0 ? EMPTY_ROOT : this.hashOf(0, size);
  }

  /** Hashes that lead from the leaf to the root over the first `size` leaves, from the bottom up. */
  inclusionProof(index: number, size = this.size): Buffer[] {
    assertSize(size, this.size);
    if (!Number.isInteger(index) || index < 0 || index >= size)
      throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
    return this.pathOf(index, 0, size);
  }

  /** Hashes that show the tree of `size` to begin with the tree of `first`, 1 ≤ first ≤ size. */
  consistencyProof(first: number, size = this.size): Buffer[] {
    assertSize(size, this.size);
    if (!Number.isInteger(first) || first < 1 || first > size)
      throw new RangeError(`a tree of ${size} does not begin with one of ${first}`);
    return this.subProof(first, 0, size, true);
  }

  private level(height: number): Hashes {
    return (this.levels[height] ??= new Hashes());
  }

  /** Hash over the leaves from `start`, which is a multiple of the largest power of two below `count` or of `count` itself. */
  private hashOf(start: number, count: number): Buffer {
    if (isPowerOfTwo(count)) return this.level(Math.log2(count)).at(start / count);
    const left = powerBelow(count);
    return nodeHash(this.hashOf(start, left), this.hashOf(start + left, count - left));
  }

  private pathOf(index: number, start: number, count: number): Buffer[] {
    if (count === 1) return [];
    const left = powerBelow(count);
    return index < left
      ? [...this.pathOf(index, start, left), this.hashOf(start + left, count - left)]
      : [...this.pathOf(index - left, start + left, count - left), this.hashOf(start, left)];
  }

  private subProof(first: number, start: number, count: number, isWhole: boolean): Buffer[] {
    if (first === count) return isWhole ? [] : [this.hashOf(start, count)];
    const left = powerBelow(count);
    return first <= left
      ? [...this.subProof(first, start, left, isWhole), this.hashOf(start + left, count - left)]
      : [...this.subProof(first - left, start + left, count - left, false), this.hashOf(start, left)];
  }
}

/** Whether the proof leads from the leaf to the root of a tree of `size` (RFC 9162, section 2.1.3.2). */
export function isIncluded(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
) {
  if (!Number.isInteger(index) || !Number.isInteger(size) || index < 0 || index >= size) return false;
  let [node, last] = [index, size - 1];
  let hash: Buffer = Buffer.from(leaf);
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Whether the proof shows the tree of `size` with `root` to begin with that of `first` with `firstRoot` (RFC 9162, section 2.1.4.2). */
export function isConsistent(
  first: number,
  firstRoot: Uint8Array,
  size: number,
  root: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!Number.isInteger(first) || !Number.isInteger(size) || first < 1 || first > size) return false;
  if (first === size) return proof.length === 0 && Buffer.from(firstRoot).equals(root);
  const path = isPowerOfTwo(first) ? [firstRoot, ...proof] : [...proof];
  let [node, last] = [first - 1, size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  const [seed, ...rest] = path;
  if (seed === undefined) return false;
  let [then, now]: [Buffer, Buffer] = [Buffer.from(seed), Buffer.from(seed)];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      then = nodeHash(sibling, then);
      now = nodeHash(sibling, now);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      now = nodeHash(now, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && then.equals(firstRoot) && now.equals(root);
}

/** Half, rounded down; shifts would end at 2^31. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(count: number): boolean {
  return Number.isInteger(Math.log2(count));
}

/** The largest power of two that is less than the count; the count is 2 or more. */
function powerBelow(count: number): number {
  const power = 2 ** Math.floor(Math.log2(count));
  return power === count ? power / 2 : power;
}

function assertSize(size: number, most: number): void {
  if (!Number.isInteger(size) || size < 0 || size > most)
    throw new RangeError(`the tree has ${most} leaves, not ${size}`);
}
