import { expect } from "chai";
import { scaffold, ScaffoldError, withFolder, withRule } from "./scaffold";

const made = scaffold("sqs-queue-short-retention", "aws:sqs/queue:Queue");

describe("the scaffold of a rule", () => {
  it("stands in the folder of its service, under its id", () => {
    expect([made.folder, made.file, made.exported]).to.deep.equal([
      "sqs",
      "sqs-queue-short-retention",
      "sqsQueueShortRetention",
    ]);
    expect(made.source)
      .to.contain('import type { QueueArgs } from "@pulumi/aws/sqs";')
      .and.to.contain('on<QueueArgs>("aws:sqs/queue:Queue")');
    expect(made.test).to.contain("testRule(sqsQueueShortRetention,");
  });

  const wrong: readonly [string, string, RegExp][] = [
    ["SqsQueue", "aws:sqs/queue:Queue", /^A rule's id is .* got "SqsQueue"\.$/],
    ["queue", "aws:sqs/queue:Queue", /got "queue"\.$/],
    ["sqs-queue", "aws.sqs.Queue", /^A type is a Pulumi token .* got "aws\.sqs\.Queue"\.$/],
  ];
  for (const [id, type, message] of wrong)
    it(`refuses ${id} ${type}`, () => expect(() => scaffold(id, type)).to.throw(ScaffoldError, message));
});

describe("the list of a folder's rules", () => {
  const HEAD = 'import type { Rule } from "../../rule";\n';
  const LINE = 'import { sqsQueueShortRetention } from "./sqs-queue-short-retention";\n';
  const table: readonly [string, string | undefined, string][] = [
    ["begins", undefined, `${HEAD}${LINE}\nexport const rules: readonly Rule[] = [sqsQueueShortRetention];\n`],
    [
      "grows by one",
      `${HEAD}import * as queue from "./queue";\n\nexport const rules: readonly Rule[] = [\n  queue.a,\n];\n`,
      `${HEAD}import * as queue from "./queue";\n${LINE}\nexport const rules: readonly Rule[] = [\n  queue.a, sqsQueueShortRetention];\n`,
    ],
    [
      "goes on behind a call",
      `${HEAD}import * as queue from "./queue";\n\nexport const rules: readonly Rule[] = [queue].flatMap((file) => Object.values(file));\n`,
      `${HEAD}import * as queue from "./queue";\n${LINE}\nexport const rules: readonly Rule[] = [...[queue].flatMap((file) => Object.values(file)), sqsQueueShortRetention];\n`,
    ],
  ];
  for (const [name, before, after] of table) it(name, () => expect(withRule(before, made)).to.equal(after));
});

describe("the list of folders", () => {
  const before = 'import { rules as sns } from "./sns";\n\n/** All. */\nexport const rules = [\n  ...sns,\n];\n';
  it("takes a folder once", () => {
    const after = withFolder(before, "sqs");
    expect(after).to.equal(
      'import { rules as sns } from "./sns";\nimport { rules as sqs } from "./sqs";\n\n/** All. */\nexport const rules = [\n  ...sns,\n  ...sqs,\n];\n',
    );
    expect(withFolder(after, "sqs")).to.equal(after);
  });
});
