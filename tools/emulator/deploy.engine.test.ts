import { expect } from "chai";
import { buildStack } from "../../stacks/build";
import { makeContext } from "../../stacks/context";
import { settings } from "../../stacks/testing/plans";
import { deploy, type Outcome } from "./deploy";
import { withEmulator } from "./emulator";

/** The least share of a stack's resources that has to be made: what the emulator lacks stays out, and must not grow unseen. */
const LEAST_SHARE = 0.75;

for (const stack of ["dev", "prod"] as const) {
  describe(`deployment of ${stack} to an emulated AWS`, () => {
    let outcomes: readonly Outcome[] = [];
    before(async () => {
      const { region, replicaRegion } = settings[stack];
      outcomes = await withEmulator((emulator) =>
        deploy(
          emulator,
          () => buildStack(makeContext(settings[stack])),
          (provider) => (provider.includes("::replica") ? (replicaRegion ?? region) : region),
        ),
      );
    });

    it("is refused nothing that the emulator has", () => {
      expect(outcomes.filter(({ came }) => came === "refused")).to.deep.equal([]);
    });

    it("makes most of its resources", () => {
      const made = outcomes.filter(({ came }) => came === "made").length;
      expect(made / outcomes.length).to.be.greaterThan(LEAST_SHARE);
    });
  });
}

describe("the emulated AWS", () => {
  it("refuses what AWS would", async () => {
    await withEmulator(async ({ call }) => {
      const missing = await call("us-east-1", "sns", "publish", {
        TopicArn: "arn:aws:sns:us-east-1:123456789012:none",
        Message: "m",
      });
      expect(missing).to.have.property("refused").that.contains("NotFound");
      const wrong = await call("us-east-1", "kms", "create_key", { Foo: 1 });
      expect(wrong).to.have.property("refused").that.contains('Unknown parameter in input: "Foo"');
      const lacking = await call("us-east-1", "healthlake", "list_fhir_datastores", {});
      expect(lacking).to.have.property("missing");
    });
  });
});
