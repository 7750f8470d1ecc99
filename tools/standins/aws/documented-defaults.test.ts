import { expect } from "chai";
import { type Member } from "./declaration-reader";
import { defaultsOf } from "./defaults";
import { documentedDefault } from "./documented-defaults";
import { installedTypings } from "./testing";

describe("documented defaults", () => {
  const rows: [string, Member["shape"]["kind"], unknown][] = [
    ["Whether. Defaults to `true`.", "boolean", true],
    ["Whether. Default is `false`", "boolean", false],
    ["Seconds. Default: `600`. When a gateway", "number", 600],
    ["Kind (Default: `stop`).", "string", "stop"],
    ["Number of days, defaults to `-1`;", "number", -1],
    ["Spread over\n     * lines. Defaults to\n     * `true`.", "boolean", true],
    ["Defaults true.", "boolean", true],
    ["Defaults to `false` if not set", "boolean", false],
    ["Defaults to `false` unless the other is set", "boolean", undefined],
    ["Name of the `default` group.", "string", undefined],
    ["Defaults to the Region set in the provider.", "string", undefined],
    ["Default is `AES`.", "boolean", undefined],
    ["Default is `a`.", "list", undefined],
  ];
  for (const [doc, kind, wanted] of rows) {
    it(`${doc.replace(/\s+/g, " ")} (${kind})`, () => {
      const shape = (kind === "list" ? { kind, of: { kind: "string" } } : { kind }) as Member["shape"];
      expect(documentedDefault({ name: "a", optional: true, shape, doc: `/** ${doc} */` })).to.equal(wanted);
    });
  }

  const known: [string, string, unknown][] = [
    ["aws:ec2/vpc:Vpc", "enableDnsSupport", true],
    ["aws:kms/key:Key", "enableKeyRotation", false],
    ["aws:cloudtrail/trail:Trail", "isMultiRegionTrail", false],
    ["aws:cloudtrail/trail:Trail", "includeGlobalServiceEvents", true],
    ["aws:rds/instance:Instance", "publiclyAccessible", false],
    ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "blockPublicAcls", false],
    ["aws:s3/bucket:Bucket", "forceDestroy", false],
    ["aws:s3/bucket:Bucket", "bucket", undefined],
  ];
  for (const [token, property, value] of known) {
    it(`${token} ${property}`, () =>
      expect(defaultsOf(installedTypings.mustHave(token)).get(property)).to.equal(value));
  }
});
