import { expect } from "chai";
import { type Properties } from "../wire";
import { EXAMPLE_ACCOUNT, readConfig } from "./provider-config";

describe("provider settings", () => {
  const rows: { name: string; config: Properties; environment?: NodeJS.ProcessEnv; gives: Properties }[] = [
    {
      name: "a region",
      config: { region: "eu-west-1" },
      gives: { region: "eu-west-1", account: EXAMPLE_ACCOUNT, defaultTags: {} },
    },
    {
      name: "the environment's region",
      config: {},
      environment: { AWS_REGION: "us-west-2" },
      gives: { region: "us-west-2" },
    },
    {
      name: "default tags, as the SDK sends them",
      config: { region: "us-east-1", defaultTags: '{"tags":{"a":"b"}}' },
      gives: { defaultTags: { a: "b" } },
    },
    {
      name: "default tags as an object",
      config: { region: "us-east-1", defaultTags: { tags: { a: "b" } } },
      gives: { defaultTags: { a: "b" } },
    },
    {
      name: "the allowed account",
      config: { region: "us-east-1", allowedAccountIds: '["111122223333"]' },
      gives: { account: "111122223333" },
    },
    {
      name: "the assumed role's account",
      config: { region: "us-east-1", assumeRoles: '[{"roleArn":"arn:aws:iam::444455556666:role/r"}]' },
      gives: { account: "444455556666" },
    },
    {
      name: "switches it has no use for",
      config: { region: "us-east-1", skipCredentialsValidation: "true" },
      gives: { region: "us-east-1" },
    },
  ];
  for (const { name, config, environment = {}, gives } of rows) {
    it(`takes ${name}`, () => {
      const { setting, failures } = readConfig(config, environment);
      expect(failures).to.deep.equal([]);
      expect(setting).to.deep.include(gives);
    });
  }

  const refused: [string, Properties, string][] = [
    ["no region", {}, "needs a region: set aws:region or AWS_REGION (none is set)"],
    ["a region of another form", { region: "Virginia" }, 'got "Virginia"'],
    ["a forbidden account", { region: "us-east-1", forbiddenAccountIds: [EXAMPLE_ACCOUNT] }, "is not allowed"],
    [
      "a role outside the allowed accounts",
      {
        region: "us-east-1",
        allowedAccountIds: ["111122223333"],
        assumeRole: { roleArn: "arn:aws:iam::444455556666:role/r" },
      },
      "444455556666 is not allowed",
    ],
    [
      "a tag that is no text",
      { region: "us-east-1", defaultTags: { tags: { a: 1 } } },
      'the default tag "a" must be a string',
    ],
  ];
  for (const [name, config, says] of refused) {
    it(`refuses ${name}`, () => expect(readConfig(config, {}).failures[0]?.reason).to.contain(says));
  }
});
