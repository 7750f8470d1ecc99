import { expect } from "chai";
import { circuitMetrics } from "./metrics";

describe("circuitMetrics", () => {
  it("counts a circuit that opens, by stack and function, and nothing where it closes", () => {
    const counted: unknown[] = [];
    const changed = circuitMetrics(
      { put: ({ at: _at, ...figures }) => void counted.push(figures) },
      "prod",
      "fhir-read",
    );
    changed("open");
    changed("closed");
    const of = { namespace: "phiguard/circuits", dimensions: { Environment: "prod", FunctionName: "fhir-read" } };
    expect(counted).to.deep.equal([
      { ...of, metrics: { CircuitOpened: [1, "Count"] } },
      { ...of, metrics: { CircuitOpened: [0, "Count"] } },
    ]);
  });
});
