import { expect } from "chai";
import { identities, nameOf, qualifiedType, shortType, typeOf } from "./resource";
import { UNKNOWN, type PropertyObject } from "./value";

describe("resource", () => {
  it("a URN tells type and name", () => {
    const urn = "urn:pulumi:test::clinic::clinic:storage:Store$aws:s3/bucket:Bucket::intake::2024";
    expect(qualifiedType(urn)).to.equal("clinic:storage:Store$aws:s3/bucket:Bucket");
    expect(typeOf(urn)).to.equal("aws:s3/bucket:Bucket");
    expect(shortType(typeOf(urn))).to.equal("Bucket");
    expect(nameOf(urn)).to.equal("intake::2024");
  });

  const rows: readonly [name: string, type: string, inputs: PropertyObject, outputs: PropertyObject, string[]][] = [
    ["nothing known", "aws:sqs/queue:Queue", { name: UNKNOWN, url: "" }, {}, []],
    [
      "name and what came of it",
      "aws:sqs/queue:Queue",
      { name: "claims" },
      { url: "https://q/claims" },
      ["claims", "https://q/claims"],
    ],
    ["a bucket's ARN", "aws:s3/bucketV2:BucketV2", { bucket: "claims" }, {}, ["claims", "arn:aws:s3:::claims"]],
    [
      "a bucket of another provider",
      "aws-native:s3:Bucket",
      { bucketName: "claims" },
      {},
      ["claims", "arn:aws:s3:::claims"],
    ],
    ["a cluster", "aws:rds/cluster:Cluster", { clusterIdentifier: "claims" }, {}, ["claims"]],
    [
      "the cluster's name on its member is not the member's",
      "aws:rds/clusterInstance:ClusterInstance",
      { identifier: "one", clusterIdentifier: "claims" },
      {},
      ["one"],
    ],
    ["a database", "aws:rds/instance:Instance", { identifier: "claims" }, {}, ["claims"]],
    ["a database of another provider", "aws-native:rds:DbInstance", { dbInstanceIdentifier: "claims" }, {}, ["claims"]],
    ["a domain", "aws:opensearch/domain:Domain", { domainName: "claims" }, {}, ["claims"]],
    [
      "the domain's name beside it is not its own",
      "aws:opensearch/domainSamlOptions:DomainSamlOptions",
      { domainName: "claims" },
      {},
      [],
    ],
  ];
  for (const [name, type, inputs, outputs, expected] of rows) {
    it(`identities, ${name}`, () => {
      const urn = `urn:pulumi:test::clinic::${type}::x`;
      expect(identities({ urn, type, name: "x", inputs, outputs }).sort()).to.deep.equal(expected.sort());
    });
  }
});
