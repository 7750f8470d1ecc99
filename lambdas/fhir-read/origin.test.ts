import { createHash } from "node:crypto";
import { expect } from "chai";
import { networkOf, originOf } from "./origin";

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("the network of an address", () => {
  const rows: [string | undefined, string | undefined][] = [
    ["203.0.113.77", "203.0.113.0/24"],
    ["2001:db8:12:3456::1", "2001:db8:12::/48"],
    ["2001:0DB8:0012:0:0:0:0:1", "2001:db8:12::/48"],
    ["2001:db8::1", "2001:db8:0::/48"],
    ["::1", "0:0:0::/48"],
    ["fe80::1%eth0", "fe80:0:0::/48"],
    ["203.0.113", undefined],
    ["test-invoke-source-ip", undefined],
    [undefined, undefined],
  ];
  for (const [address, network] of rows) {
    it(`${address} is ${network}`, () => expect(networkOf(address)).to.equal(network));
  }
});

describe("where a call comes from", () => {
  const hashed: string[] = [];
  const origin = originOf({ hash: async (text) => (hashed.push(text), hashOf(text)) });

  it("is the device that the issuer knows, or the program, and the network; each hashed once", async () => {
    const seen = { address: "203.0.113.77", agent: "viewer/1" };
    const own = await origin({ staff: { device: hashOf("device x") }, origin: seen });
    expect(own).to.deep.equal({ device: hashOf("device x"), network: hashOf("network 203.0.113.0/24") });
    const other = await origin({ staff: {}, origin: { ...seen, address: "203.0.113.5" } });
    expect(other).to.deep.equal({ device: hashOf("agent viewer/1"), network: own.network });
    expect(hashed).to.deep.equal(["network 203.0.113.0/24", "agent viewer/1"]);
  });

  it("is nothing where nobody tells it", async () =>
    expect(await origin({ staff: {}, origin: { address: undefined, agent: undefined } })).to.deep.equal({}));

  it("asks again for a hash that could not be had", async () => {
    let tries = 0;
    const down = originOf({ hash: async (text) => (tries++ === 0 ? Promise.reject(new Error("down")) : hashOf(text)) });
    const call = { staff: {}, origin: { address: "203.0.113.5", agent: undefined } };
    expect(await down(call).catch(({ message }: Error) => message)).to.equal("down");
    expect(await down(call)).to.have.property("network");
  });
});
