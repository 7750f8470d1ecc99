import { expect } from "chai";
import { ofType, only, type Planned } from "../components/testing/plan";
import type { Settings } from "./config";
import { planOf, settings } from "./testing/plans";

/** Types without tags in AWS. */
const UNTAGGED =
  /^(pulumi:|phiguard:|aws:kms\/alias|aws:cloudcontrol|aws:s3\/bucket[A-Z]|aws:s3\/bucket\w+:|aws:iam\/rolePolicyAttachment|aws:sns\/topic(Policy|Subscription)|aws:sqs\/queuePolicy|aws:lambda\/alias|aws:cloudwatch\/(dashboard|eventTarget|log(MetricFilter|Stream|ResourcePolicy|DataProtectionPolicy)))/;
/** Parts of what has tags. */
const PARTS =
  /^aws:(cognito\/(logDelivery|managedLogin|resourceServer|riskConfiguration|userPool(Client|Domain))|apigateway\/(basePathMapping|deployment|methodSettings|restApiPolicy)|appautoscaling\/policy|athena\/namedQuery|ecr\/lifecyclePolicy|glue\/securityConfiguration|lambda\/permission|rds\/instanceAutomatedBackups|scheduler\/schedule:|secretsmanager\/secret(Rotation|Version)|transfer\/sshKey)/;
/** Settings of an account or a region, which take no tags either. */
const SETTINGS =
  /^aws:(apigateway\/account|glue\/dataCatalogEncryptionSettings|cfg\/|securityhub\/|inspector2\/|xray\/encryptionConfig|guardduty\/detectorFeature|macie2\/(account|classificationExport)|iam\/accountPasswordPolicy|s3\/accountPublicAccessBlock|ebs\/(defaultKmsKey|encryptionByDefault|snapshotBlock)|ec2\/(serialConsole|imageBlock|instanceMetadataDefaults|vpcBlockPublicAccess)|wafv2\/webAcl(Association|Logging))/;
/** AWS names the protections of a detector. */
const PROTECTION = "aws:guardduty/detectorFeature:DetectorFeature";
/** Its name is part of a function's, which has the environment. */
const ALIAS = "aws:lambda/alias:Alias";
/** Its name is of its bucket alone. */
const REQUESTS = "aws:s3/bucketMetric:BucketMetric";
/** Settings and parts of what AWS Backup keeps. */
const BACKUPS = /^aws:backup\/(regionSettings|restoreTestingSelection|selection|vault(Lock|Notifications|Policy))/;
const TABLE = "aws:glue/catalogTable:CatalogTable";
const TABLES = /^aws:glue\/catalogTable:/;
const TAGS = ["phiguard:environment", "phiguard:workload", "phiguard:owner", "phiguard:classification"];

for (const stack of ["dev", "prod"] as const) {
  describe(`stack ${stack}`, () => {
    let planned: Planned[] = [];
    before(async () => (planned = await planOf(settings[stack])));

    it("tags every resource that takes tags", () => {
      const taggable = planned.filter(
        ({ type }) =>
          /^aws:s3\/bucket(Objectv2)?:/.test(type) ||
          ![UNTAGGED, PARTS, BACKUPS, TABLES, SETTINGS].some((without) => without.test(type)),
      );
      expect(taggable.length).to.be.greaterThan(40);
      for (const { name, inputs } of taggable) expect(inputs.tags, name).to.include.keys(...TAGS);
    });

    it("puts the environment into every name", () => {
      const named = planned.filter(({ type }) => ![ALIAS, PROTECTION, REQUESTS, TABLE].includes(type));
      for (const { name, inputs } of named) {
        const given = (inputs.name ?? inputs.bucket ?? inputs.tags?.Name) as string | undefined;
        if (given !== undefined) expect(given, name).to.contain(stack);
      }
    });

    it("reserves no more runs at once than an account's quota leaves: 1,000, of which 100 are for functions without a share", () => {
      for (const provider of new Set(planned.map(({ provider }) => provider))) {
        const shares = ofType(planned, "aws:lambda/function:Function")
          .filter((made) => made.provider === provider)
          .map(({ inputs }) => Number(inputs.reservedConcurrentExecutions));
        expect(shares.filter((share) => !(share >= 0))).to.deep.equal([]);
        expect(shares.reduce((sum, share) => sum + share, 0)).to.be.at.most(900);
      }
    });

    it("makes every resource with a provider of its own choosing", () => {
      const homeless = planned.filter(
        ({ type, provider }) => type.startsWith("aws:") && !/::(home|replica)::/.test(provider),
      );
      expect(homeless.map(({ name }) => name)).to.deep.equal([]);
    });

    it("has no name twice among resources of a type and region", () => {
      const names = planned.flatMap(({ type, provider, inputs }) =>
        inputs.name === undefined || type === ALIAS || type === REQUESTS ? [] : [`${type} ${provider} ${inputs.name}`],
      );
      expect(new Set(names).size).to.equal(names.length);
    });

    it("bounds every role by the policy of its workload", () => {
      const roles = ofType(planned, "aws:iam/role:Role");
      expect(roles.length).to.be.greaterThan(2);
      for (const { name, inputs } of roles) {
        const boundary = `arn:aws:iam::123456789012:policy/phiguard-${stack}-${inputs.tags["phiguard:workload"]}-role-boundary`;
        expect(inputs.permissionsBoundary, name).to.equal(boundary);
      }
    });

    it("uses the PHI key for PHI and the platform key for the rest", () => {
      for (const { name, inputs } of ofType(planned, "aws:cloudwatch/logGroup:LogGroup")) {
        const phi = inputs.tags["phiguard:classification"] === "phi";
        expect(inputs.kmsKeyId, name).to.match(
          phi
            ? /(fhir-api|healthlake|recovery-copies|imaging|phi-pipeline|streaming|data-platform)-key/
            : /(fhir-api|foundation|recovery-drill|observability|evidence|remediation)-key/,
        );
      }
    });
  });
}

describe("the stacks differ where they should", () => {
  it("prod copies PHI and audit files to a second region, dev does not", async () => {
    const replications = async (of: Settings): Promise<string[]> =>
      ofType(await planOf(of), "aws:s3/bucketReplicationConfig:BucketReplicationConfig").map(
        ({ inputs }) => inputs.bucket,
      );
    expect(await replications(settings.dev)).to.be.empty;
    expect(await replications(settings.prod)).to.have.members([
      "phiguard-prod-audit-123456789012-us-east-1",
      "phiguard-prod-fhir-input-123456789012-us-east-1",
      "phiguard-prod-fhir-output-123456789012-us-east-1",
      "phiguard-prod-findings-123456789012-us-east-1",
      "phiguard-prod-config-history-123456789012-us-east-1",
      "phiguard-prod-image-input-123456789012-us-east-1",
      "phiguard-prod-image-output-123456789012-us-east-1",
      "phiguard-prod-image-quarantine-123456789012-us-east-1",
      ...["incoming", "released", "masked", "quarantine"].map(
        (bucket) => `phiguard-prod-phi-${bucket}-123456789012-us-east-1`,
      ),
      "phiguard-prod-lake-raw-123456789012-us-east-1",
      "phiguard-prod-lake-curated-123456789012-us-east-1",
      "phiguard-prod-lake-analytics-123456789012-us-east-1",
      "phiguard-prod-lake-quarantine-123456789012-us-east-1",
      "phiguard-prod-ledger-123456789012-us-east-1",
    ]);
  });

  it("prod replicas stand in the second region with its key, lock and log", async () => {
    const planned = await planOf(settings.prod);
    const there = planned.filter(({ provider }) => provider.includes("::replica::"));
    expect(ofType(there, "aws:s3/bucket:Bucket").map(({ inputs }) => inputs.bucket)).to.have.members(
      [
        ...["findings", "config-history", "detection-access-log"],
        ...["audit", "access-log", "fhir-input", "fhir-output", "fhir-access-log"],
        ...["ledger", "ledger-access-log"],
        // Not a replica: signed there.
        ...["releases", "releases-access-log"],
        ...["image-input", "image-output", "image-quarantine", "image-access-log"],
        ...["phi-incoming", "phi-released", "phi-masked", "phi-quarantine", "phi-access-log"],
        ...["lake-raw", "lake-curated", "lake-analytics", "lake-quarantine", "lake-access-log"],
      ].map((role) => `phiguard-prod-${role}-123456789012-us-west-2`),
    );
    expect(ofType(there, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")).to.have.length(18);
    expect(ofType(there, "aws:s3/bucketLogging:BucketLogging")).to.have.length(18);
    expect(ofType(there, "aws:s3/bucketReplicationConfig:BucketReplicationConfig")).to.be.empty;
  });

  it("only dev has made-up patients and a single NAT gateway", () => {
    expect([settings.dev.healthlake.preload, settings.prod.healthlake.preload]).to.deep.equal(["synthea", "none"]);
    expect([settings.dev.network.natGateways, settings.prod.network.natGateways]).to.deep.equal([
      "single",
      "one-per-zone",
    ]);
    expect([settings.dev.deletionProtection, settings.prod.deletionProtection]).to.deep.equal([false, true]);
  });

  it("an account has one baseline: its services in every region, its own settings once", async () => {
    const rows: [Settings, number][] = [
      [settings.dev, 1],
      [settings.prod, 2],
    ];
    for (const [of, regions] of rows) {
      const planned = await planOf(of);
      const count = (type: string): number => ofType(planned, type).length;
      for (const type of [
        "aws:guardduty/detector:Detector",
        "aws:cfg/recorderStatus:RecorderStatus",
        "aws:securityhub/account:Account",
        "aws:macie2/classificationJob:ClassificationJob",
        "aws:ebs/encryptionByDefault:EncryptionByDefault",
        "aws:inspector2/enabler:Enabler",
      ])
        expect(count(type), type).to.equal(regions);
      expect(count("aws:iam/accountPasswordPolicy:AccountPasswordPolicy")).to.equal(1);
      expect(count("aws:iam/serviceLinkedRole:ServiceLinkedRole")).to.equal(1);
      expect(count("aws:securityhub/findingAggregator:FindingAggregator")).to.equal(regions - 1);
    }
  });

  it("the findings of prod are locked in the second region, where nothing but S3 writes", async () => {
    const locks = ofType(
      await planOf(settings.prod),
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    );
    for (const role of ["findings", "config-history"]) {
      const own = locks.filter(({ inputs }) => String(inputs.bucket).startsWith(`phiguard-prod-${role}-`));
      expect(own.map(({ inputs }) => [inputs.bucket, inputs.rule.defaultRetention.mode])).to.deep.equal([
        [`phiguard-prod-${role}-123456789012-us-west-2`, "COMPLIANCE"],
      ]);
    }
  });

  it("a log archive has the baseline, a trail and alarms, and neither network nor web ACL", async () => {
    const planned = await planOf({
      ...settings.dev,
      workloads: ["baseline", "security"],
      security: { ...settings.dev.security, webAcl: false },
    });
    const types = new Set(planned.map(({ type }) => type));
    expect(types).to.include("aws:cloudtrail/trail:Trail").and.to.include("aws:guardduty/detector:Detector");
    expect([...types].filter((type) => /^aws:(ec2\/vpc:|wafv2\/)|^awsx:/.test(type))).to.be.empty;
    for (const { name, inputs } of planned.filter(({ inputs }) => inputs.tags !== undefined))
      expect(inputs.tags["phiguard:workload"], name).to.be.oneOf(["baseline", "security"]);
  });

  it("an account's trail writes into the log archive, which admits it", async () => {
    const kmsKeyArn = "arn:aws:kms:us-east-1:999988887777:key/12345678-1234-1234-1234-123456789012";
    const archive = { bucketName: "phiguard-archive-audit-999988887777-us-east-1", kmsKeyArn };
    const workloads: Settings["workloads"] = ["baseline"];
    const member = await planOf({ ...settings.dev, workloads, audit: { archive, members: [] } });
    expect(only(member, "aws:cloudtrail/trail:Trail").inputs).to.include({
      s3BucketName: archive.bucketName,
      kmsKeyId: kmsKeyArn,
    });
    const isAudit = ({ inputs }: Planned): boolean => String(inputs.bucket).startsWith("phiguard-dev-audit-");
    expect(ofType(member, "aws:s3/bucket:Bucket").filter(isAudit)).to.be.empty;
    const keeper = await planOf({ ...settings.dev, workloads, audit: { members: ["111122223333"] } });
    const policies = JSON.stringify([
      ofType(keeper, "aws:s3/bucketPolicy:BucketPolicy"),
      ofType(keeper, "aws:kms/key:Key"),
    ]);
    for (const sid of ["TrailsOf111122223333Write", "MembersTrailsEncryptTheirFiles"]) {
      expect(policies).to.contain(sid);
    }
  });

  it("the foundation alone needs no HealthLake", async () => {
    const planned = await planOf({ ...settings.dev, workloads: ["foundation"] });
    expect(planned.filter(({ name }) => name.startsWith("healthlake"))).to.be.empty;
    const endpoints = ofType(planned, "aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) => inputs.serviceName);
    expect(endpoints).to.not.include("com.amazonaws.us-east-1.healthlake");
  });

  it("the organisation's permissions boundary takes the place of the workloads'", async () => {
    const permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/organisation";
    const planned = await planOf({ ...settings.dev, permissionsBoundaryArn });
    for (const { name, inputs } of ofType(planned, "aws:iam/role:Role")) {
      expect(inputs.permissionsBoundary, name).to.equal(permissionsBoundaryArn);
    }
    expect(planned.filter(({ type }) => type === "phiguard:access:RoleBoundary")).to.be.empty;
  });

  it("a team's own tag keys replace ours everywhere", async () => {
    const tagKeys = { ...settings.dev.tagKeys, classification: "data-class" };
    const planned = await planOf({ ...settings.dev, tagKeys });
    const tagged = planned.filter(({ inputs }) => inputs.tags !== undefined);
    expect(tagged).to.not.be.empty;
    for (const { name, inputs } of tagged) expect(inputs.tags, name).to.not.have.property("phiguard:classification");
  });
});
