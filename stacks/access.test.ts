import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { accessOf, beyondBoundary, byWorkload } from "./testing/access";
import { accessList } from "./testing/access-list";
import { planOf, settings } from "./testing/plans";

/** Characters that IAM takes in a managed policy, without white space (IAM User Guide, "IAM and AWS STS quotas"). */
const POLICY_CHARACTERS = 6144;
const LISTS = join(__dirname, "access");

interface Wildcards {
  readonly why: string;
  readonly actions: readonly string[];
}

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

describe("rights of roles", () => {
  it("are those of the workload's list, which npm run docs writes", async () => {
    const workloads = byWorkload(accessOf(await planOf(settings.prod)));
    for (const [workload, roles] of workloads) {
      const file = join(LISTS, `${workload}.yaml`);
      expect(existsSync(file), file).to.equal(true);
      expect(accessList(roles)).to.equal(readFileSync(file, "utf8"));
    }
    const listed = readdirSync(LISTS).filter((file) => file !== "wildcards.yaml");
    expect(listed).to.have.members([...workloads.keys()].map((workload) => `${workload}.yaml`));
  });

  it("reach every resource only by actions that take none, each with its reason", async () => {
    const reasons = parse(readFileSync(join(LISTS, "wildcards.yaml"), "utf8")) as readonly Wildcards[];
    const explained = reasons.flatMap(({ actions }) => actions);
    const roles = [...accessOf(await planOf(settings.dev)), ...accessOf(await planOf(settings.prod))];
    const used = roles.flatMap(({ role, grants }) =>
      grants
        .filter(({ effect, resource }) => effect === "Allow" && resource === "*")
        .map(({ action }) => ({ role, action })),
    );
    expect(used.filter(({ action }) => !explained.includes(action))).to.deep.equal([]);
    expect(explained.filter((action) => !used.some((of) => of.action === action))).to.deep.equal([]);
  });

  it("name whole actions", async () => {
    const grants = accessOf(await planOf(settings.prod)).flatMap((of) => of.grants);
    expect(grants.filter(({ effect, action }) => effect === "Allow" && action.includes("*"))).to.deep.equal([]);
  });
});
