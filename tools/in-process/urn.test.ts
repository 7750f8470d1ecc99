import { expect } from "chai";
import { defaultProviderName, makeUrn, packageOf, parseReference, providedPackage } from "./urn";

const STACK = "urn:pulumi:dev::clinic::pulumi:pulumi:Stack::clinic-dev";
const STORE = "urn:pulumi:dev::clinic::clinic:index:Store::scans";

describe("URNs", () => {
  const cases: readonly { name: string; parent: string; type: string; urn: string }[] = [
    {
      name: "the stack itself",
      parent: "",
      type: "pulumi:pulumi:Stack",
      urn: "urn:pulumi:dev::clinic::pulumi:pulumi:Stack::x",
    },
    {
      name: "below the stack",
      parent: STACK,
      type: "aws:kms/key:Key",
      urn: "urn:pulumi:dev::clinic::aws:kms/key:Key::x",
    },
    {
      name: "below a component",
      parent: STORE,
      type: "aws:s3/bucket:Bucket",
      urn: "urn:pulumi:dev::clinic::clinic:index:Store$aws:s3/bucket:Bucket::x",
    },
    {
      name: "below a resource of a component",
      parent: `urn:pulumi:dev::clinic::clinic:index:Store$awsx:ec2:Vpc::net`,
      type: "aws:ec2/vpc:Vpc",
      urn: "urn:pulumi:dev::clinic::clinic:index:Store$awsx:ec2:Vpc$aws:ec2/vpc:Vpc::x",
    },
  ];
  for (const { name, parent, type, urn } of cases) {
    it(name, () => expect(makeUrn("dev", "clinic", parent, type, "x")).to.equal(urn));
  }

  it("reads a provider reference whose name holds colons", () => {
    const urn = "urn:pulumi:dev::clinic::pulumi:providers:aws::a::b";
    expect(parseReference(`${urn}::id`)).to.deep.equal({ urn, id: "id" });
    expect(() => parseReference("aws")).to.throw('"aws" is not a provider reference');
  });

  it("names default providers as the engine does", () => {
    expect(defaultProviderName("7.48.0", "")).to.equal("default_7_48_0");
    expect(defaultProviderName("1.0.0-alpha.1+5", "")).to.equal("default_1_0_0_alpha_1_5");
    expect(defaultProviderName("", "")).to.equal("default");
  });

  it("knows the package of a token", () => {
    expect(packageOf("aws:s3/bucket:Bucket")).to.equal("aws");
    expect(providedPackage("pulumi:providers:awsx")).to.equal("awsx");
  });
});
