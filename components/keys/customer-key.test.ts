import { expect } from "chai";
import { only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { CustomerKey } from "./customer-key";

const args = {
  site: testSite(),
  tags: { a: "b" },
  role: "phi",
  description: "Records",
  uses: [{ kind: "logs" as const }],
};

describe("CustomerKey", () => {
  it("rotates each year, waits longest before deletion, and has its policy and alias", async () => {
    const planned = await plan(() => new CustomerKey("k", args));
    const { inputs } = only(planned, "aws:kms/key:Key");
    expect(inputs).to.include({ enableKeyRotation: true, rotationPeriodInDays: 365, deletionWindowInDays: 30 });
    expect(inputs.description).to.contain("Records");
    expect(inputs.tags).to.deep.equal({ a: "b" });
    expect(JSON.parse(inputs.policy).Statement.map((s: { Sid: string }) => s.Sid)).to.deep.equal([
      "AdministrationByAccount",
      "LogsOfThisAccountAndRegion",
    ]);
    expect(only(planned, "aws:kms/alias:Alias").inputs.name).to.equal("alias/phiguard-test-phi");
  });

  for (const rotationDays of [89, 2561, 90.5]) {
    it(`refuses to rotate every ${rotationDays} days`, async () => {
      const message = await refusal(() => new CustomerKey("k", { ...args, rotationDays }));
      expect(message).to.equal(
        `CustomerKey "k": rotationDays must be a whole number in [90, 2560]; got ${rotationDays}`,
      );
    });
  }
});
