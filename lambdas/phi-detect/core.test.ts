import { expect } from "chai";
import type { Span } from "../phi/span";
import { spanFile, summaryOf, type Found } from "./core";

const span = (begin: number, score: number, category: Span["category"] = "ID"): Span => ({
  begin,
  end: begin + 5,
  category,
  score,
  rules: ["r"],
});
const local: Found = { detector: "local", covers: ["ID"], version: "1", spans: [span(0, 0.9), span(20, 0.6)] };
const medical: Found = {
  detector: "comprehend-medical",
  covers: ["ID", "NAME"],
  version: "2",
  spans: [span(2, 0.7), span(40, 0.8, "NAME")],
};

describe("summary of a search", () => {
  it("counts by category, says what was searched, and by whom", () => {
    const found = [local, medical];
    expect(summaryOf({ found, absent: ["onnx"] }, spanFile(found), "spans/a")).to.deep.equal({
      spansKey: "spans/a",
      spans: 3,
      categories: { ID: { count: 2, lowest: 0.6, highest: 0.9 }, NAME: { count: 1, lowest: 0.8, highest: 0.8 } },
      detectors: ["local", "comprehend-medical"],
      versions: { local: "1", "comprehend-medical": "2" },
      absent: ["onnx"],
      covered: ["ID", "NAME"],
      // The second number was found by one of two that look for numbers; the name by the only one that looks for names.
      disagreements: 1,
    });
  });

  it("keeps spans of all, merged", () => {
    expect(spanFile([local, medical]).spans.map(({ begin, end }) => [begin, end])).to.deep.equal([
      [0, 7],
      [20, 25],
      [40, 45],
    ]);
  });
});
