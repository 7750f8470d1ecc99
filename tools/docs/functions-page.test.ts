import { expect } from "chai";
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Planned } from "../../components/testing/plan";
import { triggersOf } from "./function-triggers";
import { functionsPage } from "./functions-page";
import { planDocuments } from "./generated";

const root = resolve(__dirname, "../..");
const FUNCTION = "phiguard-prod-f";
const LIVE = `arn:aws:lambda:us-east-1:1:function:${FUNCTION}:live`;
const made = (type: string, inputs: Planned["inputs"], name = "n"): Planned => ({ type, name, provider: "", inputs });
const retryPolicy = { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 86_400 };

describe("docs/functions.md", function () {
  this.timeout(300_000);

  const callers: [string, Planned[], { says: string; tries: string }[]][] = [
    ["nobody that the plan has", [], [{ says: "people and runbooks", tries: "none: the caller sees the error" }]],
    [
      "an event rule",
      [made("aws:cloudwatch/eventTarget:EventTarget", { arn: LIVE, rule: "phiguard-prod-r", retryPolicy })],
      [{ says: "event rule r", tries: "delivery 185 times over 24 h, then 2 more runs" }],
    ],
    [
      "a rule of a function whose name begins alike",
      [made("aws:cloudwatch/eventTarget:EventTarget", { arn: LIVE.replace(":live", "-g:live"), rule: "r" })],
      [{ says: "people and runbooks", tries: "none: the caller sees the error" }],
    ],
    [
      "a queue",
      [
        made("aws:sqs/queue:Queue", { name: "phiguard-prod-q", redrivePolicy: '{"maxReceiveCount":5}' }, "w-q"),
        made("aws:lambda/eventSourceMapping:EventSourceMapping", {
          functionName: LIVE,
          eventSourceArn: "arn:aws:test:us-east-1:1:w-q",
        }),
      ],
      [{ says: "queue q", tries: "5 times from the queue" }],
    ],
    [
      "a state machine, and an API",
      [
        made("aws:sfn/stateMachine:StateMachine", { name: "phiguard-prod-m", definition: `{"Resource":"${LIVE}"}` }),
        made("aws:lambda/permission:Permission", { function: FUNCTION, principal: "apigateway.amazonaws.com" }),
      ],
      [
        { says: "an API", tries: "none: the caller sees the error" },
        { says: "state machine m", tries: "as the state machine has it" },
      ],
    ],
    [
      "a schedule",
      [
        made("aws:scheduler/schedule:Schedule", {
          scheduleExpression: "rate(1 hour)",
          target: { arn: LIVE, retryPolicy },
        }),
      ],
      [{ says: "schedule rate(1 hour)", tries: "delivery 185 times over 24 h, then 2 more runs" }],
    ],
  ];
  for (const [name, planned, wanted] of callers) {
    it(`reads callers: ${name}`, () => expect(triggersOf(planned, FUNCTION)).to.deep.equal(wanted));
  }

  it("a queue that the plan does not have is an error, not an empty cell", () => {
    const mapping = made("aws:lambda/eventSourceMapping:EventSourceMapping", {
      functionName: LIVE,
      eventSourceArn: "arn:aws:test:us-east-1:1:gone",
    });
    expect(() => triggersOf([mapping], FUNCTION)).to.throw("gone is not in the plan");
  });

  it("is written from the plan of today, with every function, its dead letters, alarms and a page", async () => {
    const documents = await planDocuments();
    const text = documents.get("docs/functions.md")!;
    for (const file of ["docs/functions.md", "lambdas/testing/callers-of-prod.json"])
      expect(readFileSync(join(root, file), "utf8") === documents.get(file), `${file}: run npm run docs`).to.equal(
        true,
      );
    const functions = readdirSync(join(root, "lambdas")).filter((name) =>
      existsSync(join(root, "lambdas", name, "index.ts")),
    );
    for (const name of functions) {
      const cells =
        text
          .split("\n")
          .find((line) => line.startsWith(`| [${name}](`))
          ?.split(" | ") ?? [];
      expect(cells[5], name).to.equal(`${name}-dlq`);
      expect(cells[7], name).to.contain("-errors").and.contain("-throttles").and.contain("-dlq-not-empty");
      expect(cells[8], name).to.contain("runbooks/functions.md");
    }
  });

  it("is empty for a plan without functions", () =>
    expect(functionsPage([], () => ({}), [])).to.contain("0 functions"));
});
