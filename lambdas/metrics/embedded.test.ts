import { expect } from "chai";
import { embeddedMetrics } from "./embedded";

describe("embeddedMetrics", () => {
  it("names each metric with its unit, and holds its value and dimensions beside", () => {
    const line = embeddedMetrics({
      namespace: "phiguard/healthlake",
      dimensions: { Environment: "dev", Job: "import" },
      metrics: { Jobs: [1, "Count"], Duration: [12.5, "Seconds"] },
      at: "2026-03-01T00:00:00.000Z",
    });
    expect(line).to.not.contain("\n");
    expect(JSON.parse(line)).to.deep.equal({
      _aws: {
        Timestamp: 1772323200000,
        CloudWatchMetrics: [
          {
            Namespace: "phiguard/healthlake",
            Dimensions: [["Environment", "Job"]],
            Metrics: [
              { Name: "Jobs", Unit: "Count" },
              { Name: "Duration", Unit: "Seconds" },
            ],
          },
        ],
      },
      Environment: "dev",
      Job: "import",
      Jobs: 1,
      Duration: 12.5,
    });
  });
});
