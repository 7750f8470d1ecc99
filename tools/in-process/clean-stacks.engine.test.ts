import { resolve } from "node:path";
import { expect } from "chai";
import { packs } from "../../policies/packs";
import { judgeInProcess } from "./judge";

const root = resolve(__dirname, "../..");

/** Clean: no critical or high violation, and each lesser one mended, or waived with a reason and an end. */
describe("the project's own stacks", function () {
  this.timeout(300_000);
  for (const stack of ["dev", "prod"]) {
    for (const [name, pack] of Object.entries(packs)) {
      it(`${stack} is clean under ${name}`, async () => {
        const { evaluations, run } = await judgeInProcess({ projectDir: root, stack, pack, cwd: root, env: {} });
        expect(run.exitCode, JSON.stringify(run.messages)).to.equal(0);
        const failures = evaluations
          .filter(({ result, level, waiver }) => level === "mandatory" || (result === "fail" && waiver === undefined))
          .map(({ rule, name: resource, result }) => `${result} ${rule.id} ${resource}`);
        expect(failures).to.deep.equal([]);
        expect(evaluations.filter(({ result }) => result === "pass").length).to.be.greaterThan(100);
      });
    }
  }
});
