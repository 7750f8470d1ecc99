import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { only, plan, testSite } from "../testing/plan";
import { ConformancePack, conformanceKeyUse } from "./conformance-pack";
import { citing, conformanceTemplate, LONGEST_TEMPLATE, MANAGED_RULES, MOST_RULES } from "./conformance-template";

interface Template {
  readonly Parameters: object;
  readonly Resources: Record<
    string,
    {
      readonly Type: string;
      readonly Properties: {
        readonly ConfigRuleName: string;
        readonly Description: string;
        readonly InputParameters?: Record<string, unknown>;
        readonly Source: { readonly Owner: string; readonly SourceIdentifier: string };
      };
    }
  >;
}

const text = conformanceTemplate(MANAGED_RULES);
const template = parse(text) as Template;
const rules = Object.values(template.Resources).map(({ Properties }) => Properties);

describe("conformanceTemplate", () => {
  it("has every managed rule once, and no more than AWS Config takes", () => {
    expect(rules.map(({ ConfigRuleName }) => ConfigRuleName)).to.deep.equal(MANAGED_RULES.map(({ name }) => name));
    expect(new Set(Object.keys(template.Resources)).size)
      .to.equal(MANAGED_RULES.length)
      .and.to.be.at.most(MOST_RULES);
    expect(text.length).to.be.at.most(LONGEST_TEMPLATE);
  });

  it("is what CloudFormation reads: logical ids, managed rules, texts as parameters", () => {
    for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
      expect(id).to.match(/^[A-Za-z0-9]{1,255}$/);
      expect(Type).to.equal("AWS::Config::ConfigRule");
      expect(Properties.Source.Owner).to.equal("AWS");
      expect(Properties.Source.SourceIdentifier).to.match(/^[A-Z0-9_]+$/);
      expect(Properties.Description.length, id).to.be.at.most(256);
      for (const value of Object.values(Properties.InputParameters ?? {}))
        if (typeof value !== "object") expect(value, id).to.be.a("string");
    }
  });

  it("cites the Security Rule for each", () => {
    for (const { name, hipaa } of MANAGED_RULES) {
      expect(hipaa, name).to.not.be.empty;
      for (const citation of hipaa) expect(citation, name).to.match(/^164\.\d{3}\([a-z]\)/);
    }
  });

  it("leaves the list of VPCs out where it is empty", () => {
    const rule = rules.find(({ ConfigRuleName }) => ConfigRuleName === "internet-gateway-authorized-vpc-only");
    expect(rule?.InputParameters).to.deep.equal({
      AuthorizedVpcIds: { "Fn::If": ["hasAuthorizedVpcIds", { Ref: "AuthorizedVpcIds" }, { Ref: "AWS::NoValue" }] },
    });
  });

  it("has every rule of AWS Config that a check of the policy packs is the same as", () => {
    const list = readFileSync(join(__dirname, "../../policies/controls/aws-check-list.json"), "utf8");
    const named = new Set([...list.matchAll(/"config:([a-z0-9-]+)"/g)].map(([, name]) => name as string));
    expect(named.size).to.be.greaterThan(100);
    expect(MANAGED_RULES.map(({ name }) => name)).to.include.members([...named]);
  });
});

describe("citing", () => {
  it("counts what does not fit", () => {
    const many = Array.from({ length: 30 }, (_, index) => `164.308(a)(${index})(ii)(A)`);
    const sentence = citing(many);
    expect(sentence.length).to.be.within(220, 256);
    expect(sentence).to.match(/^Supports 45 CFR 164\.308\(a\)\(0\)\(ii\)\(A\), .* and \d+ more$/);
    const told = sentence.split(",").length + Number(/(\d+) more$/.exec(sentence)?.[1]);
    expect(told).to.equal(30);
  });
});

describe("ConformancePack", () => {
  const args = {
    site: testSite(),
    tags: { t: "v" },
    kmsKeyArn: "arn:key",
    accessLogBucket: "logs",
    lifecycle: { retentionDays: 2557, coldAfterDays: 90, coldClass: "STANDARD_IA" },
    dependsOn: [],
  } as const;

  it("delivers to a bucket that AWS Config may write to, with a lock but no default", async () => {
    const planned = await plan(() => new ConformancePack("p", { ...args, gatewayVpcIds: ["vpc-1", "vpc-2"] }));
    const name = "awsconfigconforms-phiguard-test-123456789012-us-east-1";
    expect(only(planned, "aws:s3/bucket:Bucket").inputs).to.include({ bucket: name, objectLockEnabled: true });
    expect(only(planned, "aws:cfg/conformancePack:ConformancePack").inputs).to.deep.equal({
      name: "phiguard-test-hipaa-security",
      templateBody: text,
      deliveryS3Bucket: name,
      inputParameters: [{ parameterName: "AuthorizedVpcIds", parameterValue: "vpc-1,vpc-2" }],
    });
  });

  it("gives no parameter where no VPC has a gateway", async () => {
    const planned = await plan(() => new ConformancePack("p", { ...args, gatewayVpcIds: [] }));
    expect(only(planned, "aws:cfg/conformancePack:ConformancePack").inputs.inputParameters).to.equal(undefined);
  });

  it("needs a key that the role of conformance packs may use", () => {
    const place = { project: "p", environment: "e", region: "us-east-1", accountId: "123456789012" };
    expect(conformanceKeyUse(place)).to.include({
      kind: "service-linked",
      roleArn:
        "arn:aws:iam::123456789012:role/aws-service-role/config-conforms.amazonaws.com/AWSServiceRoleForConfigConforms",
    });
  });
});
