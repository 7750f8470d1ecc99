import { expect } from "chai";
import { DEFAULT_TAG_KEYS, tagsFor } from "./tags";

const site = { environment: "dev", owner: "team", tagKeys: DEFAULT_TAG_KEYS };

describe("tagsFor", () => {
  it("gives the four tags every resource has, and no more", () => {
    expect(tagsFor(site, { workload: "foundation", classification: "internal" })).to.deep.equal({
      "phiguard:environment": "dev",
      "phiguard:workload": "foundation",
      "phiguard:owner": "team",
      "phiguard:classification": "internal",
    });
  });

  const years: [number, string][] = [
    [2192, "6"],
    [2191, "5"],
    [2557, "7"],
    [2556, "6"],
    [3653, "10"],
  ];
  for (const [retentionDays, want] of years) {
    it(`calls ${retentionDays} days ${want} years`, () => {
      const tags = tagsFor(site, { workload: "w", classification: "phi", retentionDays });
      expect(tags).to.include({ RetentionYears: want, DataOwner: "team", BackupTier: "none" });
    });
  }

  it("uses a team's own keys", () => {
    const tagKeys = { ...DEFAULT_TAG_KEYS, classification: "data-class", purpose: "why" };
    const tags = tagsFor({ ...site, tagKeys }, { workload: "w", classification: "phi", purpose: "audit" });
    expect(tags).to.include({ "data-class": "phi", why: "audit" });
    expect(tags).to.not.have.property("phiguard:classification");
  });
});
