import { expect } from "chai";
import { Ipv4Block } from "./ipv4-block";
import { checkNatGateways, natStrategy, type NatStrategy } from "./nat-gateways";
import { planSubnets, type SubnetSpec } from "./subnet-layout";

const planned = (...specs: SubnetSpec[]): ReturnType<typeof planSubnets> =>
  planSubnets({ vpcName: "n", vpc: Ipv4Block.parse("10.0.0.0/16"), zones: ["a", "b"] }, "Auto", specs);

describe("NAT gateways", () => {
  it("names its strategies whatever the case, one a zone by default", () => {
    expect([undefined, "single", "None"].map(natStrategy)).to.deep.equal(["OnePerAz", "Single", "None"]);
    expect(() => natStrategy("Two")).to.throw('got "Two"');
  });

  const rows: { strategy: NatStrategy; specs: SubnetSpec[]; addresses: number; says?: string }[] = [
    { strategy: "None", specs: [{ type: "Isolated" }], addresses: 0 },
    { strategy: "Single", specs: [{ type: "Public" }, { type: "Private" }], addresses: 1 },
    { strategy: "OnePerAz", specs: [{ type: "Public" }, { type: "Isolated" }], addresses: 2 },
    { strategy: "OnePerAz", specs: [{ type: "Private" }], addresses: 0, says: "needs public subnets" },
    { strategy: "Single", specs: [{ type: "Public" }], addresses: 0, says: "private or isolated ones to serve" },
    { strategy: "None", specs: [{ type: "Public" }], addresses: 1, says: "takes 0 addresses; got 1" },
    {
      strategy: "Single",
      specs: [{ type: "Public" }, { type: "Private" }],
      addresses: 2,
      says: "takes 1 addresses; got 2",
    },
    {
      strategy: "OnePerAz",
      specs: [{ type: "Public" }, { type: "Private" }],
      addresses: 1,
      says: "takes 2 addresses; got 1",
    },
  ];
  for (const { strategy, specs, addresses, says } of rows) {
    it(`${strategy}, ${specs.map(({ type }) => type).join(" and ")}, ${addresses} addresses: ${says ?? "taken"}`, () => {
      const act = (): void => checkNatGateways(strategy, planned(...specs), addresses, 2);
      if (says === undefined) act();
      else expect(act).to.throw(says);
    });
  }
});
