import { expect } from "chai";
import { PackInputError } from "./errors";
import { parseSettings, settingsSchema } from "./pack-settings";
import { DEFAULT_SETTINGS } from "./settings";

describe("pack settings", () => {
  it("default to those of a new team", () => {
    expect(parseSettings({})).to.deep.equal({ settings: DEFAULT_SETTINGS, places: {} });
  });

  const taken: readonly [name: string, value: unknown][] = [
    ["unknown", "block"],
    ["unknown", "advise"],
    ["strict", true],
    ["baseline", "no"],
    ["allowedRegions", ["eu-central-1"]],
    ["trustedAccounts", []],
    ["requiredEndpoints", ["s3"]],
    ["classificationTags", ["data"]],
  ];
  for (const [name, value] of taken) {
    it(`${name}: ${JSON.stringify(value)} is set and nothing else`, () => {
      expect(parseSettings({ [name]: value }).settings).to.deep.equal({ ...DEFAULT_SETTINGS, [name]: value });
    });
  }

  it("places are kept apart from what rules see", () => {
    const parsed = parseSettings({ waivers: "w.yaml", evidence: "out", strict: true });
    expect(parsed.places).to.deep.equal({ waivers: "w.yaml", evidence: "out" });
    expect(parsed.settings).to.have.all.keys(Object.keys(DEFAULT_SETTINGS));
  });

  const refused: readonly [name: string, value: unknown, message: string][] = [
    ["unknown", "ignore", 'pack-settings.unknown must be one of advise, block; got "ignore".'],
    ["unknown", true, "pack-settings.unknown must be one of advise, block; got true."],
    ["strict", "true", 'pack-settings.strict must be true or false; got "true".'],
    ["strict", 1, "pack-settings.strict must be true or false; got 1."],
    ["strict", null, "pack-settings.strict must be true or false; got null."],
    ["baseline", "maybe", 'pack-settings.baseline must be one of auto, yes, no; got "maybe".'],
    ["allowedRegions", "us-east-1", 'pack-settings.allowedRegions must be a list of texts; got "us-east-1".'],
    ["trustedAccounts", [111122223333], "pack-settings.trustedAccounts must be a list of texts; got [111122223333]."],
    ["waivers", ["a"], 'pack-settings.waivers must be a text; got ["a"].'],
    ["evidence", false, "pack-settings.evidence must be a text; got false."],
  ];
  for (const [name, value, message] of refused) {
    it(`${name}: ${JSON.stringify(value)} is refused`, () => {
      expect(() => parseSettings({ [name]: value })).to.throw(PackInputError, message);
    });
  }

  for (const name of ["Strict", "unknwon", "toString", "__proto__", "constructor"]) {
    it(`"${name}" is no setting`, () => {
      const properties = JSON.parse(`{"${name}": true}`) as Record<string, unknown>;
      expect(() => parseSettings(properties)).to.throw(
        PackInputError,
        `pack-settings has no setting "${name}"; it has unknown, `,
      );
    });
  }

  it("tell the engine a schema for each, that takes what the parser takes", () => {
    const schema = settingsSchema();
    expect(Object.keys(schema)).to.have.members([...Object.keys(DEFAULT_SETTINGS), "waivers", "evidence"]);
    for (const [name, { type, description }] of Object.entries(schema) as [
      string,
      { type: string; description: string },
    ][]) {
      expect(description, name).to.match(/\.$/);
      const sample = { boolean: true, string: "x", array: ["x"] }[type];
      const value = (schema[name] as { enum?: string[] }).enum?.[0] ?? sample;
      expect(() => parseSettings({ [name]: value }), name).not.to.throw();
    }
  });
});
