import { expect } from "chai";
import { ConfigError, parseConfig, WORKLOADS } from "./config";

const ROUTES = {
  budgetUsd: 1000,
  receivers: { pager: "pagerduty", chat: "slack", tickets: "https" },
  routes: {
    p1: { emails: ["soc@example.org"], receivers: ["pager"] },
    p2: { emails: ["a@example.org"], receivers: ["chat"] },
    p3: { emails: ["a@example.org"], receivers: ["tickets"] },
    p4: { receivers: ["tickets"] },
  },
};
const LEAST = {
  "aws:region": "us-east-1",
  "phiguard:owner": "team",
  "phiguard:alarmEmail": "a@example.org",
  "phiguard:replicaRegion": "us-west-2",
  "phiguard:observability": JSON.stringify(ROUTES),
};

function faults(changes: Record<string, string | undefined>, stack = "dev"): readonly string[] {
  const all = Object.fromEntries(Object.entries({ ...LEAST, ...changes }).filter(([, value]) => value !== undefined));
  try {
    parseConfig(stack, all as Record<string, string>);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

const failover = (changes: object): string =>
  JSON.stringify({
    failover: {
      hostedZone: "Z0123456789ABCDEFGHIJ",
      name: "api.example.org",
      primary: "east.api.example.org",
      secondary: "west.api.example.org",
      ...changes,
    },
  });

const ENDPOINTS = {
  authorizationEndpoint: "https://id.example.org/authorize",
  tokenEndpoint: "https://id.example.org/token",
};

describe("parseConfig", () => {
  it("needs region, owner and alarm address, and in production a replica; the rest has safe defaults", () => {
    const settings = parseConfig("prod", LEAST);
    expect(settings).to.deep.include({
      environment: "prod",
      production: true,
      deletionProtection: true,
      region: "us-east-1",
      workloads: [...WORKLOADS],
      network: { cidrBlock: "10.20.0.0/16", zones: 2, natGateways: "one-per-zone", partnerServices: [] },
    });
    expect(settings.retention).to.include({ auditDays: 2557, auditLogDays: 2557, recordLockDays: 35 });
    expect(settings.healthlake).to.deep.equal({
      preload: "none",
      exportEveryHours: 24,
      inNetwork: true,
      alertEmails: [],
    });
  });

  it("ignores keys of others", () => {
    expect(faults({ "pulumi:disable-default-providers": '["aws"]', "aws:profile": "x" })).to.deep.equal([]);
  });

  it("tells all faults at once", () => {
    expect(faults({ "aws:region": undefined, "phiguard:owner": undefined, "phiguard:zone": "1" })).to.have.length(3);
  });

  it("tells of each severity that nobody hears of in production", () => {
    const keys = faults({ "phiguard:observability": undefined }).map((fault) => fault.split(" ")[0]);
    expect(keys).to.deep.equal(
      [
        ...["p1.receivers", "p1.emails", "p2.receivers", "p2.emails", "p3.emails", "p3.receivers", "p4.receivers"].map(
          (key) => `routes.${key}`,
        ),
        "budgetUsd",
      ].map((key) => `phiguard:observability.${key}`),
    );
  });

  it("names the stack and has no stack trace's worth of text", () => {
    expect(() => parseConfig("dev", {})).to.throw(
      ConfigError,
      /^The configuration of stack dev has 3 faults:\n {2}aws:region must be/,
    );
  });

  const DEV = { "phiguard:production": "false" };
  const rows: { name: string; set: Record<string, string | undefined>; fault?: string }[] = [
    {
      name: "an unknown key",
      set: { "phiguard:zoness": "2" },
      fault: "phiguard:zoness is not a key of this project; known are alarmEmail,",
    },
    {
      name: "the FHIR API without its records",
      set: { ...DEV, "phiguard:workloads": '["foundation","fhir-api"]' },
      fault: "phiguard:workloads must include healthlake, whose records fhir-api serves",
    },
    {
      name: "a model whose image is named by a tag",
      set: {
        ...DEV,
        "phiguard:fhirApi": JSON.stringify({
          anomalies: {
            model: {
              image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/models:latest",
              data: "s3://models-example/1.tar.gz",
              instanceType: "ml.m7g.large",
            },
          },
        }),
      },
      fault: "phiguard:fhirApi.anomalies.model.image must be an image of ECR named by its sha256 digest",
    },
    {
      name: "an issuer without an audience",
      set: { ...DEV, "phiguard:fhirApi": JSON.stringify({ issuer: "https://id.example.org", ...ENDPOINTS }) },
      fault: "phiguard:fhirApi.audience must be set where the other of issuer and audience is",
    },
    {
      name: "an audience without an issuer",
      set: { ...DEV, "phiguard:fhirApi": JSON.stringify({ audience: "fhir" }) },
      fault: "phiguard:fhirApi.issuer must be set where the other of issuer and audience is",
    },
    {
      name: "sign-ins at an issuer that nobody named",
      set: {
        ...DEV,
        "phiguard:fhirApi": JSON.stringify({ issuerSignIns: { logGroup: "/idp", failed: "FAILED" } }),
      },
      fault: "phiguard:fhirApi.issuerSignIns must be left out where issuer is",
    },
    {
      name: "mails to users of another issuer",
      set: {
        ...DEV,
        "phiguard:fhirApi": JSON.stringify({
          issuer: "https://id.example.org",
          audience: "fhir",
          ...ENDPOINTS,
          signInMails: {
            identityArn: "arn:aws:ses:us-east-1:123456789012:identity/example.org",
            from: "a@example.org",
          },
        }),
      },
      fault: "phiguard:fhirApi.signInMails must be left out where issuer is set",
    },
    {
      name: "a log archive's key in another region",
      set: {
        ...DEV,
        "phiguard:audit": JSON.stringify({
          archive: {
            bucketName: "archive-files",
            kmsKeyArn: "arn:aws:kms:eu-west-1:999988887777:key/12345678-1234-1234-1234-123456789012",
          },
        }),
      },
      fault: "phiguard:audit.archive.kmsKeyArn must be of us-east-1",
    },
    {
      name: "a member twice",
      set: { ...DEV, "phiguard:audit": JSON.stringify({ members: ["111122223333", "111122223333"] }) },
      fault: "phiguard:audit.members must have different accounts; 111122223333 is there twice",
    },
    {
      name: "a member that is no account",
      set: { ...DEV, "phiguard:audit": JSON.stringify({ members: [111122223333] }) },
      fault: "phiguard:audit.members.0 must be a quoted account number of 12 digits",
    },
    {
      name: "an issuer of whom nobody knows where tokens are given",
      set: {
        ...DEV,
        "phiguard:fhirApi": JSON.stringify({
          issuer: "https://id.example.org",
          audience: "fhir",
          authorizationEndpoint: ENDPOINTS.authorizationEndpoint,
        }),
      },
      fault: "phiguard:fhirApi.tokenEndpoint must be set where issuer is, and there alone",
    },
    {
      name: "a place to sign in that API Gateway can't name",
      set: { ...DEV, "phiguard:fhirApi": JSON.stringify({ authorizationEndpoint: 'https://id.example.org/"x' }) },
      fault: "phiguard:fhirApi.authorizationEndpoint must be an https address of letters, digits",
    },
    {
      name: "an issuer without TLS",
      set: { ...DEV, "phiguard:fhirApi": JSON.stringify({ issuer: "http://id.example.org", audience: "fhir" }) },
      fault: "phiguard:fhirApi.issuer must be an https address",
    },
    {
      name: "apps of another issuer",
      set: {
        ...DEV,
        "phiguard:fhirApi": JSON.stringify({
          issuer: "https://id.example.org",
          audience: "fhir",
          ...ENDPOINTS,
          apps: [{ id: "portal", callbackUrls: ["https://a.example.org/"] }],
        }),
      },
      fault: "phiguard:fhirApi.apps must be empty where issuer is set",
    },
    {
      name: "a scope that the API does not have",
      set: {
        ...DEV,
        "phiguard:fhirApi": JSON.stringify({
          systems: [{ id: "ehr", scopes: ["system/Account.read", "purpose/TREAT"] }],
        }),
      },
      fault: "phiguard:fhirApi.systems.0.scopes.0 must be a scope of the API such as system/Patient.read",
    },
    {
      name: "a system whose token is good for no purpose",
      set: { ...DEV, "phiguard:fhirApi": JSON.stringify({ systems: [{ id: "ehr", scopes: ["system/*.rs"] }] }) },
      fault: "phiguard:fhirApi.systems.0.scopes must have the scope of a purpose, such as purpose/TREAT",
    },
    {
      name: "a system with a plan that is not there",
      set: {
        ...DEV,
        "phiguard:fhirApi": JSON.stringify({
          systems: [{ id: "ehr", plan: "bulk", scopes: ["system/*.rs", "purpose/TREAT"] }],
        }),
      },
      fault: "phiguard:fhirApi.systems must name a plan of fhirApi.plans (standard); ehr names bulk",
    },
    {
      name: "a token that lives too long",
      set: { ...DEV, "phiguard:fhirApi": JSON.stringify({ tokenMinutes: 61 }) },
      fault: "phiguard:fhirApi.tokenMinutes must be a whole number in [15, 60]; got 61",
    },
    {
      name: "an API key that lives too long",
      set: { ...DEV, "phiguard:fhirApi": JSON.stringify({ keyDays: 91 }) },
      fault: "phiguard:fhirApi.keyDays must be a whole number in [30, 90]; got 91",
    },
    {
      name: "a threshold that nothing passes",
      set: { ...DEV, "phiguard:fhirApi": JSON.stringify({ anomalies: { thresholdPercent: 100 } }) },
      fault: "phiguard:fhirApi.anomalies.thresholdPercent must be a whole number in [1, 99]; got 100",
    },
    {
      name: "an app and a system with one id",
      set: {
        ...DEV,
        "phiguard:fhirApi": JSON.stringify({
          apps: [{ id: "ehr", callbackUrls: ["https://a.example.org/"] }],
          systems: [{ id: "ehr", scopes: ["system/*.rs", "purpose/TREAT"] }],
        }),
      },
      fault: "phiguard:fhirApi.systems must have ids that no other system or app has; ehr is there twice",
    },
    {
      name: "an unknown key in a map",
      set: { "phiguard:network": '{"nat":"single"}' },
      fault: "phiguard:network.nat is not a key of this project; known are cidrBlock, natGateways, partnerServices,",
    },
    {
      name: "a text where a map belongs",
      set: { "phiguard:network": "big" },
      fault: 'phiguard:network must be a map of settings; got "big"',
    },
    { name: "two zones", set: { "phiguard:network": '{"zones":2}' } },
    { name: "three zones", set: { "phiguard:network": '{"zones":3}' } },
    {
      name: "one zone",
      set: { "phiguard:network": '{"zones":1}' },
      fault: "phiguard:network.zones must be a whole number in [2, 3]; got 1",
    },
    {
      name: "four zones",
      set: { "phiguard:network": '{"zones":4}' },
      fault: "phiguard:network.zones must be a whole number in [2, 3]; got 4",
    },
    {
      name: "half a zone",
      set: { "phiguard:network": '{"zones":2.5}' },
      fault: "phiguard:network.zones must be a whole number in [2, 3]; got 2.5",
    },
    {
      name: "a public block",
      set: { "phiguard:network": '{"cidrBlock":"8.8.0.0/16"}' },
      fault:
        'phiguard:network.cidrBlock must be a private IPv4 block with a prefix in [16, 22], such as 10.20.0.0/16; got "8.8.0.0/16"',
    },
    {
      name: "a transit gateway and a partner's service",
      set: {
        "phiguard:network":
          '{"transitGateway":{"id":"tgw-0123456789abcdef0","routes":["10.90.0.0/16","10.91.0.0/16"]},"partnerServices":[{"id":"clearing","serviceName":"com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"}]}',
      },
    },
    {
      name: "a transit gateway's route into the VPC",
      set: {
        "phiguard:network": '{"transitGateway":{"id":"tgw-0123456789abcdef0","routes":["10.20.128.0/20"]}}',
      },
      fault:
        "phiguard:network.transitGateway.routes.0 must not overlap phiguard:network.cidrBlock (10.20.0.0/16); got 10.20.128.0/20",
    },
    {
      name: "two routes to the same addresses",
      set: {
        "phiguard:network":
          '{"transitGateway":{"id":"tgw-0123456789abcdef0","routes":["10.90.0.0/16","10.90.1.0/24"]}}',
      },
      fault: "phiguard:network.transitGateway.routes.1 must not overlap another route (10.90.0.0/16); got 10.90.1.0/24",
    },
    {
      name: "everything through a transit gateway",
      set: { "phiguard:network": '{"transitGateway":{"id":"tgw-0123456789abcdef0","routes":["0.0.0.0/0"]}}' },
      fault: "phiguard:network.transitGateway.routes.0 must be a private IPv4 block such as 10.90.0.0/16",
    },
    {
      name: "a gateway that is none",
      set: { "phiguard:network": '{"transitGateway":{"id":"vgw-1","routes":["10.90.0.0/16"]}}' },
      fault: "phiguard:network.transitGateway.id must be the id of a transit gateway such as tgw-0123456789abcdef0",
    },
    {
      name: "a partner's service by its address",
      set: { "phiguard:network": '{"partnerServices":[{"id":"clearing","serviceName":"clearing.example.org"}]}' },
      fault: "phiguard:network.partnerServices.0.serviceName must be the name of an endpoint service",
    },
    {
      name: "no address for alarms at all",
      set: { "phiguard:alarmEmail": undefined },
      fault: "phiguard:alarmEmail must be an e-mail address; it is not set",
    },
    {
      name: "a name too long for AWS",
      set: { "phiguard:environment": "production-east" },
      fault: "phiguard:environment must be 2 to 8 small letters and digits that begin with a letter",
    },
    {
      name: "PHI forgotten before the law lets it",
      set: { "phiguard:retention": '{"recordDays":2191}' },
      fault: "phiguard:retention.recordDays must be a whole number in [2192, 36500]; got 2191",
    },
    { name: "six years of audit files", set: { "phiguard:retention": '{"auditDays":2192}' } },
    {
      name: "a day less than six years of audit files",
      set: { "phiguard:retention": '{"auditDays":2191}' },
      fault: "phiguard:retention.auditDays must be a whole number in [2192, 36500]; got 2191",
    },
    {
      name: "a log retention that CloudWatch does not have",
      set: { "phiguard:retention": '{"logDays":366}' },
      fault:
        "phiguard:retention.logDays must be one of 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; got 366",
    },
    {
      name: "an audit log of a year",
      set: { "phiguard:retention": '{"auditLogDays":365}' },
      fault: "phiguard:retention.auditLogDays must be one of 2192, 2557, 2922, 3288, 3653; got 365",
    },
    {
      name: "an address as owner, which becomes a tag",
      set: { "phiguard:owner": "a@example.org" },
      fault:
        'phiguard:owner must be a team\'s name of 2 to 63 letters, digits, spaces, dots, hyphens, without @; got "a@example.org"',
    },
    {
      name: "development without addresses of alarms",
      set: { "phiguard:observability": undefined, ...{ "phiguard:production": "false" } },
    },
    {
      name: "production without a budget",
      set: { "phiguard:observability": JSON.stringify({ ...ROUTES, budgetUsd: undefined }) },
      fault:
        "phiguard:observability.budgetUsd must be set in production: nobody hears of costs otherwise; it is not set",
    },
    {
      name: "a chat where a pager belongs",
      set: {
        "phiguard:observability": JSON.stringify({ ...ROUTES, receivers: { ...ROUTES.receivers, pager: "slack" } }),
      },
      fault:
        "phiguard:observability.routes.p1.receivers must name a receiver of the kind pagerduty or https in production: P1 pages somebody",
    },
    {
      name: "a receiver that is not there",
      set: { "phiguard:observability": JSON.stringify({ ...ROUTES, receivers: { pager: "https", tickets: "https" } }) },
      fault:
        "phiguard:observability.routes.p2.receivers must name receivers of observability.receivers (pager, tickets); got chat",
    },
    {
      name: "a kind of receiver that is none",
      set: { "phiguard:observability": '{"receivers":{"pager":"phone"}}' },
      fault:
        'phiguard:observability.receivers.pager must be one of pagerduty, slack, datadog, datadog-logs, splunk, https; got "phone"',
    },
    {
      name: "a failover without a standby",
      set: {
        ...DEV,
        "phiguard:streaming": '{"database":{"multiAz":false}}',
        "phiguard:observability": JSON.stringify({ ...ROUTES, experiments: { enabled: true, databaseFailover: true } }),
      },
      fault:
        "phiguard:observability.experiments.databaseFailover must be false where streaming.database.multiAz is: there is no standby to fail over to",
    },
    {
      name: "a failover without experiments",
      set: { "phiguard:observability": JSON.stringify({ ...ROUTES, experiments: { databaseFailover: true } }) },
      fault:
        "phiguard:observability.experiments.databaseFailover must be false where observability.experiments.enabled is",
    },
    {
      name: "no address for alarms",
      set: { "phiguard:alarmEmail": "nobody" },
      fault: 'phiguard:alarmEmail must be an e-mail address; got "nobody"',
    },
    {
      name: "an account number that YAML read as a number",
      set: { "phiguard:allowedAccountIds": "[123456789012]" },
      fault: "phiguard:allowedAccountIds.0 must be a quoted account number of 12 digits; got 123456789012",
    },
    { name: "a quoted account number", set: { "phiguard:allowedAccountIds": '["123456789012"]' } },
    {
      name: "maybe production",
      set: { "phiguard:production": "maybe" },
      fault: 'phiguard:production must be true or false; got "maybe"',
    },
    {
      name: "an unknown workload",
      set: { "phiguard:workloads": '["foundation","healthlak"]' },
      fault: `phiguard:workloads.1 must be one of ${WORKLOADS.join(", ")}; got "healthlak"`,
    },
    { name: "the foundation alone", set: { "phiguard:workloads": '["foundation"]' } },
    { name: "the baseline alone", set: { "phiguard:workloads": '["baseline"]' } },
    { name: "the baseline of a log archive", set: { "phiguard:workloads": '["baseline","security"]' } },
    {
      name: "security without a foundation or a baseline",
      set: { "phiguard:workloads": '["security"]' },
      fault: "phiguard:workloads must include foundation",
    },
    {
      name: "HealthLake on a baseline alone",
      set: { "phiguard:workloads": '["baseline","healthlake"]' },
      fault: "phiguard:workloads must include foundation",
    },
    {
      name: "no standard",
      set: { "phiguard:baseline": '{"standards":[]}' },
      fault: "phiguard:baseline.standards must name one standard at least; got []",
    },
    {
      name: "an unknown standard",
      set: { "phiguard:baseline": '{"standards":["pci"]}' },
      fault: 'phiguard:baseline.standards.0 must be one of foundational, cis, nist-800-53; got "pci"',
    },
    {
      name: "no sampling",
      set: { "phiguard:baseline": '{"macieSamplingPercent":0}' },
      fault: "phiguard:baseline.macieSamplingPercent must be a whole number in [1, 100]; got 0",
    },
    {
      name: "guardrails that nobody could lift",
      set: { "phiguard:security": '{"guardrails":{"targets":["ou-ab12-11111111"]}}' },
      fault: "phiguard:security.guardrails.deployerArns must name the roles that deploy",
    },
    {
      name: "guardrails",
      set: {
        "phiguard:security":
          '{"guardrails":{"targets":["ou-ab12-11111111"],"deployerArns":["arn:aws:iam::*:role/phiguard-deploy"]}}',
      },
    },
    {
      name: "a target that is no part of an organisation",
      set: { "phiguard:security": '{"guardrails":{"targets":["production"]}}' },
      fault: "phiguard:security.guardrails.targets.0 must be an id such as r-ab12",
    },
    {
      name: "a rate below what AWS WAF takes",
      set: { "phiguard:security": '{"requestsAMinute":9}' },
      fault: "phiguard:security.requestsAMinute must be a whole number in [10, 100000]; got 9",
    },
    {
      name: "evidence of less than six years",
      set: { "phiguard:evidence": '{"retentionDays":2191}' },
      fault: "phiguard:evidence.retentionDays must be a whole number in [2192, 36500]; got 2191",
    },
    {
      name: "a day of evidence closed at midnight",
      set: { "phiguard:evidence": '{"reportHour":0}' },
      fault: "phiguard:evidence.reportHour must be a whole number in [1, 23]; got 0",
    },
    {
      name: "a ledger that nobody may read",
      set: { "phiguard:evidence": '{"auditors":[]}' },
      fault: "phiguard:evidence.auditors must name one role at least; got []",
    },
    {
      name: "a remedy that there is not",
      set: { "phiguard:security": '{"remediation":{"actions":["delete-bucket"]}}' },
      fault:
        'phiguard:security.remediation.actions.0 must be one of close-bucket, isolate-instance, revoke-session, disable-key, rotate-secret, suspend-access, close-security-group, require-imdsv2, close-subnet, make-database-private, protect-database, unshare-db-snapshot, enable-key-rotation, cancel-key-deletion, version-bucket, enable-table-recovery, protect-table, unshare-snapshots, unshare-image; got "delete-bucket"',
    },
    {
      name: "remedies that nobody may decide about",
      set: { "phiguard:security": '{"remediation":{"approvers":[]}}' },
      fault: "phiguard:security.remediation.approvers must name one role at least; got []",
    },
    {
      name: "remedies that act, and some of them off",
      set: { "phiguard:security": '{"remediation":{"dryRun":false,"actions":["close-bucket"]}}' },
    },
    {
      name: "a workload without the foundation",
      set: { "phiguard:workloads": '["healthlake"]' },
      fault:
        'phiguard:workloads must include foundation, whose key, network and alarms the others use; only baseline, and security with it, stand alone; got ["healthlake"]',
    },
    {
      name: "HealthLake where AWS has none",
      set: { "aws:region": "eu-central-1", "phiguard:workloads": '["foundation","healthlake"]' },
      fault: "phiguard:workloads must not include healthlake in eu-central-1",
    },
    {
      name: "the foundation where AWS has no HealthLake",
      set: { "aws:region": "eu-central-1", "phiguard:workloads": '["foundation"]' },
    },
    {
      name: "imaging where AWS has no HealthImaging",
      set: { "aws:region": "us-east-2", "phiguard:workloads": '["foundation","imaging"]' },
      fault:
        "phiguard:workloads must not include imaging in us-east-2: AWS offers HealthImaging in us-east-1, us-west-2,",
    },
    {
      name: "tenants of their own accounts",
      set: {
        "phiguard:imaging":
          '{"tenants":[{"id":"north"},{"id":"south","accountId":"111122223333","externalId":"agreed-with-south"}]}',
      },
    },
    {
      name: "a foreign account that says nothing to know it by",
      set: { "phiguard:imaging": '{"tenants":[{"id":"south","accountId":"111122223333"}]}' },
      fault: "phiguard:imaging.tenants must have an externalId where they have an accountId; south has none",
    },
    {
      name: "a tenant twice",
      set: { "phiguard:imaging": '{"tenants":[{"id":"north"},{"id":"north"}]}' },
      fault: "phiguard:imaging.tenants must have different ids; north is there twice",
    },
    {
      name: "no tenant",
      set: { "phiguard:imaging": '{"tenants":[]}' },
      fault: "phiguard:imaging.tenants must name one tenant at least; got []",
    },
    {
      name: "a tenant whose id would reach others' objects",
      set: { "phiguard:imaging": '{"tenants":[{"id":"*"}]}' },
      fault:
        'phiguard:imaging.tenants.0.id must be 2 to 16 small letters, digits and hyphens that begin with a letter; got "*"',
    },
    {
      name: "an import given up after nine minutes",
      set: { "phiguard:imaging": '{"importTimeoutMinutes":9}' },
      fault: "phiguard:imaging.importTimeoutMinutes must be a whole number in [10, 1440]; got 9",
    },
    {
      name: "a repository whose workflows deploy, and a signed release",
      set: { "phiguard:delivery": '{"github":{"repository":"example-org/phiguard"},"signedRelease":"1.2.0"}' },
    },
    {
      name: "a repository of all organisations",
      set: { "phiguard:delivery": '{"github":{"repository":"*/phiguard"}}' },
      fault: 'phiguard:delivery.github.repository must be organisation/repository as GitHub has it; got "*/phiguard"',
    },
    {
      name: "a signed release without what signs",
      set: { "phiguard:delivery": '{"signedRelease":"1.2.0"}', "phiguard:workloads": '["foundation"]' },
      fault: "phiguard:delivery.signedRelease must not be set without the workload delivery",
    },
    {
      name: "workloads on another stack's foundation",
      set: { "phiguard:foundationStack": "org/phiguard/prod", "phiguard:workloads": '["imaging","healthlake"]' },
    },
    {
      name: "a foundation beside another stack's",
      set: { "phiguard:foundationStack": "org/phiguard/prod", "phiguard:workloads": '["foundation","imaging"]' },
      fault:
        "phiguard:workloads must be of security, healthlake, streaming, imaging, delivery on the foundation of org/phiguard/prod; got foundation",
    },
    {
      name: "another stack without its project",
      set: { "phiguard:foundationStack": "prod", "phiguard:workloads": '["imaging"]' },
      fault: 'phiguard:foundationStack must be organisation/project/stack; got "prod"',
    },
    {
      name: "others' workloads without a foundation",
      set: {
        "phiguard:foundationStack": "org/phiguard/prod",
        "phiguard:workloads": '["imaging"]',
        "phiguard:foundation": '{"serves":["streaming"]}',
      },
      fault: "phiguard:foundation.serves must be empty in a stack without a foundation",
    },
    {
      name: "a replica at home",
      set: { "phiguard:replicaRegion": "us-east-1" },
      fault: "phiguard:replicaRegion must differ from aws:region; both are us-east-1",
    },
    {
      name: "production without a replica",
      set: { "phiguard:replicaRegion": undefined },
      fault: "phiguard:replicaRegion must be set in production",
    },
    { name: "development without a replica", set: { "phiguard:replicaRegion": undefined, ...DEV } },
    {
      name: "made-up patients in production",
      set: { "phiguard:healthlake": '{"preload":"synthea"}' },
      fault: "phiguard:healthlake.preload must be none in production",
    },
    { name: "made-up patients in development", set: { "phiguard:healthlake": '{"preload":"synthea"}', ...DEV } },
    {
      name: "unprotected production",
      set: { "phiguard:deletionProtection": "false" },
      fault: "phiguard:deletionProtection must be true in production",
    },
    {
      name: "one NAT gateway in production",
      set: { "phiguard:network": '{"natGateways":"single"}' },
      fault: "phiguard:network.natGateways must be one-per-zone in production",
    },
    {
      name: "a stream without a second shard",
      set: { "phiguard:streaming": '{"shards":1}' },
      fault: "phiguard:streaming.shards must be a whole number in [2, 200]; got 1",
    },
    {
      name: "a day of retention, a consumer of its own and a release",
      set: { "phiguard:streaming": '{"retentionHours":24,"fanOut":true,"imageTag":"1.2.0"}' },
    },
    {
      name: "a stream that forgets within a day",
      set: { "phiguard:streaming": '{"retentionHours":23}' },
      fault: "phiguard:streaming.retentionHours must be a whole number in [24, 8760]; got 23",
    },
    {
      name: "an image that says nothing of what runs",
      set: { "phiguard:streaming": '{"imageTag":"latest"}' },
      fault:
        'phiguard:streaming.imageTag must be a release\'s tag such as 1.2.0, or a digest (sha256:...), and not latest; got "latest"',
    },
    {
      name: "the local engine alone where some names may stay",
      set: { "phiguard:phiPipeline": '{"detectors":["local"],"operatingPoint":"balanced"}' },
    },
    {
      name: "the local engine alone, which looks for every category",
      set: { "phiguard:phiPipeline": '{"detectors":["local"],"operatingPoint":"recall"}' },
    },
    {
      name: "no detector",
      set: { "phiguard:phiPipeline": '{"detectors":[]}' },
      fault: "phiguard:phiPipeline.detectors must name one detector at least; got []",
    },
    {
      name: "a detector twice",
      set: { "phiguard:phiPipeline": '{"detectors":["local","local","comprehend-medical"]}' },
      fault: "phiguard:phiPipeline.detectors must name each detector once",
    },
    {
      name: "a model beside the local engine",
      set: {
        "phiguard:phiPipeline":
          '{"detectors":["local","onnx"],"modelLayerArn":"arn:aws:lambda:us-east-1:111122223333:layer:phi-model:4"}',
      },
    },
    {
      name: "a model without its layer",
      set: { "phiguard:phiPipeline": '{"detectors":["local","onnx"]}' },
      fault: "phiguard:phiPipeline.modelLayerArn must be set with the detector onnx, and only with it",
    },
    {
      name: "a model alone, which may be absent",
      set: {
        "phiguard:phiPipeline":
          '{"detectors":["onnx"],"modelLayerArn":"arn:aws:lambda:us-east-1:111122223333:layer:phi-model:4"}',
      },
      fault: "phiguard:phiPipeline.detectors must name local or comprehend-medical, too: a model may be absent",
    },
    {
      name: "a layer of another region",
      set: {
        "phiguard:phiPipeline":
          '{"detectors":["local","onnx"],"modelLayerArn":"arn:aws:lambda:eu-west-1:111122223333:layer:phi-model:4"}',
      },
      fault: "phiguard:phiPipeline.modelLayerArn must be of us-east-1, where the function is",
    },
    {
      name: "a layer of no version",
      set: {
        "phiguard:phiPipeline":
          '{"detectors":["local","onnx"],"modelLayerArn":"arn:aws:lambda:us-east-1:111122223333:layer:phi-model"}',
      },
      fault: "phiguard:phiPipeline.modelLayerArn must be the ARN of a version of a layer",
    },
    {
      name: "Comprehend Medical where it is not",
      set: { "aws:region": "us-west-1", "phiguard:workloads": '["foundation","phi-pipeline"]' },
      fault:
        "phiguard:phiPipeline.detectors must not include comprehend-medical in us-west-1: AWS offers it in us-east-1,",
    },
    {
      name: "release and quarantine at the same risk",
      set: { "phiguard:phiPipeline": '{"releaseBelowPercent":20,"quarantineFromPercent":20}' },
      fault:
        "phiguard:phiPipeline.releaseBelowPercent must be less than phiguard:phiPipeline.quarantineFromPercent (20); got 20",
    },
    {
      name: "documents that are too large",
      set: { "phiguard:phiPipeline": '{"maxDocumentMb":11}' },
      fault: "phiguard:phiPipeline.maxDocumentMb must be a whole number in [1, 10]; got 11",
    },
    {
      name: "production without samples",
      set: { "phiguard:phiPipeline": '{"sampleSharePercent":0}' },
      fault: "phiguard:phiPipeline.sampleSharePercent must be 1 or more in production",
    },
    {
      name: "no samples outside of production",
      set: { ...DEV, "phiguard:phiPipeline": '{"sampleSharePercent":0}' },
    },
    {
      name: "more tasks than may be",
      set: { "phiguard:streaming": '{"tasks":3,"shards":4}' },
      fault: "phiguard:streaming.maxTasks must be streaming.tasks (3) or more; got 2",
    },
    {
      name: "more tasks than shards",
      set: { "phiguard:streaming": '{"maxTasks":3}' },
      fault: "phiguard:streaming.maxTasks must be streaming.shards (2) or less, as a shard is read by one task; got 3",
    },
    {
      name: "two partners of one name",
      set: {
        "phiguard:dataPlatform":
          '{"partners": [{"id": "north", "sshPublicKeys": ["ssh-ed25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"], "cidrBlocks": ["198.51.100.0/28"]}, {"id": "north", "sshPublicKeys": ["ssh-ed25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"], "cidrBlocks": ["198.51.100.0/28"]}]}',
      },
      fault: "phiguard:dataPlatform.partners must have different ids; north is there twice",
    },
    {
      name: "a partner without a key",
      set: {
        "phiguard:dataPlatform":
          '{"partners": [{"id": "north", "sshPublicKeys": [], "cidrBlocks": ["198.51.100.0/28"]}]}',
      },
      fault: "phiguard:dataPlatform.partners.0.sshPublicKeys must have one key at least; got []",
    },
    {
      name: "a private key",
      set: {
        "phiguard:dataPlatform":
          '{"partners": [{"id": "north", "sshPublicKeys": ["-----BEGIN"], "cidrBlocks": ["198.51.100.0/28"]}]}',
      },
      fault:
        'phiguard:dataPlatform.partners.0.sshPublicKeys.0 must be a public key in OpenSSH\'s format, without a comment; got "-----BEGIN"',
    },
    {
      name: "a partner from anywhere",
      set: {
        "phiguard:dataPlatform":
          '{"partners": [{"id": "north", "sshPublicKeys": ["ssh-ed25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"], "cidrBlocks": ["0.0.0.0/0"]}]}',
      },
      fault:
        'phiguard:dataPlatform.partners.0.cidrBlocks.0 must be an IPv4 block with a prefix of 16 or more, such as 198.51.100.0/28; got "0.0.0.0/0"',
    },
    {
      name: "more blocks of partners than a network ACL takes",
      set: {
        "phiguard:dataPlatform":
          '{"partners": [{"id": "north", "sshPublicKeys": ["ssh-ed25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"], "cidrBlocks": ["198.51.100.0/28", "198.51.100.16/28", "198.51.100.32/28", "198.51.100.48/28", "198.51.100.64/28", "198.51.100.80/28", "198.51.100.96/28", "198.51.100.112/28", "198.51.100.128/28", "198.51.100.144/28", "198.51.100.160/28", "198.51.100.176/28", "198.51.100.192/28"]}]}',
      },
      fault:
        "phiguard:dataPlatform.partners must have 12 blocks of addresses at most together, as a network ACL takes 20 rules; got 13",
    },
    {
      name: "claims that go to the archive while they count",
      set: { "phiguard:dataPlatform": '{"archiveAfterDays": 759}' },
      fault: "phiguard:dataPlatform.archiveAfterDays must be a whole number in [760, 36499]; got 759",
    },
    {
      name: "claims that go to the archive after they are deleted",
      set: { "phiguard:dataPlatform": '{"archiveAfterDays": 3000}' },
      fault:
        "phiguard:dataPlatform.archiveAfterDays must be in [180, 2556]: after retention.recordColdAfterDays and 90 days more, before retention.recordDays; got 3000",
    },
    {
      name: "queries without bound",
      set: { "phiguard:dataPlatform": '{"scanLimitGiB": 0}' },
      fault: "phiguard:dataPlatform.scanLimitGiB must be a whole number in [1, 10000]; got 0",
    },
    {
      name: "alerts by a clock that there is nowhere",
      set: { "phiguard:dataPlatform": '{"outreach": {"timeZone": "America/Springfield"}}' },
      fault:
        'phiguard:dataPlatform.outreach.timeZone must be a name in the IANA time zone database, such as America/Chicago; got "America/Springfield"',
    },
    {
      name: "quiet hours that never end",
      set: { "phiguard:dataPlatform": '{"outreach": {"quietHours": {"from": "21:00", "to": "21:00"}}}' },
      fault: "phiguard:dataPlatform.outreach.quietHours.to must be another time of day than from; got 21:00",
    },
    {
      name: "quiet hours on a clock of twelve hours",
      set: { "phiguard:dataPlatform": '{"outreach": {"quietHours": {"from": "9:00", "to": "07:00"}}}' },
      fault: 'phiguard:dataPlatform.outreach.quietHours.from must be a time of day such as 21:00; got "9:00"',
    },
    {
      name: "quiet hours that hold nothing",
      set: {
        "phiguard:dataPlatform": '{"outreach": {"quietHours": {"from": "21:00", "to": "07:00", "overrideScore": 80}}}',
      },
      fault:
        "phiguard:dataPlatform.outreach.quietHours.overrideScore must be more than riskThreshold, which is 80: no alert would be held; got 80",
    },
    {
      name: "quiet hours over midnight",
      set: {
        "phiguard:dataPlatform":
          '{"outreach": {"timeZone": "America/Chicago", "quietHours": {"from": "21:00", "to": "07:00", "overrideScore": 95}}}',
      },
    },
    {
      name: "an escalation after more than a week",
      set: { "phiguard:dataPlatform": '{"outreach": {"escalateAfterHours": 169}}' },
      fault: "phiguard:dataPlatform.outreach.escalateAfterHours must be a whole number in [1, 168]; got 169",
    },
    {
      name: "a scanner by its address",
      set: { "phiguard:dataPlatform": '{"clamd": {"host": "clamd:3310"}}' },
      fault: 'phiguard:dataPlatform.clamd.host must be a host\'s name such as clamd.example.org; got "clamd:3310"',
    },
    {
      name: "a scanner whose certificate is none",
      set: { "phiguard:dataPlatform": '{"clamd": {"host": "clamd.example.org", "ca": "mine"}}' },
      fault: "phiguard:dataPlatform.clamd.ca must be one certificate in PEM",
    },
    {
      name: "a persona that nobody may take",
      set: { "phiguard:dataPlatform": '{"personas": {"analyst": []}}' },
      fault: "phiguard:dataPlatform.personas.analyst must name one role at least; got []",
    },
    {
      name: "Databricks without an external id",
      set: { "phiguard:dataPlatform": '{"databricks": {"principalArn": "arn:aws:iam::111122223333:role/d"}}' },
      fault: "phiguard:dataPlatform.databricks.externalId must be 16 to 64 letters, digits and hyphens; it is not set",
    },
    {
      name: "clusters of Databricks without its endpoints",
      set: {
        "phiguard:dataPlatform": JSON.stringify({
          databricks: {
            principalArn: "arn:aws:iam::111122223333:role/d",
            externalId: "agreed-with-databricks",
            clusters: { accountId: "01234567-89ab-cdef-0123-456789abcdef" },
          },
        }),
      },
      fault: "phiguard:dataPlatform.databricks.privateLink must be set where clusters is",
    },
    {
      name: "PostgreSQL 14",
      set: { "phiguard:streaming": '{"database":{"majorVersion":14}}' },
      fault: "phiguard:streaming.database.majorVersion must be a whole number in [15, 17]; got 14",
    },
    {
      name: "a database class that is too small",
      set: { "phiguard:streaming": '{"database":{"instanceClass":"db.t4g.micro"}}' },
      fault: "phiguard:streaming.database.instanceClass must be a Graviton class of 4 GiB or more",
    },
    {
      name: "storage that can't grow",
      set: { "phiguard:streaming": '{"database":{"storageGiB":100,"maxStorageGiB":109}}' },
      fault: "phiguard:streaming.database.maxStorageGiB must be 110 or more, a tenth above storageGiB; got 109",
    },
    {
      name: "a database of one zone in production",
      set: { "phiguard:streaming": '{"database":{"multiAz":false}}' },
      fault: "phiguard:streaming.database.multiAz must be true in production",
    },
    {
      name: "a week of backups in production",
      set: { "phiguard:streaming": '{"database":{"backupDays":7}}' },
      fault: "phiguard:streaming.database.backupDays must be 35 in production; got 7",
    },
    {
      name: "a small database in development",
      set: { "phiguard:streaming": '{"database":{"multiAz":false,"backupDays":7}}', ...DEV },
    },
    {
      name: "a vault that could be unlocked in production",
      set: { "phiguard:recovery": '{"vaultLock":"governance"}' },
      fault: "phiguard:recovery.vaultLock must be compliance in production",
    },
    { name: "the same in development", set: { "phiguard:recovery": '{"vaultLock":"governance"}', ...DEV } },
    {
      name: "backups that are gone before the vault lets them",
      set: { "phiguard:recovery": '{"backupDays":34}' },
      fault: "phiguard:recovery.backupDays must be a whole number in [35, 3650]; got 34",
    },
    {
      name: "no database replica in production",
      set: { "phiguard:recovery": '{"databaseReplica":false}' },
      fault: "phiguard:recovery.databaseReplica must be true in production",
    },
    {
      name: "a drill at no time",
      set: { "phiguard:recovery": '{"drillSchedule":"quarterly"}' },
      fault:
        'phiguard:recovery.drillSchedule must be a cron of AWS in UTC such as cron(0 8 1 1,4,7,10 ? *); got "quarterly"',
    },
    {
      name: "a second network on the first one's addresses",
      set: { "phiguard:recovery": '{"cidrBlock":"10.20.0.0/20"}' },
      fault: "phiguard:recovery.cidrBlock must not overlap phiguard:network.cidrBlock (10.20.0.0/16)",
    },
    {
      name: "a public second network",
      set: { "phiguard:recovery": '{"cidrBlock":"8.8.0.0/16"}' },
      fault: "phiguard:recovery.cidrBlock must be a private IPv4 block",
    },
    { name: "names that fail over", set: { "phiguard:recovery": failover({}) } },
    {
      name: "names that fail over to where they came from",
      set: { "phiguard:recovery": failover({ secondary: "east.api.example.org" }) },
      fault: "phiguard:recovery.failover.secondary must differ from recovery.failover.primary",
    },
    {
      name: "names that fail over to no second region",
      set: { "phiguard:replicaRegion": undefined, "phiguard:recovery": failover({}), ...DEV },
      fault: "phiguard:recovery.failover must be left out where phiguard:replicaRegion is",
    },
    {
      name: "a bucket name with capitals",
      set: { "phiguard:healthlake": '{"inputBucket":"My-Bucket"}' },
      fault:
        'phiguard:healthlake.inputBucket must be a bucket name of 3 to 63 small letters, digits, dots and hyphens; got "My-Bucket"',
    },
    {
      name: "a tag key of AWS",
      set: { "phiguard:tagKeys": '{"owner":"aws:owner"}' },
      fault:
        'phiguard:tagKeys.owner must be a tag key of 1 to 128 characters that does not begin with aws:; got "aws:owner"',
    },
    {
      name: "two things under one tag key",
      set: { "phiguard:tagKeys": '{"owner":"same","workload":"same"}' },
      fault: "phiguard:tagKeys must be different keys; same is there twice",
    },
    {
      name: "a number that is a good owner's name no more",
      set: { "phiguard:owner": "12" },
      fault: "phiguard:owner must be a team's name",
    },
    {
      name: "an environment of nine letters",
      set: { "phiguard:environment": "abcdefghi" },
      fault: "phiguard:environment must be 2 to 8 small letters",
    },
  ];
  for (const { name, set, fault } of rows) {
    it(`${fault === undefined ? "takes" : "refuses"} ${name}`, () => {
      const found = faults(set);
      if (fault === undefined) expect(found).to.deep.equal([]);
      else expect(found.map((text) => text.slice(0, fault.length))).to.deep.equal([fault]);
    });
  }
});
