import { expect } from "chai";
import { accessOf, beyondBoundary } from "./testing/access";
import { planOf, settings } from "./testing/plans";

/** Characters that IAM takes in a managed policy, without white space (IAM User Guide, "IAM and AWS STS quotas"). */
const POLICY_CHARACTERS = 6144;

for (const stack of ["dev", "prod"] as const) {
  describe(`roles of ${stack}`, () => {
    it("have room in their boundary for all that their policies grant", async () => {
      const roles = accessOf(await planOf(settings[stack]));
      expect(roles.length).to.be.greaterThan(10);
      expect(roles.flatMap((of) => beyondBoundary(of).map((grant) => [of.role, grant]))).to.deep.equal([]);
    });

    it("have policies within what IAM takes", async () => {
      const long = (await planOf(settings[stack]))
        .filter(({ type }) => type === "aws:iam/policy:Policy")
        .map(({ name, inputs }) => [name, String(inputs.policy).replace(/\s/g, "").length] as const)
        .filter(([, characters]) => characters > POLICY_CHARACTERS);
      expect(long).to.deep.equal([]);
    });
  });
}
