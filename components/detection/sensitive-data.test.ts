import { expect } from "chai";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { IDENTIFIERS } from "./identifiers";
import { SensitiveData, type SensitiveDataArgs } from "./sensitive-data";

const args: SensitiveDataArgs = {
  site: testSite(),
  tags: { t: "v" },
  bucketName: "findings",
  kmsKeyArn: "arn:key",
  samplingPercent: 100,
  dependsOn: [],
};

describe("SensitiveData", () => {
  it("is on, and keeps its results encrypted under its prefix", async () => {
    const planned = await plan(() => new SensitiveData("m", args));
    expect(only(planned, "aws:macie2/account:Account").inputs.status).to.equal("ENABLED");
    expect(
      only(planned, "aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration").inputs,
    ).to.deep.equal({ s3Destination: { bucketName: "findings", keyPrefix: "macie/", kmsKeyArn: "arn:key" } });
  });

  it("looks weekly into every bucket that says what it holds, save logs and findings", async () => {
    const planned = await plan(() => new SensitiveData("m", args));
    const { inputs } = only(planned, "aws:macie2/classificationJob:ClassificationJob");
    expect(inputs).to.deep.include({
      jobType: "SCHEDULED",
      scheduleFrequency: { weeklySchedule: "MONDAY" },
      customDataIdentifierIds: IDENTIFIERS.map(({ role }) => `m-${role}-id`),
    });
    const { includes, excludes } = inputs.s3JobDefinition.bucketCriteria;
    expect(includes.ands[0].tagCriterion.tagValues).to.deep.include({ key: "phiguard:classification", value: "phi" });
    expect(excludes.ands[0].tagCriterion.tagValues.map(({ value }: { value: string }) => value)).to.deep.equal([
      "audit",
      "access-log",
      "findings",
    ]);
  });

  it("tells nobody of patients' data where it belongs", async () => {
    const planned = await plan(() => new SensitiveData("m", args));
    const { inputs } = only(planned, "aws:macie/findingsFilter:FindingsFilter");
    expect(inputs.action).to.equal("ARCHIVE");
    expect(inputs.findingCriteria.criterions.map(({ eqs }: { eqs: string[] }) => eqs)).to.deep.equal([
      ["CLASSIFICATION"],
      ["phiguard:classification"],
      ["phi"],
    ]);
  });

  it("refuses to look at nothing", async () => {
    expect(await refusal(() => new SensitiveData("m", { ...args, samplingPercent: 0 }))).to.contain(
      "samplingPercent must be a whole number in [1, 100]; got 0",
    );
  });

  it("has an identifier for each of the two numbers that Macie does not know", async () => {
    const made = ofType(
      await plan(() => new SensitiveData("m", args)),
      "aws:macie/customDataIdentifier:CustomDataIdentifier",
    );
    expect(made.map(({ inputs }) => inputs.name)).to.deep.equal([
      "phiguard-test-medical-record-number",
      "phiguard-test-member-id",
    ]);
  });
});

describe("identifiers", () => {
  const rows: Record<string, { finds: string[]; leaves: string[] }> = {
    "medical-record-number": { finds: ["MRN 00123456", "AB-1234567", "123456"], leaves: ["12345", "room 12"] },
    "member-id": { finds: ["XYZ00123456", "AB123456"], leaves: ["AB12345", "abc123456"] },
  };
  for (const { role, regex, keywords, distance, description } of IDENTIFIERS) {
    it(`${role} finds made-up numbers of its kind, and no shorter ones`, () => {
      for (const text of rows[role]?.finds ?? []) expect(text, text).to.match(new RegExp(regex));
      for (const text of rows[role]?.leaves ?? []) expect(text, text).to.not.match(new RegExp(regex));
    });

    it(`${role} is as Macie takes it`, () => {
      expect(regex.length).to.be.at.most(512);
      // Macie takes no look-around, no back references and no groups that capture.
      expect(regex).to.not.match(/\(\?[=!<]|\\[1-9]|\((?!\?:)/);
      expect(description.length).to.be.at.most(512);
      expect(distance).to.be.within(1, 300);
      for (const keyword of keywords) expect(keyword.length, keyword).to.be.within(3, 90);
    });
  }
});
