import { expect } from "chai";
import { classificationOf, isMeantForInternet } from "./classification";
import type { Resource } from "./resource";
import { DEFAULT_SETTINGS } from "./settings";
import { UNKNOWN, type PropertyObject, type PropertyValue } from "./value";

function tagged(tags: PropertyValue, provider: PropertyObject = {}): Resource {
  return {
    urn: "urn:pulumi:test::clinic::aws:lb/loadBalancer:LoadBalancer::portal",
    type: "aws:lb/loadBalancer:LoadBalancer",
    name: "portal",
    inputs: { tags },
    provider: { urn: "p", type: "pulumi:providers:aws", name: "aws", properties: provider },
  };
}

describe("what tags say of a resource", () => {
  it("whether it is meant to be reached from the internet", () => {
    const rows: readonly [tags: PropertyValue, meant: boolean | "unknown"][] = [
      [{ "phiguard:exposure": "internet-facing" }, true],
      [{ Exposure: " Internet-Facing " }, true],
      [{ exposure: "internet-facing" }, true],
      [{ exposure: "internal" }, false],
      [{ Internet: "internet-facing" }, false],
      [undefined, false],
      [UNKNOWN, "unknown"],
      [{ exposure: UNKNOWN }, "unknown"],
    ];
    for (const [tags, meant] of rows) expect(isMeantForInternet(tagged(tags)).truth).to.equal(meant);
    const defaultTags = JSON.stringify({ tags: { exposure: "internet-facing" } });
    expect(isMeantForInternet(tagged(undefined, { defaultTags })).truth).to.equal(true);
    expect(isMeantForInternet(tagged({ exposure: "internal" }, { defaultTags })).truth).to.equal(false);
  });

  it("what data it holds: its own tags before the provider's, words in any case", () => {
    const of = (tags: PropertyValue, provider?: PropertyObject): string =>
      classificationOf(tagged(tags, provider), DEFAULT_SETTINGS);
    const defaultTags = { defaultTags: JSON.stringify({ tags: { DataClassification: "public" } }) };
    expect(of({ DataClassification: " PHI " })).to.equal("phi");
    expect(of({ DataClassification: "phi" }, defaultTags)).to.equal("phi");
    expect(of({ Owner: "claims" }, defaultTags)).to.equal("public");
    expect(of({ DataClassification: "blue" })).to.equal("unrecognised");
    expect(of(undefined)).to.equal("undeclared");
    expect(of(UNKNOWN)).to.equal("unknown");
  });
});
