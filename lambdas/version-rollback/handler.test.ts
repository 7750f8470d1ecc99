import { expect } from "chai";
import { withAws, type Answer, type Sent } from "../testing/aws-server";
import { lambdaClient, lambdaFunctions, snsClient, snsNotices } from "./adapters";
import { decide, functionOf, type Decision } from "./core";
import { createHandler } from "./handler";

const NOW = new Date("2026-11-22T12:00:00Z");
const event = (alarmName: string, value = "ALARM") => ({
  id: "e-1",
  source: "aws.cloudwatch",
  "detail-type": "CloudWatch Alarm State Change",
  detail: { alarmName, state: { value, reason: "not read" } },
});

/** Lambda with one function that has three versions, the last of them published at `publishedAt`. */
function lambda(publishedAt: string, live = "3"): (sent: Sent) => Answer {
  return ({ method, path }) => {
    if (path === "/")
      return { body: "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>" };
    if (!path.includes("phiguard-test-fhir")) {
      return { status: 404, headers: { "x-amzn-errortype": "ResourceNotFoundException" }, body: "{}" };
    }
    if (method === "GET" && path.endsWith("/versions")) {
      const times: [string, string][] = [
        ["$LATEST", publishedAt],
        ["1", "2026-01-01T00:00:00.000+0000"],
        ["2", "2026-02-01T00:00:00.000+0000"],
        ["3", publishedAt],
      ];
      return {
        body: JSON.stringify({ Versions: times.map(([Version, LastModified]) => ({ Version, LastModified })) }),
      };
    }
    return { body: JSON.stringify({ FunctionVersion: live, RevisionId: "r-1" }) };
  };
}

async function run(input: unknown, answer: (sent: Sent) => Answer) {
  return withAws(answer, () =>
    createHandler(
      {
        functions: lambdaFunctions(lambdaClient()),
        notices: snsNotices(snsClient(), "arn:aws:sns:us-east-1:123456789012:t"),
        log: { info: () => undefined },
        now: () => NOW,
      },
      "phiguard-test-",
    )(input),
  );
}

describe("version-rollback", () => {
  const recent = "2026-11-22T11:30:00.000+0000";

  it("points callers at the version before, unless somebody else did, and tells people", async () => {
    const { result, sent } = await run(event("phiguard-test-fhir-failing"), lambda(recent));
    expect(result).to.deep.equal({ done: "rolled-back" });
    const change = sent.find(({ method }) => method === "PUT");
    expect(change?.path).to.equal("/2015-03-31/functions/phiguard-test-fhir/aliases/live");
    expect(JSON.parse(change?.body ?? "{}")).to.deep.equal({
      FunctionVersion: "2",
      RevisionId: "r-1",
      Description: "Rolled back from version 3 by the event e-1.",
    });
    expect(sent.some(({ body }) => body.includes("Action=Publish"))).to.equal(true);
  });

  const left: [string, unknown, (sent: Sent) => Answer, string][] = [
    [
      "a version that is not new",
      event("phiguard-test-fhir-failing"),
      lambda("2026-11-22T10:59:00.000+0000"),
      "not-new",
    ],
    ["what was rolled back already", event("phiguard-test-fhir-failing"), lambda(recent, "2"), "not-new"],
    ["an alarm that is over", event("phiguard-test-fhir-failing", "OK"), lambda(recent), "ignored"],
    ["an alarm of another kind", event("phiguard-test-fhir-errors"), lambda(recent), "ignored"],
    ["an alarm of another stack", event("other-fhir-failing"), lambda(recent), "ignored"],
    ["a state machine's alarm", event("phiguard-test-intake-flow-failing"), lambda(recent), "no-function"],
  ];
  for (const [name, input, answer, done] of left) {
    it(`leaves ${name}`, async () => {
      const { result, sent } = await run(input, answer);
      expect(result).to.deep.equal({ done });
      expect(sent.filter(({ method }) => method === "PUT")).to.be.empty;
    });
  }

  const versions = ["1", "2", "10"].map((version) => ({ version, publishedAt: NOW.toISOString() }));
  const decisions: [string, Decision][] = [
    ["10", { kind: "roll-back", from: "10", to: "2" }],
    ["1", { kind: "leave", reason: "no-earlier-version" }],
    ["7", { kind: "leave", reason: "not-new" }],
  ];
  for (const [live, decision] of decisions) {
    it(`decides by number for ${live}`, () => expect(decide(live, versions, NOW)).to.deep.equal(decision));
  }

  it("knows a function by its alarm", () => {
    expect(functionOf("phiguard-test-a-b-failing", "phiguard-test-")).to.equal("phiguard-test-a-b");
    expect(functionOf("phiguard-test-failing", "phiguard-test-")).to.equal(undefined);
  });

  it("refuses what is no alarm's event", async () => {
    const failure = await run({ detail: {} }, lambda(recent)).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
  });
});
