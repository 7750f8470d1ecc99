import { expect } from "chai";
import { type Properties } from "../wire";
import { isMadeName } from "./names";
import { standIn, urnOf } from "./testing";

describe("made names", () => {
  const rows: { token: string; property: string; name?: string; inputs?: Properties; form: RegExp }[] = [
    { token: "aws:s3/bucket:Bucket", property: "bucket", name: "Data", form: /^data-[0-9a-f]{7}$/ },
    { token: "aws:cloudwatch/logGroup:LogGroup", property: "name", name: "Log", form: /^Log-[0-9a-f]{7}$/ },
    {
      token: "aws:kms/alias:Alias",
      property: "name",
      inputs: { targetKeyId: "k" },
      form: /^alias\/thing-[0-9a-f]{7}$/,
    },
    {
      token: "aws:rds/instance:Instance",
      property: "identifier",
      inputs: { instanceClass: "c" },
      form: /^thing-[0-9a-f]{7}$/,
    },
    {
      token: "aws:rds/cluster:Cluster",
      property: "clusterIdentifier",
      inputs: { engine: "e" },
      form: /^thing-[0-9a-f]{7}$/,
    },
    { token: "aws:sqs/queue:Queue", property: "name", inputs: { fifoQueue: true }, form: /^thing-[0-9a-f]{7}\.fifo$/ },
    { token: "aws:s3/bucketObject:BucketObject", property: "key", inputs: { bucket: "b" }, form: /^thing$/ },
  ];
  const aws = standIn();
  for (const { token, property, name, inputs = {}, form } of rows) {
    it(`${token} ${property}`, () => {
      const checked = aws.check(urnOf(token, name), {}, inputs);
      expect(checked.failures).to.deep.equal([]);
      expect(checked.inputs[property]).to.match(form);
      const again = aws.check(urnOf(token, name), checked.inputs, inputs);
      expect(again.inputs[property], "kept on update").to.equal(checked.inputs[property]);
    });
  }

  const untouched: [string, Properties][] = [
    ["aws:s3/bucket:Bucket", { bucket: "mine" }],
    ["aws:s3/bucket:Bucket", { bucketPrefix: "mine-" }],
    ["aws:cloudwatch/logGroup:LogGroup", { namePrefix: "mine" }],
    ["aws:kms/key:Key", {}],
    ["aws:ec2/subnet:Subnet", { vpcId: "v" }],
  ];
  for (const [token, inputs] of untouched) {
    it(`${token} ${JSON.stringify(inputs)} stays`, () =>
      expect(aws.check(urnOf(token), {}, inputs).inputs).to.deep.equal(inputs));
  }

  it("follow the URN", () => {
    const name = (resource: string): unknown =>
      aws.check(urnOf("aws:sns/topic:Topic", resource), {}, {}).inputs["name"];
    expect(name("a")).to.equal(name("a"));
    expect(String(name("a")).slice(-7)).not.to.equal(String(name("b")).slice(-7));
  });

  it("an earlier name of the program's own is not kept", () => {
    expect(aws.check(urnOf("aws:sns/topic:Topic"), { name: "mine" }, {}).inputs["name"]).to.match(
      /^thing-[0-9a-f]{7}$/,
    );
    expect(isMadeName("mine", "thing")).to.equal(false);
    expect(isMadeName("thing-0123456", "thing")).to.equal(true);
  });
});
