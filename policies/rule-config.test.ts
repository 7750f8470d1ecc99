import { expect } from "chai";
import { PackInputError } from "./errors";
import { parseRuleConfig, ruleConfigSchema } from "./pack-settings";
import { choice, flag, texts, wholeNumber } from "./rule-config";
import { DEFAULT_SETTINGS } from "./settings";

const days = wholeNumber({ name: "days", description: "Days kept.", fallback: 7, minimum: 1, maximum: 35 });
const ports = texts({ name: "ports", description: "Ports.", fallback: ["443"] });
const strictly = flag({ name: "strictly", description: "Strictly.", fallback: false });
const mode = choice({ name: "mode", description: "Mode.", fallback: "a", oneOf: ["a", "b"] });
const config = [days, ports, strictly, mode];

describe("what a user sets for one rule", () => {
  it("falls back to what the rule declares", () => {
    expect([days, ports, strictly, mode].map((item) => item.of(DEFAULT_SETTINGS))).to.deep.equal([
      7,
      ["443"],
      false,
      "a",
    ]);
  });

  it("is read where it is set", () => {
    const ofRule = parseRuleConfig("kept", config, { days: 14, ports: [], strictly: true, mode: "b" });
    const settings = { ...DEFAULT_SETTINGS, ofRule };
    expect([days, ports, strictly, mode].map((item) => item.of(settings as never))).to.deep.equal([14, [], true, "b"]);
  });

  const wrong: readonly [Record<string, unknown>, string][] = [
    [{ days: 0 }, "kept.days must be a whole number in [1, 35]; got 0."],
    [{ days: 36 }, "kept.days must be a whole number in [1, 35]; got 36."],
    [{ days: 1.5 }, "kept.days must be a whole number in [1, 35]; got 1.5."],
    [{ days: "7" }, 'kept.days must be a whole number in [1, 35]; got "7".'],
    [{ ports: [443] }, "kept.ports must be a list of texts; got [443]."],
    [{ strictly: "yes" }, 'kept.strictly must be true or false; got "yes".'],
    [{ mode: "c" }, 'kept.mode must be one of a, b; got "c".'],
    [{ hours: 1 }, 'Rule kept has no setting "hours"; it has days, ports, strictly, mode.'],
  ];
  for (const [properties, message] of wrong) {
    it(message, () => expect(() => parseRuleConfig("kept", config, properties)).to.throw(PackInputError, message));
  }

  it("of a rule that declares nothing is refused", () => {
    expect(() => parseRuleConfig("kept", [], { days: 1 })).to.throw('Rule kept has no setting "days"; it has none.');
  });

  it("is told to the engine as JSON schema", () => {
    expect(ruleConfigSchema(config)).to.deep.equal({
      days: { type: "integer", minimum: 1, maximum: 35, description: "Days kept.", default: 7 },
      ports: { type: "array", items: { type: "string" }, description: "Ports.", default: ["443"] },
      strictly: { type: "boolean", description: "Strictly.", default: false },
      mode: { type: "string", enum: ["a", "b"], description: "Mode.", default: "a" },
    });
  });
});
