import { expect } from "chai";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { acceptBackupReports, acceptConfiguration, acceptFindings, denyDeletion } from "./accept-findings";
import { AccountDefaults, RegionDefaults } from "./account-defaults";
import { ConfigRecorder } from "./config-recorder";
import { Exposure } from "./exposure";
import { SecurityHub } from "./security-hub";
import { PROTECTIONS, ThreatDetection } from "./threat-detection";

const site = testSite();
const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const tags = { t: "v" };
const bucket = "arn:aws:s3:::b";

describe("who may write findings", () => {
  const statements = [
    ...acceptConfiguration(place, bucket),
    ...acceptFindings(place, bucket, ["us-east-1", "us-west-2"]),
    acceptBackupReports(place, bucket),
  ];

  it("each service under its own prefix, for this account alone", () => {
    const writes = statements.filter(({ Action }) => Action === "s3:PutObject");
    expect(writes.map(({ Sid, Resource }) => [Sid, Resource])).to.deep.equal([
      ["ConfigWrites", `${bucket}/AWSLogs/123456789012/Config/*`],
      ["GuardDutyWrites", `${bucket}/guardduty/*`],
      ["MacieWrites", `${bucket}/macie/*`],
      ["BackupReports", `${bucket}/backup/*`],
    ]);
    for (const { Sid, Condition } of statements) expect(JSON.stringify(Condition), Sid).to.contain("123456789012");
  });

  it("detectors and jobs of the stack's regions, and of no other", () => {
    const sources = (sid: string): unknown =>
      statements.find(({ Sid }) => Sid === sid)?.Condition?.["ArnLike"]?.["aws:SourceArn"];
    expect(sources("GuardDutyWrites")).to.deep.equal([
      "arn:aws:guardduty:us-east-1:123456789012:detector/*",
      "arn:aws:guardduty:us-west-2:123456789012:detector/*",
    ]);
    expect(sources("MacieWrites")).to.include("arn:aws:macie2:us-west-2:123456789012:classification-job/*");
  });

  it("nobody deletes", () => {
    expect(denyDeletion(bucket)).to.deep.include({
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
    });
  });
});

describe("ConfigRecorder", () => {
  it("records everything, all the time, encrypts what it delivers, and keeps it for seven years", async () => {
    const planned = await plan(
      () =>
        new ConfigRecorder("c", {
          site,
          bucketName: "history",
          kmsKeyArn: "arn:key",
          roleArn: "arn:role",
          dependsOn: [],
        }),
    );
    expect(only(planned, "aws:cfg/recorder:Recorder").inputs).to.deep.equal({
      name: "phiguard-test-config",
      roleArn: "arn:role",
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      recordingMode: { recordingFrequency: "CONTINUOUS" },
    });
    expect(only(planned, "aws:cfg/deliveryChannel:DeliveryChannel").inputs).to.deep.include({
      s3BucketName: "history",
      s3KmsKeyArn: "arn:key",
      snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
    });
    expect(only(planned, "aws:cfg/recorderStatus:RecorderStatus").inputs).to.deep.equal({
      name: "phiguard-test-config",
      isEnabled: true,
    });
    expect(
      only(planned, "aws:cfg/retentionConfiguration:RetentionConfiguration").inputs.retentionPeriodInDays,
    ).to.equal(2557);
  });
});

describe("ThreatDetection", () => {
  it("has every protection on and exports its findings, encrypted", async () => {
    const planned = await plan(
      () => new ThreatDetection("t", { tags, bucketArn: bucket, kmsKeyArn: "arn:key", dependsOn: [] }),
    );
    expect(only(planned, "aws:guardduty/detector:Detector").inputs).to.deep.equal({
      enable: true,
      findingPublishingFrequency: "FIFTEEN_MINUTES",
      tags,
    });
    const features = ofType(planned, "aws:guardduty/detectorFeature:DetectorFeature");
    expect(features.map(({ inputs }) => inputs.name)).to.deep.equal([...PROTECTIONS]);
    for (const { inputs } of features) {
      expect(inputs).to.deep.include({ detectorId: "t-detector-id", status: "ENABLED" });
      expect(inputs.additionalConfigurations !== undefined).to.equal(inputs.name === "RUNTIME_MONITORING");
    }
    expect(only(planned, "aws:guardduty/publishingDestination:PublishingDestination").inputs).to.deep.include({
      destinationArn: `${bucket}/guardduty`,
      kmsKeyArn: "arn:key",
    });
  });
});

describe("SecurityHub", () => {
  it("checks against the named standards of its partition, and gathers other regions' findings", async () => {
    const planned = await plan(
      () =>
        new SecurityHub("h", { region: "us-gov-west-1", standards: ["foundational"], gathersFrom: ["us-gov-east-1"] }),
    );
    expect(only(planned, "aws:securityhub/account:Account").inputs).to.include({ enableDefaultStandards: false });
    expect(only(planned, "aws:securityhub/standardsSubscription:StandardsSubscription").inputs.standardsArn).to.equal(
      "arn:aws-us-gov:securityhub:us-gov-west-1::standards/aws-foundational-security-best-practices/v/1.0.0",
    );
    expect(only(planned, "aws:securityhub/findingAggregator:FindingAggregator").inputs).to.deep.equal({
      linkingMode: "SPECIFIED_REGIONS",
      specifiedRegions: ["us-gov-east-1"],
    });
  });

  it("gathers nothing in a second region", async () => {
    const planned = await plan(() => new SecurityHub("h", { region: "us-west-2", standards: ["cis"] }));
    expect(ofType(planned, "aws:securityhub/findingAggregator:FindingAggregator")).to.be.empty;
  });
});

describe("defaults of an account and a region", () => {
  const args = { site, tags, configRole: "make" } as const;

  it("passwords are strong and no bucket is public", async () => {
    const planned = await plan(() => new AccountDefaults("a", args));
    expect(only(planned, "aws:iam/accountPasswordPolicy:AccountPasswordPolicy").inputs).to.include({
      minimumPasswordLength: 14,
      passwordReusePrevention: 24,
      maxPasswordAge: 90,
    });
    expect(
      Object.values(only(planned, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock").inputs),
    ).to.deep.equal([true, true, true, true]);
    expect(only(planned, "aws:iam/serviceLinkedRole:ServiceLinkedRole").inputs.awsServiceName).to.equal(
      "config.amazonaws.com",
    );
  });

  it("takes the role of AWS Config by its name where it exists", async () => {
    let arn = "";
    const planned = await plan(() =>
      new AccountDefaults("a", { ...args, configRole: "exists" }).configRoleArn.apply((value) => (arn = value)),
    );
    expect(ofType(planned, "aws:iam/serviceLinkedRole:ServiceLinkedRole")).to.be.empty;
    expect(arn).to.equal(
      "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
    );
  });

  const rows: [string, object][] = [
    ["aws:ebs/defaultKmsKey:DefaultKmsKey", { keyArn: "arn:key" }],
    ["aws:ebs/encryptionByDefault:EncryptionByDefault", { enabled: true }],
    ["aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess", { state: "block-all-sharing" }],
    ["aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess", { state: "block-new-sharing" }],
    ["aws:ec2/serialConsoleAccess:SerialConsoleAccess", { enabled: false }],
    [
      "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
      { httpTokens: "required", httpEndpoint: "enabled", httpPutResponseHopLimit: 2, instanceMetadataTags: "disabled" },
    ],
    ["aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions", { internetGatewayBlockMode: "block-ingress" }],
    [
      "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings",
      {
        dataCatalogEncryptionSettings: {
          encryptionAtRest: { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: "arn:key" },
          connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: "arn:key" },
        },
      },
    ],
    ["aws:xray/encryptionConfig:EncryptionConfig", { type: "KMS", keyId: "arn:key" }],
  ];
  for (const [type, inputs] of rows) {
    it(`sets ${type.split(":")[2]}`, async () => {
      const planned = await plan(() => new RegionDefaults("r", { kmsKeyArn: "arn:key" }));
      expect(only(planned, type).inputs).to.deep.equal(inputs);
    });
  }
});

describe("Exposure", () => {
  it("looks for access from outside, access that nobody uses, and known holes", async () => {
    const planned = await plan(() => new Exposure("e", { site, tags, unusedAccessDays: 90 }));
    expect(
      ofType(planned, "aws:accessanalyzer/analyzer:Analyzer").map(({ inputs }) => [inputs.type, inputs.configuration]),
    ).to.deep.equal([
      ["ACCOUNT", undefined],
      ["ACCOUNT_UNUSED_ACCESS", { unusedAccess: { unusedAccessAge: 90 } }],
    ]);
    expect(only(planned, "aws:inspector2/enabler:Enabler").inputs).to.deep.equal({
      accountIds: ["123456789012"],
      resourceTypes: ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"],
    });
  });

  it("refuses 0 days", async () => {
    expect(await refusal(() => new Exposure("e", { site, tags, unusedAccessDays: 0 }))).to.contain(
      'Exposure "e": unusedAccessDays must be a whole number in [1, 365]; got 0',
    );
  });
});
