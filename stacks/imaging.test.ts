import { expect } from "chai";
import { mayDo, statementsIn, type AccessRequest, type PolicyStatement } from "../components/testing/access";
import { contract as imageRead, PATHS } from "../lambdas/image-read/contract";
import { contract as imageSetEvents } from "../lambdas/image-set-events/contract";
import { ofType, only, plan, type Planned } from "../components/testing/plan";
import { parseConfig } from "./config";
import { makeContext } from "./context";
import { buildFoundation } from "./foundation";
import { buildImaging } from "./imaging";

const settings = parseConfig("dev", {
  "aws:region": "us-east-1",
  "phiguard:owner": "team",
  "phiguard:production": "false",
  "phiguard:alarmEmail": "a@example.org",
  "phiguard:workloads": '["foundation","imaging"]',
  "phiguard:imaging": JSON.stringify({
    tenants: [
      { id: "north", roles: ["gateway"] },
      { id: "south", roles: ["gateway"], accountId: "111122223333", externalId: "agreed-with-south-1" },
    ],
  }),
});
const ACCOUNT = "123456789012";
const POLICY = "aws:iam/policy:Policy";
const VIEWER = `arn:aws:execute-api:us-east-1:${ACCOUNT}:imaging-viewing-api-api-id/dev`;
const TENANTS = ["north", "south"] as const;
type TenantId = (typeof TENANTS)[number];

/** `action resource` of all that a tenant's own role should be able to do, or to list under a prefix. */
function own(tenant: TenantId): AccessRequest[] {
  const bucket = (name: string): string => `arn:aws:s3:::phiguard-dev-image-${name}-${ACCOUNT}-us-east-1`;
  const store = `arn:aws:medical-imaging:us-east-1:${ACCOUNT}:datastore/imaging-${tenant}-datastore-id`;
  const list = (name: string, prefix: string): AccessRequest => ({
    action: "s3:ListBucket",
    resource: bucket(name),
    context: { "s3:prefix": prefix },
  });
  return [
    { action: "s3:PutObject", resource: `${bucket("input")}/${tenant}/incoming/b/1.dcm` },
    { action: "s3:GetObject", resource: `${bucket("input")}/${tenant}/incoming/b/1.dcm` },
    { action: "s3:GetObject", resource: `${bucket("quarantine")}/${tenant}/refused/b/1.dcm` },
    list("input", `${tenant}/incoming/b/`),
    list("quarantine", `${tenant}/refused/`),
    { action: "medical-imaging:SearchImageSets", resource: store },
    { action: "medical-imaging:GetImageSetMetadata", resource: `${store}/imageset/0a` },
    { action: "medical-imaging:GetImageFrame", resource: `${store}/imageset/0a` },
    { action: "medical-imaging:GetDICOMInstance", resource: `${store}/imageset/0a` },
    { action: "execute-api:Invoke", resource: `${VIEWER}/GET/tenants/${tenant}/studies/1.2.3` },
  ];
}

const readerTenants = (reader: Planned | undefined): unknown =>
  JSON.parse(reader?.inputs.environment.variables.TENANTS);

describe("imaging", () => {
  let planned: Planned[] = [];
  before(async () => {
    planned = await plan(() => {
      const context = makeContext(settings);
      buildImaging(context, buildFoundation(context));
    });
  });

  /** Statements of every managed policy that is attached to a role. */
  const ofRole = (role: string): PolicyStatement[] => {
    const attached = ofType(planned, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").filter(
      ({ inputs }) => inputs.role === role,
    );
    return attached.flatMap(({ inputs }) => {
      const policy = ofType(planned, POLICY).find(({ name }) => inputs.policyArn.endsWith(`:${name}`));
      return statementsIn(policy?.inputs.policy);
    });
  };
  const keyPolicy = (tenant: TenantId): PolicyStatement[] =>
    statementsIn(
      ofType(planned, "aws:kms/key:Key").find(({ name }) => name === `imaging-${tenant}-key-key`)?.inputs.policy,
    );

  for (const tenant of TENANTS) {
    const other = tenant === "north" ? "south" : "north";
    const roles = [`phiguard-dev-image-tenant-${tenant}`, `phiguard-dev-image-access-${tenant}`];

    it(`lets ${tenant} upload, list and read what is its own`, () => {
      const statements = ofRole(`phiguard-dev-image-tenant-${tenant}`);
      for (const request of own(tenant)) expect(mayDo(statements, request), JSON.stringify(request)).to.equal(true);
    });

    it(`lets no role of ${tenant} reach anything of ${other}`, () => {
      for (const role of roles) {
        const statements = ofRole(role);
        expect(statements).to.not.be.empty;
        for (const request of own(other)) {
          expect(mayDo(statements, request), `${role} ${JSON.stringify(request)}`).to.equal(false);
        }
      }
    });

    it(`lets ${tenant} neither write nor delete what was checked, nor list everybody's`, () => {
      const statements = ofRole(`phiguard-dev-image-tenant-${tenant}`);
      const input = `arn:aws:s3:::phiguard-dev-image-input-${ACCOUNT}-us-east-1`;
      const refused: AccessRequest[] = [
        { action: "s3:PutObject", resource: `${input}/${tenant}/accepted/b/1.dcm` },
        { action: "s3:DeleteObject", resource: `${input}/${tenant}/incoming/b/1.dcm` },
        { action: "s3:DeleteObjectVersion", resource: `${input}/${tenant}/incoming/b/1.dcm` },
        { action: "s3:ListBucket", resource: input, context: { "s3:prefix": "" } },
        { action: "s3:ListBucket", resource: input },
      ];
      for (const request of refused) expect(mayDo(statements, request), JSON.stringify(request)).to.equal(false);
    });

    it(`has a key for ${tenant} that no role of ${other} may use`, () => {
      const users = keyPolicy(tenant).flatMap(({ Principal }) => Object.values(Principal as object).flat() as string[]);
      expect(users).to.include.members(roles.map((role) => `arn:aws:iam::${ACCOUNT}:role/${role}`));
      expect(users.filter((user) => user.includes(other))).to.deep.equal([]);
    });
  }

  it("lets nobody into the buckets by a policy of theirs, save AWS's log delivery", () => {
    const allowed = ofType(planned, "aws:s3/bucketPolicy:BucketPolicy")
      .filter(({ name }) => name.startsWith("imaging-"))
      .flatMap(({ inputs }) => statementsIn(inputs.policy))
      .filter(({ Effect }) => Effect === "Allow");
    expect(allowed.map(({ Sid }) => Sid)).to.deep.equal(["AcceptAccessLogs"]);
  });

  it("trusts the tenants' own roles alone, from another account with the external id", () => {
    const trusts = TENANTS.map(
      (tenant) =>
        statementsIn(
          ofType(planned, "aws:iam/role:Role").find(({ name }) => name === `imaging-${tenant}-role`)?.inputs
            .assumeRolePolicy,
        )[0],
    );
    expect(trusts.map((trust) => trust?.Condition)).to.deep.equal([
      { ArnEquals: { "aws:PrincipalArn": [`arn:aws:iam::${ACCOUNT}:role/gateway`] } },
      {
        ArnEquals: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/gateway"] },
        StringEquals: { "sts:ExternalId": "agreed-with-south-1" },
      },
    ]);
  });

  it("starts the intake of each tenant with that tenant's key, store and role", () => {
    const targets = ofType(planned, "aws:cloudwatch/eventTarget:EventTarget").filter(({ name }) =>
      /^imaging-rules-(north|south)-target$/.test(name),
    );
    expect(targets).to.have.length(2);
    for (const { name, inputs } of targets) {
      const tenant = name.includes("north") ? "north" : "south";
      const { inputPaths, inputTemplate } = inputs.inputTransformer;
      expect(inputPaths).to.deep.equal({ key: "$.detail.object.key", upload: "$.detail.object.version-id" });
      const input = JSON.parse(inputTemplate.replace("<key>", '"k"').replace("<upload>", '"v"'));
      expect(input).to.include({ tenant, key: "k", upload: "v", datastoreId: `imaging-${tenant}-datastore-id` });
      expect(input.kmsKeyArn).to.contain(`imaging-${tenant}-key`);
      expect(input.dataAccessRoleArn).to.contain(`imaging-${tenant}-access`);
    }
  });

  it("asks every viewer to sign, and lets nobody take an organisation's path for another's", () => {
    const { inputs } = only(planned, "aws:apigateway/restApi:RestApi");
    const { paths, components } = JSON.parse(inputs.body);
    expect(Object.keys(paths)).to.deep.equal(Object.values(PATHS));
    expect(components.securitySchemes.caller["x-amazon-apigateway-authtype"]).to.equal("awsSigv4");
    const signing = (tenant: TenantId): AccessRequest[] => [
      { action: "execute-api:Invoke", resource: `${VIEWER}/POST/tenants/${tenant}/studies/1.2.3` },
      { action: "execute-api:Invoke", resource: `${VIEWER}/GET/tenants/${tenant}2/studies/1.2.3` },
      { action: "execute-api:Invoke", resource: `${VIEWER}/GET/other` },
    ];
    for (const tenant of TENANTS) {
      const statements = ofRole(`phiguard-dev-image-tenant-${tenant}`);
      for (const request of signing(tenant)) expect(mayDo(statements, request), request.resource).to.equal(false);
    }
  });

  it("tells the reader which role and store belong to whom", () => {
    const reader = ofType(planned, "aws:lambda/function:Function").find(
      ({ inputs }) => inputs.name === "phiguard-dev-image-read",
    );
    expect(readerTenants(reader)).to.deep.equal(
      Object.fromEntries(
        TENANTS.map((tenant) => [
          tenant,
          { datastoreId: `imaging-${tenant}-datastore-id`, roleName: `phiguard-dev-image-tenant-${tenant}` },
        ]),
      ),
    );
  });

  it("rings within five minutes of the reader letting HealthImaging alone, in the stack that it counts by", () => {
    const reader = ofType(planned, "aws:lambda/function:Function").find(
      ({ inputs }) => inputs.name === "phiguard-dev-image-read",
    );
    const [watched] = ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm").filter(
      ({ inputs }) => inputs.name === "phiguard-dev-image-read-circuit",
    );
    expect(watched?.inputs).to.deep.include({
      namespace: "phiguard/circuits",
      metricName: "CircuitOpened",
      dimensions: { Environment: reader?.inputs.environment.variables.ENVIRONMENT, FunctionName: "image-read" },
      threshold: 1,
      period: 300,
    });
  });

  it("has the two readers read what their contracts say, of the tenants' stores alone", () => {
    for (const contract of [imageRead, imageSetEvents]) {
      const statement = ofRole(`phiguard-dev-${contract.name}`).find(({ Sid }) => Sid === "ReadImages");
      expect(statement?.Action).to.deep.equal([...contract.imageActions]);
      for (const resource of [statement?.Resource ?? []].flat()) {
        expect(resource).to.match(/datastore\/imaging-(north|south)-datastore-id(\/imageset\/\*)?$/);
      }
    }
  });

  it("encrypts each tenant's data store with the tenant's key", () => {
    const stores = ofType(planned, "aws:cloudcontrol/resource:Resource").map(({ inputs }) =>
      JSON.parse(inputs.desiredState),
    );
    expect(stores.map(({ KmsKeyArn }) => KmsKeyArn)).to.deep.equal(
      TENANTS.map((tenant) => `arn:aws:kms:us-east-1:${ACCOUNT}:alias/phiguard-dev-images-${tenant}`),
    );
  });
});
