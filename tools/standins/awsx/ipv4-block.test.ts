import { expect } from "chai";
import fc from "fast-check";
import { Ipv4Block, bitsFor } from "./ipv4-block";

describe("Ipv4Block", () => {
  const rows: { given: string; mask: number; next: string }[] = [
    { given: "10.0.0.0/16", mask: 16, next: "10.1.0.0/16" },
    { given: "10.0.0.0/16", mask: 8, next: "11.0.0.0/8" },
    { given: "10.0.32.0/20", mask: 24, next: "10.0.48.0/24" },
    { given: "10.0.48.0/24", mask: 20, next: "10.0.64.0/20" },
    { given: "192.168.1.77/24", mask: 32, next: "192.168.2.0/32" },
  ];
  for (const { given, mask, next } of rows) {
    it(`${given} → ${next}`, () => expect(Ipv4Block.parse(given).next(mask).toString()).to.equal(next));
  }

  it("reads what it writes, and the next block touches and does not overlap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 8, max: 32 }), (address, mask) => {
        const block = Ipv4Block.around(address, mask);
        expect(Ipv4Block.parse(block.toString())).to.deep.equal(block);
        expect(block.next().first).to.equal(block.last + 1);
        expect(block.overlaps(block.next())).to.equal(false);
        expect(block.overlaps(Ipv4Block.around(address, mask - 1))).to.equal(true);
      }),
    );
  });

  for (const bad of ["10.0.0.0", "10.0.0.256/8", "10.0.0.0/33", "a/16", ""]) {
    it(`refuses "${bad}"`, () => expect(() => Ipv4Block.parse(bad)).to.throw(RangeError, "is not an IPv4 CIDR block"));
  }

  it("counts bits", () => expect([0, 1, 2, 3, 4, 5].map(bitsFor)).to.deep.equal([0, 0, 1, 2, 2, 3]));
});
