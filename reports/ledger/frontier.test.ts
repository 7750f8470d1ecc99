import { expect } from "chai";
import * as fc from "fast-check";

import { Frontier } from "./frontier";
import { leafHash, MerkleTree } from "./merkle";

const leaf = (number: number): Buffer => leafHash(Buffer.from(String(number)));

describe("the right edge of the tree", () => {
  it("has the root of the whole tree at every size", () => {
    const [tree, frontier] = [new MerkleTree(), Frontier.empty()];
    for (let size = 0; size <= 300; size++) {
      expect(frontier.root().equals(tree.root()), String(size)).to.equal(true);
      tree.append(leaf(size));
      frontier.append(leaf(size));
    }
  });

  it("goes on from its hashes alone", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(50), (size, more) => {
        const whole = Frontier.empty();
        for (let at = 0; at < size; at++) whole.append(leaf(at));
        const again = Frontier.of(size, whole.peaks);
        for (let at = size; at < size + more; at++) for (const one of [whole, again]) one?.append(leaf(at));
        return again?.root().equals(whole.root()) === true && again.size === size + more;
      }),
    );
  });

  it("refuses another number of hashes than the size has", () => {
    expect(Frontier.of(5, [leaf(1)])).to.equal(undefined);
    expect(Frontier.of(4, [leaf(1), leaf(2)])).to.equal(undefined);
  });
});
