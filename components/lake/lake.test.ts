import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { ServiceRole } from "../access/service-role";
import { type TrustedRole } from "../access/trusted-role";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { ClaimsServer, type ClaimsServerArgs } from "./claims-server";
import { CLUSTER_POLICY, Databricks, databricksRole, databricksTrust } from "./databricks";
import { dashboardRole, LakeDashboard } from "./lake-dashboard";
import { columnsOf, rulesQuery } from "./lake-dashboard-plan";
import { queryOf } from "./lake-catalog";
import { NAMED_QUERIES } from "./lake-queries";
import { JOBS, jobArguments, SHARED_FILES } from "./lake-jobs-plan";
import type { LakeBucket } from "./lake-names";

const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const site = testSite();
const tags = { t: "internal" };
const role = (name: string): ServiceRole =>
  new ServiceRole(name, { site, tags, role: name, description: "d", service: "s.amazonaws.com", statements: () => [] });
const NAMES: Record<LakeBucket, string> = { raw: "r", curated: "c", analytics: "a", quarantine: "q", code: "code" };

describe("ClaimsServer", () => {
  const partner = { id: "north", sshPublicKeys: ["ssh-ed25519 A", "ssh-ed25519 B"], cidrBlocks: ["198.51.100.0/28"] };
  const args = (changes: Partial<ClaimsServerArgs> = {}): ClaimsServerArgs => ({
    site,
    tags,
    phiTags: { t: "phi" },
    partners: [partner],
    partnerRoles: [role("north")],
    vpcId: "vpc-1",
    subnetIds: ["subnet-1", "subnet-2"],
    addresses: "internal",
    bucketName: "raw",
    logKeyArn: "arn:key",
    logRetentionDays: 365,
    ...changes,
  });

  it("speaks SFTP alone, in the network, by a current policy, and logs what partners do", async () => {
    const planned = await plan(() => new ClaimsServer("s", args()));
    const { inputs } = only(planned, "aws:transfer/server:Server");
    expect(inputs).to.deep.include({
      domain: "S3",
      protocols: ["SFTP"],
      identityProviderType: "SERVICE_MANAGED",
      endpointType: "VPC",
      securityPolicyName: "TransferSecurityPolicy-2025-03",
      structuredLogDestinations: [
        "arn:aws:logs:us-east-1:123456789012:log-group:/aws/transfer/phiguard/test/claims-server:*",
      ],
    });
    expect(inputs.endpointDetails).to.not.have.property("addressAllocationIds");
    const ingress = only(planned, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs;
    expect(ingress).to.deep.include({ cidrIpv4: "198.51.100.0/28", fromPort: 22, toPort: 22 });
  });

  it("shows a partner its own uploads and acknowledgements, by its own role and keys", async () => {
    const planned = await plan(() => new ClaimsServer("s", args()));
    const { inputs } = only(planned, "aws:transfer/user:User");
    expect(inputs).to.deep.include({
      userName: "north",
      homeDirectoryType: "LOGICAL",
      homeDirectoryMappings: [
        { entry: "/uploads", target: "/raw/claims/incoming/north" },
        { entry: "/acknowledgements", target: "/raw/claims/acknowledgements/north" },
      ],
    });
    expect(ofType(planned, "aws:transfer/sshKey:SshKey").map(({ inputs: key }) => key.body)).to.deep.equal(
      partner.sshPublicKeys,
    );
  });

  it("has fixed addresses, and lets the subnets out of the region's block, only where asked to", async () => {
    const planned = await plan(() => new ClaimsServer("s", args({ addresses: "elastic" })));
    expect(ofType(planned, "aws:ec2/eip:Eip")).to.have.length(2);
    const open = ofType(planned, "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion");
    expect(open.map(({ inputs }) => [inputs.subnetId, inputs.internetGatewayExclusionMode])).to.deep.equal([
      ["subnet-1", "allow-bidirectional"],
      ["subnet-2", "allow-bidirectional"],
    ]);
    const inside = await plan(() => new ClaimsServer("s", args()));
    expect(inside.filter(({ type }) => /eip|Exclusion/.test(type))).to.be.empty;
  });

  for (const [change, message] of [
    [{ id: "N" }, "partner.id"],
    [{ sshPublicKeys: [] }, "sshPublicKeys of north"],
    [{ cidrBlocks: [] }, "cidrBlocks of north"],
  ] as const) {
    it(`refuses ${JSON.stringify(change)}`, async () =>
      expect(await refusal(() => new ClaimsServer("s", args({ partners: [{ ...partner, ...change }] })))).to.contain(
        message,
      ));
  }
});

describe("what parts of the lake agree on", () => {
  it("every script and query there is is deployed", () => {
    expect(
      readdirSync(path.join(__dirname, "jobs"))
        .filter((file) => /\.(py|csv)$/.test(file) && !file.startsWith("test_"))
        .sort(),
    ).to.deep.equal([...JOBS.map(({ script }) => script), ...SHARED_FILES].sort());
    expect(readdirSync(path.join(__dirname, "queries")).sort()).to.deep.equal(
      NAMED_QUERIES.map(({ file }) => `${file}.sql`).sort(),
    );
  });

  it("each job gets the arguments that its script asks for", () => {
    for (const job of JOBS) {
      const script = readFileSync(path.join(__dirname, "jobs", job.script), "utf8");
      const asked = [...(/arguments\(\[(.*?)\]\)/.exec(script)?.[1] ?? "").matchAll(/"(\w+)"/g)].map(
        ([, name]) => `--${name}`,
      );
      const given = jobArguments(job, NAMES, { arrivalDays: 7, windowDays: 730, riskThreshold: 80 });
      expect(asked, job.script).to.not.be.empty;
      expect(given, job.script).to.include.keys(...asked);
      expect(given["--TempDir"]).to.equal(`s3://${job.stage === "score" ? "a" : "c"}/temporary/`);
    }
  });

  it("jobs come after what they need", () => {
    const before = new Set<string>();
    for (const { role: name, after } of JOBS) {
      for (const other of after) expect(before.has(other), `${name} after ${other}`).to.equal(true);
      before.add(name);
    }
  });

  it("each query says what it shows; the list of high risk begins at 80, and nothing shows a name", () => {
    for (const { file } of NAMED_QUERIES) {
      const { description, sql } = queryOf(file);
      expect(description, file).to.match(/^[A-Z].*\.$/);
      expect(sql).to.not.match(/family_name|given_name|birth_date|member_id/);
    }
    expect(queryOf("high-risk-list").sql).to.contain("risk_score >= 80");
    expect(queryOf("patient-risk-view").sql).to.not.contain("patient_id");
  });
});

describe("LakeDashboard", () => {
  const group = (name: string): string => `arn:aws:quicksight:us-east-1:123456789012:group/default/${name}`;
  const readers = [
    { groupArn: group("north"), clinics: ["n-1", "n-2"] },
    { groupArn: group("south"), clinics: ["s-1"] },
  ];

  it("shows each group the rows of its clinics", () => {
    expect(rulesQuery(readers)).to.contain("VALUES ('north', 'n-1'), ('north', 'n-2'), ('south', 's-1')");
  });

  it("asks for data, copies none, and has the rules on", async () => {
    const planned = await plan(
      () =>
        new LakeDashboard("d", {
          site,
          tags: { t: "phi" },
          internalTags: { t: "internal" },
          role: dashboardRole("d", { site, tags }, {}),
          ownerArn: group("owners"),
          readers,
          cidrBlocks: ["198.51.100.0/28"],
          kmsKeyArn: "arn:key",
          dependsOn: [],
        }),
    );
    const sets = ofType(planned, "aws:quicksight/dataSet:DataSet").map(({ inputs }) => inputs);
    expect(sets.map(({ importMode }) => importMode)).to.deep.equal(["DIRECT_QUERY", "DIRECT_QUERY"]);
    const [rules, risks] = sets;
    expect(rules?.useAs).to.equal("RLS_RULES");
    expect(risks?.rowLevelPermissionDataSet).to.include({ permissionPolicy: "GRANT_ACCESS", status: "ENABLED" });
    expect(columnsOf("patient_risk").map(({ name }) => name)).to.not.include("patient_id");
    const state = JSON.parse(only(planned, "aws:cloudcontrol/resource:Resource").inputs.desiredState);
    expect(state.Definition.Sheets[0].Visuals).to.have.length(3);
    expect(state.Tags, "it names columns and holds no data").to.deep.equal([{ Key: "t", Value: "internal" }]);
    expect(state.Permissions.map(({ Principal }: { Principal: string }) => Principal)).to.deep.equal(
      ["owners", "north", "south"].map(group),
    );
    expect(only(planned, "aws:quicksight/keyRegistration:KeyRegistration").inputs.keyRegistrations).to.deep.equal([
      { keyArn: "arn:key", defaultKey: true },
    ]);
  });
});

describe("Databricks", () => {
  const access = { principalArn: "arn:aws:iam::111122223333:role/unity", externalId: "agreed-with-databricks" };

  it("trusts Databricks' role and its own, with the external id alone", () => {
    expect(databricksTrust(place, access).Condition).to.deep.equal({
      StringEquals: { "sts:ExternalId": "agreed-with-databricks" },
      ArnEquals: {
        "aws:PrincipalArn": [access.principalArn, "arn:aws:iam::123456789012:role/phiguard-test-lake-databricks"],
      },
    });
  });

  it("has a bucket with a key for its tables, and endpoints only where asked for", async () => {
    const build = (privateLink?: { workspaceService: string; relayService: string }): void =>
      void new Databricks("b", {
        site,
        tags,
        phiTags: { t: "phi" },
        role: databricksRole("b", { site, tags, access }, {}) satisfies TrustedRole,
        accessLogBucket: "log",
        lifecycle: { retentionDays: 2557, coldAfterDays: 90, coldClass: "STANDARD_IA" },
        privateLink,
        network: { vpcId: "vpc-1", vpcCidr: "10.20.0.0/16", subnetIds: ["subnet-1"] },
      });
    const without = await plan(() => build());
    expect(only(without, "aws:s3/bucket:Bucket").inputs.bucket).to.contain("lake-databricks");
    expect(ofType(without, "aws:ec2/vpcEndpoint:VpcEndpoint")).to.be.empty;
    const joined = await plan(() => build({ workspaceService: "w", relayService: "r" }));
    const ends = ofType(joined, "aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) => inputs);
    expect(ends.map(({ serviceName, privateDnsEnabled }) => [serviceName, privateDnsEnabled])).to.deep.equal([
      ["w", true],
      ["r", true],
    ]);
  });

  it("asks every cluster for encrypted disks, users apart, and an end when nobody works", () => {
    expect(CLUSTER_POLICY).to.deep.include({
      enable_local_disk_encryption: { type: "fixed", value: true },
      data_security_mode: { type: "fixed", value: "USER_ISOLATION" },
      "aws_attributes.instance_profile_arn": { type: "forbidden" },
    });
    expect(CLUSTER_POLICY["autotermination_minutes"]).to.include({ type: "range", maxValue: 60 });
  });
});
