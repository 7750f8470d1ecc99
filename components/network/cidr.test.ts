import { expect } from "chai";
import fc from "fast-check";
import { isPrivate, parseCidr, subnetMasks, type Cidr } from "./cidr";

describe("parseCidr", () => {
  const rows: [string, Cidr | undefined][] = [
    ["10.20.0.0/16", { base: 10 * 2 ** 24 + 20 * 2 ** 16, prefix: 16 }],
    ["0.0.0.0/0", { base: 0, prefix: 0 }],
    ["10.20.0.1/16", undefined],
    ["10.20.0.0/33", undefined],
    ["256.0.0.0/8", undefined],
    ["10.20.0.0", undefined],
    ["::/0", undefined],
  ];
  for (const [text, want] of rows) it(text, () => expect(parseCidr(text)).to.deep.equal(want));
});

describe("isPrivate", () => {
  const rows: [string, boolean][] = [
    ["10.0.0.0/8", true],
    ["172.16.0.0/16", true],
    ["172.31.0.0/16", true],
    ["172.32.0.0/16", false],
    ["192.168.0.0/16", true],
    ["192.168.0.0/15", false],
    ["11.0.0.0/16", false],
    ["100.64.0.0/16", false],
  ];
  for (const [text, want] of rows)
    it(`${text} ${want}`, () => expect(isPrivate(parseCidr(text) as Cidr)).to.equal(want));
});

describe("subnetMasks", () => {
  it("fits all subnets into the block and keeps each within AWS's /16 to /28", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 22 }), fc.integer({ min: 2, max: 3 }), (prefix, zones) => {
        const { zoneMask, publicMask, privateMask } = subnetMasks(prefix, zones);
        const size = (mask: number): number => 2 ** (32 - mask);
        expect(zones * size(zoneMask)).to.be.at.most(size(prefix));
        expect(size(publicMask) + size(privateMask)).to.be.at.most(size(zoneMask));
        expect(publicMask).to.be.at.most(28);
        expect(privateMask).to.be.within(16, 28);
      }),
    );
  });
});
