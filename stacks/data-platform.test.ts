import { expect } from "chai";
import { like, mayDo, statementsIn, type AccessRequest, type PolicyStatement } from "../components/testing/access";
import { ofType, plan, type Planned } from "../components/testing/plan";
import { PERSONAS, type Persona } from "../components/lake/lake-names";
import { parseConfig } from "./config";
import { makeContext } from "./context";
import { buildDataPlatform } from "./data-platform";
import { buildFoundation } from "./foundation";

const KEY = `ssh-ed25519 ${"A".repeat(68)}`;
const settings = parseConfig("dev", {
  "aws:region": "us-east-1",
  "phiguard:owner": "team",
  "phiguard:production": "false",
  "phiguard:alarmEmail": "a@example.org",
  "phiguard:workloads": '["foundation","data-platform"]',
  "phiguard:dataPlatform": JSON.stringify({
    partners: ["north", "south"].map((id) => ({ id, sshPublicKeys: [KEY], cidrBlocks: ["10.99.0.0/24"] })),
    databricks: {
      principalArn: "arn:aws:iam::111122223333:role/databricks",
      externalId: "agreed-with-databricks",
      privateLink: {
        workspaceService: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
        relayService: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef1",
      },
      clusters: { accountId: "01234567-89ab-cdef-0123-456789abcdef" },
    },
  }),
});
const ACCOUNT = "123456789012";
const ATHENA = { "aws:CalledVia": "athena.amazonaws.com" };

const bucket = (name: string): string => `arn:aws:s3:::phiguard-dev-lake-${name}-${ACCOUNT}-us-east-1`;
const RAW = `${bucket("raw")}/claims/accepted/received=2026-11-22/partner=north/a.csv`;
const INCOMING = `${bucket("raw")}/claims/incoming/north/a.csv`;
const ACKNOWLEDGEMENT = `${bucket("raw")}/claims/acknowledgements/north/a.csv.0123456789ab.accepted.ack.json`;
const SCANNED = `${bucket("raw")}/claims/scanned/0123.json`;
const NOTE = `${bucket("raw")}/notes/year=2026/month=11/day=22/hour=10/a.gz`;
const CURATED = `${bucket("curated")}/claims/received=2026-11-22/a.parquet`;
const FIGURES = `${bucket("analytics")}/de-identified/patient_risk/as_of=2026-11-22/a.parquet`;
const OUTREACH = `${bucket("analytics")}/outreach/patient_risk/as_of=2026-11-22/a.parquet`;
const workgroup = (name: string): string => `arn:aws:athena:us-east-1:${ACCOUNT}:workgroup/phiguard-dev-lake-${name}`;
const table = (database: string): string => `arn:aws:glue:us-east-1:${ACCOUNT}:table/phiguard_dev_${database}/t`;

describe("data platform", () => {
  let planned: Planned[] = [];
  before(async () => {
    planned = await plan(() => {
      const context = makeContext(settings);
      buildDataPlatform(context, buildFoundation(context));
    });
  });

  const ofRole = (role: string): PolicyStatement[] =>
    ofType(planned, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .filter(({ inputs }) => inputs.role === role)
      .flatMap(({ inputs }) => {
        const policy = ofType(planned, "aws:iam/policy:Policy").find(({ name }) =>
          inputs.policyArn.endsWith(`:${name}`),
        );
        return statementsIn(policy?.inputs.policy);
      });
  const roles = (): string[] => ofType(planned, "aws:iam/role:Role").map(({ inputs }) => String(inputs.name));
  const bucketPolicies = (): PolicyStatement[] =>
    ofType(planned, "aws:s3/bucketPolicy:BucketPolicy").flatMap(({ inputs }) => statementsIn(inputs.policy));

  /** By the role's own policies, and not refused by the bucket's: S3's answer within one account. */
  function may(role: string, action: string, resource: string, context: Record<string, string> = {}): boolean {
    const request: AccessRequest = {
      action,
      resource,
      context: {
        ...context,
        "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/${role}`,
        "aws:SecureTransport": "true",
      },
    };
    const refusals = bucketPolicies().filter(
      ({ Effect, Condition }) => Effect === "Deny" && Object.keys(Condition ?? {}).every((key) => key === "ArnNotLike"),
    );
    return mayDo([...ofRole(role), ...refusals], request);
  }
  /** Who of all roles may do it, whichever way they come. */
  const who = (action: string, resource: string): string[] =>
    roles()
      .filter((role) => may(role, action, resource, ATHENA))
      .map((role) => role.replace("phiguard-dev-", ""))
      .sort();

  const writers: [string, string, string[]][] = [
    ["an upload", INCOMING, ["lake-partner-north"]],
    ["a checked claim", RAW, ["claims-check"]],
    ["an acknowledgement", ACKNOWLEDGEMENT, ["claims-check"]],
    ["which version was scanned", SCANNED, ["claims-check"]],
    ["a care note", NOTE, ["lake-notes-delivery"]],
    ["curated data", CURATED, ["lake-curate", "lake-refine"]],
    ["figures", FIGURES, ["lake-score"]],
    ["patients to call", OUTREACH, ["lake-score"]],
  ];
  for (const [name, resource, wanted] of writers) {
    it(`has ${name} written by ${wanted.join(" and ")} alone`, () => {
      expect(who("s3:PutObject", resource)).to.deep.equal(wanted);
    });
  }

  it("lets nobody who reads raw data read analytics, and nobody take them there past the curated zone", () => {
    const raw = new Set([INCOMING, RAW, NOTE].flatMap((resource) => who("s3:GetObject", resource)));
    const analytics = new Set([FIGURES, OUTREACH].flatMap((resource) => who("s3:GetObject", resource)));
    const writes = new Set([FIGURES, OUTREACH].flatMap((resource) => who("s3:PutObject", resource)));
    expect(raw).to.include("lake-curate").and.to.include("lake-data-engineer");
    expect(analytics).to.include("lake-analyst").and.to.include("lake-databricks");
    expect([...raw].filter((role) => analytics.has(role) || writes.has(role))).to.deep.equal([]);
  });

  it("refuses a role that somebody gives all of S3, by the buckets' own policies", () => {
    const everything: PolicyStatement = { Effect: "Allow", Action: "s3:*", Resource: "*" };
    const context = { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/somebody`, ...ATHENA };
    const refusals = bucketPolicies().filter(({ Condition }) => Condition?.["ArnNotLike"] !== undefined);
    for (const resource of [INCOMING, RAW, NOTE, CURATED, FIGURES, OUTREACH])
      for (const action of ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"])
        expect(mayDo([everything, ...refusals], { action, resource, context }), `${action} ${resource}`).to.equal(
          false,
        );
  });

  it("lets Databricks start clusters by their own role alone, and the boundary of the lake's roles lets that pass", () => {
    const request = {
      action: "ec2:RunInstances",
      resource: `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/i-1`,
      context: { "aws:RequestTag/Vendor": "Databricks" },
    };
    const starters = roles().filter((role) => mayDo(ofRole(role), request));
    expect(starters).to.deep.equal(["phiguard-dev-lake-databricks-clusters"]);
    const boundary = ofType(planned, "aws:iam/policy:Policy").find(
      ({ name }) => name === "data-platform-role-boundary-policy",
    );
    expect(mayDo(statementsIn(boundary?.inputs.policy), request)).to.equal(true);
  });

  it("has notes' sendings remembered for a day by the intake alone, under hashes that it alone makes, and read by nobody", () => {
    const name = "phiguard-dev-care-note-sendings";
    const sendings = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/${name}`;
    expect(who("dynamodb:PutItem", sendings)).to.deep.equal(["note-intake"]);
    for (const action of ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:DeleteItem"])
      expect(who(action, sendings), action).to.deep.equal([]);
    const boundary = ofType(planned, "aws:iam/policy:Policy").find(
      (policy) => policy.name === "data-platform-role-boundary-policy",
    );
    expect(mayDo(statementsIn(boundary?.inputs.policy), { action: "dynamodb:PutItem", resource: sendings })).to.equal(
      true,
    );
    const kept = ofType(planned, "aws:dynamodb/table:Table").find(({ inputs }) => inputs.name === name)?.inputs;
    expect(kept).to.deep.include({ ttl: { enabled: true, attributeName: "expires" }, hashKey: "id" });
    const makers = statementsIn(
      ofType(planned, "aws:kms/key:Key").find((key) => key.name === "data-platform-notes-hash-key")?.inputs.policy,
    ).filter(({ Action }) => Action === "kms:GenerateMac");
    expect(makers.map(({ Principal }) => Principal)).to.deep.equal([
      { AWS: [`arn:aws:iam::${ACCOUNT}:role/phiguard-dev-note-intake`] },
    ]);
  });

  it("has a key for each zone that no reader of another zone may use", () => {
    const users = (zone: string): string[] =>
      statementsIn(
        ofType(planned, "aws:kms/key:Key").find(({ name }) => name === `data-platform-${zone}-key-key`)?.inputs.policy,
      )
        .flatMap(({ Principal }) => Object.values(Principal as object).flat() as string[])
        .map((arn) => arn.replace(/.*phiguard-dev-/, ""));
    expect(users("raw")).to.include("lake-curate").and.not.include("lake-score").and.not.include("lake-analyst");
    expect(users("analytics")).to.include("lake-score").and.not.include("lake-curate");
    expect(users("analytics")).to.not.include("lake-data-engineer");
    expect(users("curated")).to.not.include("lake-analyst").and.not.include("lake-care-coordinator");
  });

  /** What each persona tries, and who of them may. */
  const tries: [string, string, string, readonly Persona[]][] = [
    ["reads an upload", "s3:GetObject", INCOMING, []],
    ["reads checked claims", "s3:GetObject", RAW, ["data-engineer"]],
    ["reads care notes", "s3:GetObject", NOTE, ["data-engineer"]],
    ["reads curated data", "s3:GetObject", CURATED, ["data-engineer"]],
    ["reads figures", "s3:GetObject", FIGURES, ["analyst"]],
    ["reads the list of patients to call", "s3:GetObject", OUTREACH, ["care-coordinator"]],
    ["reads access logs", "s3:GetObject", `${bucket("access-log")}/lake-raw/a`, ["auditor"]],
    ["writes figures", "s3:PutObject", FIGURES, []],
    ["deletes claims", "s3:DeleteObject", RAW, []],
    ["sees a bucket's policy", "s3:GetBucketPolicy", bucket("raw"), ["auditor"]],
    ["changes a bucket's policy", "s3:PutBucketPolicy", bucket("raw"), []],
    ["asks about curated data", "athena:StartQueryExecution", workgroup("engineering"), ["data-engineer"]],
    ["asks about figures", "athena:StartQueryExecution", workgroup("analysis"), ["analyst"]],
    ["asks whom to call", "athena:StartQueryExecution", workgroup("outreach"), ["care-coordinator"]],
    ["fetches the coordinators' results", "athena:GetQueryResults", workgroup("outreach"), ["care-coordinator"]],
    ["sees who asked what", "athena:ListQueryExecutions", workgroup("outreach"), ["auditor", "care-coordinator"]],
    ["takes the bounds off a workgroup", "athena:UpdateWorkGroup", workgroup("analysis"), []],
    ["sees the columns of figures", "glue:GetTable", table("analytics"), ["analyst", "auditor"]],
    ["changes a table", "glue:UpdateTable", table("curated"), []],
    [
      "runs a job",
      "glue:StartJobRun",
      `arn:aws:glue:us-east-1:${ACCOUNT}:job/phiguard-dev-lake-risk-score`,
      ["data-engineer"],
    ],
    ["changes a job", "glue:UpdateJob", `arn:aws:glue:us-east-1:${ACCOUNT}:job/phiguard-dev-lake-risk-score`, []],
    [
      "stops the schedule",
      "glue:StopTrigger",
      `arn:aws:glue:us-east-1:${ACCOUNT}:trigger/phiguard-dev-lake-standardise`,
      ["administrator"],
    ],
    [
      "takes a partner's key away",
      "transfer:DeleteSshPublicKey",
      `arn:aws:transfer:us-east-1:${ACCOUNT}:user/s-1/north`,
      ["administrator"],
    ],
    [
      "sees a partner's keys",
      "transfer:DescribeUser",
      `arn:aws:transfer:us-east-1:${ACCOUNT}:user/s-1/north`,
      ["administrator", "auditor"],
    ],
    ["makes a role", "iam:CreateRole", `arn:aws:iam::${ACCOUNT}:role/phiguard-dev-x`, []],
    ["hands a role over", "iam:PassRole", `arn:aws:iam::${ACCOUNT}:role/phiguard-dev-lake-score`, []],
    ["publishes an alert", "sns:Publish", `arn:aws:sns:us-east-1:${ACCOUNT}:phiguard-dev-risk-alerts`, []],
  ];
  const own = { "aws:ResourceTag/phiguard:workload": "data-platform", "aws:ResourceTag/phiguard:environment": "dev" };
  for (const [what, action, resource, wanted] of tries) {
    it(`${what}: ${wanted.length === 0 ? "none of the personas" : wanted.join(" and ")}`, () => {
      const able = PERSONAS.filter((persona) =>
        may(`phiguard-dev-lake-${persona}`, action, resource, { ...ATHENA, ...own }),
      );
      expect(able).to.have.members(wanted);
    });
  }

  it("lets people read files by Athena alone, and servers of others be", () => {
    for (const persona of PERSONAS.filter((one) => one !== "auditor"))
      for (const resource of [RAW, NOTE, CURATED, FIGURES, OUTREACH])
        expect(may(`phiguard-dev-lake-${persona}`, "s3:GetObject", resource), persona).to.equal(false);
    const key = ["transfer:ImportSshPublicKey", `arn:aws:transfer:us-east-1:${ACCOUNT}:user/s-2/other`] as const;
    expect(
      may("phiguard-dev-lake-administrator", ...key, { ...own, "aws:ResourceTag/phiguard:workload": "x" }),
    ).to.equal(false);
  });

  it("lets a partner see its own folder, and no other's", () => {
    const list = (prefix: string): boolean =>
      may("phiguard-dev-lake-partner-north", "s3:ListBucket", bucket("raw"), { "s3:prefix": prefix });
    const own = ["claims/incoming/north/", "claims/acknowledgements/north/"];
    const others = ["claims/incoming/south/", "claims/acknowledgements/south/", "claims/scanned/", "claims/"];
    expect([...own, ...others].map(list)).to.deep.equal([true, true, false, false, false, false]);
    expect(who("s3:GetObject", ACKNOWLEDGEMENT)).to.deep.equal(["lake-partner-north"]);
    expect(
      may("phiguard-dev-lake-partner-north", "s3:PutObject", `${bucket("raw")}/claims/incoming/south/a.csv`),
    ).to.equal(false);
    expect(may("phiguard-dev-lake-partner-north", "s3:DeleteObject", INCOMING)).to.equal(false);
  });

  it("has patients' data in buckets that the trail and Macie look at, and endpoints for what goes by an API", () => {
    const zones = ofType(planned, "aws:s3/bucket:Bucket").filter(({ inputs }) =>
      /-lake-(raw|curated|analytics)-/.test(inputs.bucket),
    );
    expect(zones.map(({ inputs }) => inputs.tags["phiguard:classification"])).to.deep.equal(["phi", "phi", "phi"]);
    const selectors = ofType(planned, "aws:cloudtrail/trail:Trail")[0]?.inputs.advancedEventSelectors as {
      name: string;
      fieldSelectors: { field: string; notStartsWiths?: string[] }[];
    }[];
    const left = selectors
      .find(({ name }) => name === "s3-objects")
      ?.fieldSelectors.flatMap((of) => of.notStartsWiths ?? []);
    expect(left).to.not.be.empty;
    for (const { inputs } of zones) expect(left?.some((prefix) => like(`*${inputs.bucket}*`, prefix))).to.equal(false);
    const services = ofType(planned, "aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) =>
      String(inputs.serviceName).split(".").slice(3).join("."),
    );
    expect(services).to.include.members([
      "s3",
      "dynamodb",
      "athena",
      "events",
      "execute-api",
      "glue",
      "kinesis-streams",
      "kms",
      "sns",
    ]);
    const api = ofType(planned, "aws:apigateway/restApi:RestApi")[0]?.inputs.endpointConfiguration;
    expect(api).to.include({ types: "PRIVATE" });
  });
});
