import { expect } from "chai";
import { allRules } from "../../policies/catalog";
import { clinicStack, clinicUnit } from "./clinic-stack";

describe("the measured stack", () => {
  it("has as many resources as asked for, each with a URN of its own", () => {
    const stack = clinicStack(500);
    expect(new Set(stack.map(({ urn }) => urn)).size).to.equal(500);
  });

  it("refers to resources of the same unit alone", () => {
    const unit = clinicUnit(3);
    const urns = new Set(unit.map(({ urn }) => urn));
    const made = unit.flatMap(({ propertyDependencies }) => Object.values(propertyDependencies ?? {}).flat());
    expect(made.filter((urn) => !urns.has(urn))).to.deep.equal([]);
  });

  it("has inputs by the name of each reference", () => {
    const wrong = clinicUnit(3).flatMap(({ urn, inputs, propertyDependencies }) =>
      Object.keys(propertyDependencies ?? {})
        .filter((property) => !(property in inputs))
        .map((property) => `${urn} ${property}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it("is to about a third of types that no rule is about", () => {
    const unit = clinicUnit(0);
    const types = new Set(allRules().flatMap((rule) => [...rule.types]));
    const share = unit.filter(({ type }) => !types.has(type)).length / unit.length;
    expect(share).to.be.within(0.25, 0.45);
  });
});
