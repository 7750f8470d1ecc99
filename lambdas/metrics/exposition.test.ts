import { expect } from "chai";
import { openMetrics } from "./open-metrics";
import { otlpRequest } from "./otlp";
import { labelName, mayLeave, seriesName, type Sample } from "./series";

const metric = {
  namespace: "phiguard/phi-pipeline",
  name: "DocumentsProcessed",
  dimensions: { Environment: "dev" },
};
const sample = (value: number, over: Partial<Sample> = {}): Sample => ({
  metric,
  statistic: "Sum",
  value,
  at: "2026-11-22T10:00:00.000Z",
  ...over,
});

describe("metrics that leave", () => {
  const named: [string, string, string][] = [
    ["phiguard/phi-pipeline", "DocumentsProcessed", "phiguard_phi_pipeline_documents_processed_sum"],
    ["AWS/ApiGateway", "5XXError", "aws_api_gateway_5xxerror_sum"],
    ["phiguard/access", "p99Latency", "phiguard_access_p99_latency_sum"],
  ];
  for (const [namespace, name, series] of named) {
    it(`are named ${series}`, () => {
      expect(seriesName({ namespace, name, dimensions: {} }, "Sum")).to.equal(series);
    });
  }

  it("have labels in the same form", () => {
    expect(["Environment", "ApiId", "FunctionName"].map(labelName)).to.deep.equal([
      "environment",
      "api_id",
      "function_name",
    ]);
  });

  const kept: [string, Parameters<typeof mayLeave>[0]][] = [
    ["a value with a name in it", { ...metric, dimensions: { Patient: "Jane Roe" } }],
    ["a value with a number in it", { ...metric, dimensions: { Bucket: "chart-1234567" } }],
    ["an address", { ...metric, dimensions: { User: "jane@example.org" } }],
    ["a metric's name with a space", { ...metric, name: "Jane Roe" }],
    ["a dimension's name with a space", { ...metric, dimensions: { "Jane Roe": "x" } }],
  ];
  for (const [what, one] of kept) {
    it(`are not those with ${what}`, () => expect(mayLeave(one)).to.equal(false));
  }

  it("are those that our functions write", () => expect(mayLeave(metric)).to.equal(true));
});

describe("OpenMetrics text", () => {
  it("has a gauge a series with its labels, tells of itself, and ends", async () => {
    const other = { ...metric, dimensions: { Environment: "prod", Queue: "a/b" } };
    const text = await openMetrics({ samples: [sample(3), sample(4.5, { metric: other })], leftOut: 2 });
    expect(text.split("\n")).to.deep.equal([
      "# HELP phiguard_phi_pipeline_documents_processed_sum phiguard/phi-pipeline DocumentsProcessed, Sum of the newest whole period",
      "# TYPE phiguard_phi_pipeline_documents_processed_sum gauge",
      'phiguard_phi_pipeline_documents_processed_sum{environment="dev"} 3',
      'phiguard_phi_pipeline_documents_processed_sum{environment="prod",queue="a/b"} 4.5',
      "# HELP phiguard_exporter_up 1 where CloudWatch could be read",
      "# TYPE phiguard_exporter_up gauge",
      "phiguard_exporter_up 1",
      "# HELP phiguard_exporter_left_out metrics left out, as their names may not leave",
      "# TYPE phiguard_exporter_left_out gauge",
      "phiguard_exporter_left_out 2",
      "# EOF",
      "",
    ]);
  });

  it("says of nothing that there is nothing", async () => {
    expect(await openMetrics({ samples: [], leftOut: 0 })).to.contain("phiguard_exporter_up 1");
  });
});

describe("an OTLP request", () => {
  it("has a gauge a sample, with its time in nanoseconds", () => {
    expect(otlpRequest([sample(3)], "0.1.0")).to.deep.equal({
      resourceMetrics: [
        {
          resource: { attributes: [{ key: "service.name", value: { stringValue: "phiguard" } }] },
          scopeMetrics: [
            {
              scope: { name: "phiguard", version: "0.1.0" },
              metrics: [
                {
                  name: "phiguard_phi_pipeline_documents_processed_sum",
                  gauge: {
                    dataPoints: [
                      {
                        timeUnixNano: "1795341600000000000",
                        asDouble: 3,
                        attributes: [{ key: "environment", value: { stringValue: "dev" } }],
                      },
                    ],
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });
});
