import { expect } from "chai";
import { grantOf, mayDo, reachOf } from "./scopes";

describe("SMART scopes", () => {
  const rows: [string, readonly string[] | undefined, readonly string[]][] = [
    ["system/Patient.read", ["Patient"], ["read", "search"]],
    ["user/Observation.rs", ["Observation"], ["read", "search"]],
    ["user/Observation.r", ["Observation"], ["read"]],
    ["system/Condition.s", ["Condition"], ["search"]],
    ["system/Condition.cruds", ["Condition"], ["read", "search"]],
    ["system/Condition.*", ["Condition"], ["read", "search"]],
    ["system/Patient.write", undefined, []],
    ["system/Patient.cud", undefined, []],
    ["system/Patient.", undefined, []],
    ["system/Account.read", undefined, []],
    ["patient/Patient.read", ["Patient"], ["read", "search"]],
    ["user/Observation.rs?category=laboratory", undefined, []],
    ["system/Patient.read ", undefined, []],
    ["openid", undefined, []],
    ["", undefined, []],
  ];
  for (const [scope, types, interactions] of rows) {
    it(`"${scope}" gives ${types === undefined ? "nothing" : `${interactions.join(" and ")} of ${types.join()}`}`, () => {
      const reach = scope.startsWith("patient/") ? "own" : "all";
      expect(grantOf(scope)).to.deep.equal(types && { reach, types, interactions });
    });
  }

  it("a star gives every type of this API", () => {
    expect(grantOf("system/*.read")?.types).to.have.length(9);
  });

  it("one scope of several is enough, and none of another type", () => {
    expect(mayDo("openid user/Patient.r user/Condition.rs", "Condition", "search")).to.equal(true);
    expect(mayDo("openid user/Patient.r user/Condition.rs", "Patient", "search")).to.equal(false);
    expect(mayDo("", "Patient", "read")).to.equal(false);
  });

  it("reach one's own records alone where no other scope reaches everybody's", () => {
    expect(reachOf("patient/Patient.rs", "Patient", "read")).to.equal("own");
    expect(reachOf("patient/*.rs user/Patient.r", "Patient", "read")).to.equal("all");
    expect(reachOf("patient/*.rs user/Patient.r", "Patient", "search")).to.equal("own");
    expect(reachOf("patient/Condition.rs", "Patient", "search")).to.equal(undefined);
  });
});
