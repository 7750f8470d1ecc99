import { expect } from "chai";
import type { AddressInfo } from "node:net";
import { withAws } from "../lambdas/testing/aws-server";
import type { MetricReading } from "../lambdas/metrics/adapters";
import { pushMetrics, serveMetrics } from "./metrics";

const reading: MetricReading = {
  samples: [
    {
      metric: { namespace: "phiguard/access", name: "Alerts", dimensions: { Environment: "dev" } },
      statistic: "Sum",
      value: 2,
      at: "2026-11-22T10:00:00.000Z",
    },
  ],
  leftOut: 0,
};

/** Runs an exporter, and gives its answers as `status type text`. */
async function asked(
  paths: readonly (string | [string, RequestInit])[],
  read: () => Promise<MetricReading>,
  keptMs = 60_000,
): Promise<string[]> {
  const server = await serveMetrics({ host: "127.0.0.1", port: 0, keptMs }, read);
  try {
    const { port } = server.address() as AddressInfo;
    const answers: string[] = [];
    for (const asked of paths) {
      const [path, init] = typeof asked === "string" ? [asked, {}] : asked;
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
      answers.push(`${answer.status} ${answer.headers.get("content-type")} ${await answer.text()}`);
    }
    return answers;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("the exporter of metrics", () => {
  it("asks CloudWatch once however often it is asked, and answers in OpenMetrics", async () => {
    let reads = 0;
    const answers = await asked(["/metrics", "/metrics?x=1", "/metrics"], async () => {
      reads += 1;
      return reading;
    });
    expect(reads).to.equal(1);
    expect(new Set(answers).size).to.equal(1);
    expect(answers[0]).to.match(/^200 application\/openmetrics-text; version=1\.0\.0; charset=utf-8 /);
    expect(answers[0]).to.contain('phiguard_access_alerts_sum{environment="dev"} 2');
  });

  it("says that nothing is known where CloudWatch can't be read, not a word of why, and then reads again", async () => {
    let reads = 0;
    const answers = await asked(["/metrics", "/metrics"], () => {
      reads += 1;
      if (reads > 1) return Promise.resolve(reading);
      return Promise.reject(Object.assign(new Error("the key AKIA"), { name: "AccessDenied" }));
    });
    expect(answers[0]).to.equal(
      "503 text/plain; charset=utf-8 CloudWatch could not be read (AccessDenied); nothing is known of the metrics.\n",
    );
    expect(answers[1]).to.match(/^200 /);
  });

  it("answers nothing else", async () => {
    const answers = await asked(["/", "/healthz", ["/metrics", { method: "POST" }]], () => Promise.resolve(reading));
    expect(answers.map((answer) => answer.slice(0, 3))).to.deep.equal(["404", "200", "405"]);
  });

  it("says why it can't listen", async () => {
    const server = await serveMetrics({ host: "127.0.0.1", port: 0, keptMs: 0 }, () => Promise.resolve(reading));
    const { port } = server.address() as AddressInfo;
    const again = serveMetrics({ host: "127.0.0.1", port, keptMs: 0 }, () => Promise.resolve(reading));
    expect(await again.catch((error: Error) => error.message)).to.equal(
      `The exporter can't listen on 127.0.0.1:${port}: EADDRINUSE.`,
    );
    server.close();
  });
});

describe("pushing metrics", () => {
  const push = (status: number, headers?: string) =>
    withAws(
      () => ({ status }),
      () =>
        pushMetrics(process.env.AWS_ENDPOINT_URL, headers, reading).then(
          (sent) => `${sent} sent`,
          (error: Error) => error.message,
        ),
    );

  it("posts them to the receiver's path for metrics, with the headers of the environment", async () => {
    const { result, sent } = await push(200, "api-key=a%20b, x = y");
    expect(result).to.equal("1 sent");
    expect(sent).to.have.length(1);
    expect(sent[0]).to.include({ method: "POST", path: "/v1/metrics" });
    expect(sent[0]?.headers).to.include({ "content-type": "application/json", "api-key": "a b", x: "y" });
    expect(JSON.parse(sent[0]?.body ?? "")).to.have.nested.property(
      "resourceMetrics[0].scopeMetrics[0].metrics[0].name",
      "phiguard_access_alerts_sum",
    );
  });

  it("says what a receiver answered that took nothing", async () => {
    expect((await push(429)).result).to.match(/^The receiver 127\.0\.0\.1:\d+ answered 429; nothing was taken\.$/);
  });

  for (const url of [undefined, "collector", "file:///etc/passwd"]) {
    it(`wants an address; got ${url}`, async () => {
      expect(await pushMetrics(url, undefined, reading).catch((error: Error) => error.message)).to.match(
        /^No receiver is named/,
      );
    });
  }
});
