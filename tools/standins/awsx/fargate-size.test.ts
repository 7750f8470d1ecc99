import { expect } from "chai";
import { type ContainerSize, fargateSize } from "./fargate-size";

describe("fargateSize", () => {
  const rows: { containers: ContainerSize[]; cpu: string; memory: string }[] = [
    { containers: [{}], cpu: "256", memory: "512" },
    { containers: [{ cpu: 256, memory: 513 }], cpu: "256", memory: "1024" },
    { containers: [{ cpu: 300, memory: 900 }], cpu: "512", memory: "1024" },
    { containers: [{ cpu: 128 }, { cpu: 200 }], cpu: "512", memory: "1024" },
    { containers: [{ memory: 4096, memoryReservation: 512 }], cpu: "256", memory: "512" },
    { containers: [{ cpu: 256, memory: 5 * 1024 }], cpu: "1024", memory: "5120" },
    { containers: [{ cpu: 16 * 1024, memory: 120 * 1024 }], cpu: "16384", memory: "122880" },
  ];
  for (const { containers, cpu, memory } of rows) {
    it(`${JSON.stringify(containers)} → ${cpu}/${memory}`, () =>
      expect(fargateSize(containers)).to.deep.equal({ cpu, memory }));
  }

  it("refuses what Fargate does not sell", () => {
    expect(() => fargateSize([{ cpu: 17 * 1024 }])).to.throw(RangeError, "no size of 17 vCPU");
    expect(() => fargateSize([{ memory: 121 * 1024 }])).to.throw(RangeError, "the largest is");
  });
});
