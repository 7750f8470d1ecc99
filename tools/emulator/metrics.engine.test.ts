import { expect } from "chai";
import { readMetrics } from "../../lambdas/metrics/adapters";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { withEmulator } from "./emulator";

const REGION = "us-east-1";

describe("metrics in an emulated CloudWatch", () => {
  it("are read by each statistic, the newest whole period alone, and none that may not leave", () =>
    withEmulator(async ({ endpoint, call }) => {
      const now = new Date();
      const put = (name: string, dimension: string, value: number, secondsAgo: number, namespace = "phiguard/access") =>
        call(REGION, "cloudwatch", "put_metric_data", {
          Namespace: namespace,
          MetricData: [
            {
              MetricName: name,
              Dimensions: [{ Name: "Environment", Value: dimension }],
              Value: value,
              Timestamp: new Date(now.getTime() - secondsAgo * 1000).toISOString(),
            },
          ],
        });
      await put("Alerts", "dev", 40, 200);
      await put("Alerts", "dev", 1, 75);
      await put("Alerts", "dev", 3, 75);
      await put("Alerts", "Jane Roe", 1, 75);
      await put("Errors", "dev", 1, 75, "Other");
      const read = await withEnvironment({ AWS_ENDPOINT_URL: endpoint }, () =>
        readMetrics(REGION, { prefix: "phiguard/", periodSeconds: 60, now }),
      );
      expect(read.leftOut).to.equal(1);
      expect(read.samples.map(({ metric, statistic, value }) => [metric.name, statistic, value])).to.deep.equal([
        ["Alerts", "Sum", 4],
        ["Alerts", "Average", 2],
        ["Alerts", "Maximum", 3],
      ]);
    })).timeout(120_000);
});
