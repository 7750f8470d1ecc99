import { expect } from "chai";
import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { EMPTY_ROOT, isConsistent, isIncluded, leafHash, MerkleTree } from "./merkle";

/** The eight entries that Certificate Transparency's implementations test with, and the roots of their first 1 to 8. */
const ENTRIES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map((hex) => Buffer.from(hex, "hex"));
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

function treeOf(entries: readonly Uint8Array[]): MerkleTree {
  const tree = new MerkleTree();
  for (const entry of entries) tree.append(leafHash(entry));
  return tree;
}

/** The definition of RFC 6962 word for word, without anything kept. */
function rootByDefinition(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash("sha256").digest();
  if (leaves.length === 1) return leaves[0] as Buffer;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return createHash("sha256")
    .update(Buffer.of(1))
    .update(rootByDefinition(leaves.slice(0, split)))
    .update(rootByDefinition(leaves.slice(split)))
    .digest();
}

const sizes = fc.integer({ min: 1, max: 70 });
const leavesOf = (size: number): Buffer[] =>
  Array.from({ length: size }, (_, index) => leafHash(Buffer.from(`${index}`)));
const treeOfSize = (size: number): MerkleTree => {
  const tree = new MerkleTree();
  for (const leaf of leavesOf(size)) tree.append(leaf);
  return tree;
};

describe("the hash tree", () => {
  it("has the published roots", () => {
    const tree = treeOf(ENTRIES);
    expect(ROOTS.map((_, index) => tree.root(index + 1).toString("hex"))).to.deep.equal(ROOTS);
    expect(tree.root(0)).to.deep.equal(EMPTY_ROOT);
  });

  it("has the root that the RFC defines", () => {
    fc.assert(
      fc.property(sizes, (size) =>
        treeOfSize(size)
          .root()
          .equals(rootByDefinition(leavesOf(size))),
      ),
    );
  });

  it("proves that each leaf is in it, and no other leaf, index, size or root", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, at, other) => {
        const tree = treeOfSize(size);
        const index = at % size;
        const wrong = other % (size + 3);
        const leaf = leavesOf(size)[index] as Buffer;
        const proof = tree.inclusionProof(index);
        expect(isIncluded(leaf, index, size, proof, tree.root())).to.equal(true);
        if (wrong !== index) expect(isIncluded(leaf, wrong, size, proof, tree.root())).to.equal(false);
        expect(isIncluded(leafHash(Buffer.from("none")), index, size, proof, tree.root())).to.equal(false);
        expect(isIncluded(leaf, index, size, [...proof, leaf], tree.root())).to.equal(false);
        expect(isIncluded(leaf, index, size, proof, EMPTY_ROOT)).to.equal(false);
        if (proof.length > 0) expect(isIncluded(leaf, index, size, proof.slice(1), tree.root())).to.equal(false);
      }),
    );
  });

  it("proves that it begins with each earlier tree, and with no other", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, at) => {
        const tree = treeOfSize(size);
        const first = 1 + (at % size);
        const proof = tree.consistencyProof(first);
        const before = tree.root(first);
        expect(isConsistent(first, before, size, tree.root(), proof)).to.equal(true);
        expect(isConsistent(first, EMPTY_ROOT, size, tree.root(), proof)).to.equal(false);
        expect(isConsistent(first, before, size, EMPTY_ROOT, proof)).to.equal(false);
        expect(isConsistent(first, before, size, tree.root(), [...proof, before])).to.equal(false);
        if (first > 1) expect(isConsistent(first - 1, before, size, tree.root(), proof)).to.equal(false);
        const altered = treeOf([
          Buffer.from("altered"),
          ...Array.from({ length: size - 1 }, (_, i) => Buffer.from(`${i + 1}`)),
        ]);
        expect(isConsistent(first, before, size, altered.root(), altered.consistencyProof(first))).to.equal(false);
      }),
    );
  });

  it("gives the proofs of a smaller tree as that tree gave them", () => {
    fc.assert(
      fc.property(sizes, sizes, (a, b) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        const [then, now] = [treeOfSize(small), treeOfSize(large)];
        expect(now.inclusionProof(small - 1, small)).to.deep.equal(then.inclusionProof(small - 1));
        expect(now.consistencyProof(1, small)).to.deep.equal(then.consistencyProof(1));
      }),
    );
  });

  it("refuses leaves and sizes that it has not", () => {
    const tree = treeOfSize(3);
    for (const wrong of [() => tree.root(4), () => tree.inclusionProof(3), () => tree.inclusionProof(-1)])
      expect(wrong).to.throw(RangeError);
    for (const first of [0, 4, 1.5]) expect(() => tree.consistencyProof(first)).to.throw(RangeError);
    expect(isConsistent(0, EMPTY_ROOT, 3, tree.root(), [])).to.equal(false);
    expect(isIncluded(tree.root(), 0, 0, [], tree.root())).to.equal(false);
  });
});
