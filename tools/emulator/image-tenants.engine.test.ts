import { expect } from "chai";
import { mayDo } from "../../components/testing/access";
import { ofType } from "../../components/testing/plan";
import { PATHS } from "../../lambdas/image-read/contract";
import { slice } from "./image-files";
import { sessionOf, signed, type Session } from "./image-gateway";
import { imageBucket, statementsOf, STORES, TENANTS, withImaging, type Imaging, type TenantId } from "./imaging";
import { saying } from "./said";

const uidsOf = (tenant: TenantId): { study: string; series: string; instance: string } =>
  tenant === "north"
    ? { study: "1.2.3.1", series: "1.2.3.2", instance: "1.2.3.3" }
    : { study: "1.2.4.1", series: "1.2.4.2", instance: "1.2.4.3" };
const otherOf = (tenant: TenantId): TenantId => (tenant === "north" ? "south" : "north");

/** Objects of an organisation, by what they are; S3 says who may do what with each. */
interface Objects {
  readonly uploaded: string;
  readonly refused: string;
  readonly accepted: string;
  readonly manifest: string;
  readonly findings: string;
  readonly deidentified: string;
}

interface World {
  /** Answers of S3 to each organisation by action, whose object it is and what it is: `GET other uploaded`. */
  readonly answers: Readonly<Record<TenantId, ReadonlyMap<string, number>>>;
  /** Answers of S3 to the same people, as nobody, and with a secret that was guessed. */
  readonly strangers: readonly number[];
  /** How a job ends that has an organisation's role and another's input; and one with its own. */
  readonly jobs: readonly unknown[];
  /** Statuses of the viewer's function alone, where the gateway has let a call through by mistake, and what it asked of HealthImaging. */
  readonly viewer: readonly number[];
  readonly lists: readonly boolean[][];
  readonly keyUsers: Readonly<Record<TenantId, readonly string[]>>;
}

const run = (): Promise<World> =>
  withImaging(
    async (imaging) => {
      const { result } = await saying(() => worldOf(imaging));
      return result;
      // The model says nothing of any image.
    },
    () => ({ headers: { "content-type": "application/json" }, body: "{}" }),
  );

async function worldOf(imaging: Imaging): Promise<World> {
  const { planned, handler, upload, takeIn, tellOfSets } = imaging;
  for (const tenant of TENANTS)
    await upload(tenant, "b-1", {
      "1.dcm": slice(uidsOf(tenant), Buffer.from(`pixels of ${tenant}`)),
      "2.dcm": Buffer.from("no image"),
    });
  for (const { status } of await takeIn()) expect(status).to.equal("SUCCEEDED");
  const process = await handler("image-set-events");
  for (const event of await tellOfSets()) await process(event);
  const objects = { north: await objectsOf(imaging, "north"), south: await objectsOf(imaging, "south") };

  const jobs: unknown[] = [];
  const start = await handler("image-import");
  for (const [tenant, role] of [
    ["south", "north"],
    ["south", "south"],
  ] as const)
    jobs.push(await jobEnd(start, tenant, role));

  const read = (await handler("image-read")) as (event: unknown) => Promise<{ statusCode: number }>;
  const view = async (caller: TenantId, tenant: string, study: string): Promise<number> => {
    const event = {
      resource: PATHS.study,
      pathParameters: { tenant, study },
      headers: {},
      requestContext: {
        identity: { userArn: `arn:aws:sts::123456789012:assumed-role/phiguard-dev-image-tenant-${caller}/viewer` },
      },
    };
    return (await read(event)).statusCode;
  };
  const viewer = [
    await view("north", "north", uidsOf("north").study),
    // Another's path, another's study below one's own path, and a path of nobody.
    await view("north", "south", uidsOf("south").study),
    await view("north", "north", uidsOf("south").study),
    await view("north", "west", uidsOf("north").study),
  ];
  const answers = { north: new Map<string, number>(), south: new Map<string, number>() };
  const strangers: number[] = [];
  await makeRoles(imaging);
  const sessions = { north: await sessionOf(imaging, "north"), south: await sessionOf(imaging, "south") };
  await guarded(imaging, async () => {
    for (const tenant of TENANTS)
      for (const owner of TENANTS)
        await tryAll(imaging, sessions[tenant], owner === tenant ? "own" : "other", objects[owner], answers[tenant]);
    const { endpoint } = imaging;
    const guessed = { ...sessions.north, secretAccessKey: "guessed" };
    const address = `${endpoint}/${objects.north.uploaded}`;
    for (const who of [guessed, { ...sessions.north, accessKeyId: "ASIANOBODY" }])
      strangers.push((await signed(who, "s3", "GET", address)).status);
  });
  const lists = TENANTS.map((tenant) =>
    TENANTS.map((owner) =>
      mayDo(statementsOf(planned, `phiguard-dev-image-tenant-${tenant}`), {
        action: "s3:ListBucket",
        resource: `arn:aws:s3:::${imageBucket("input")}`,
        context: { "s3:prefix": `${owner}/incoming/b-1/` },
      }),
    ),
  );
  return {
    answers,
    strangers,
    jobs,
    viewer,
    lists,
    keyUsers: { north: usersOf(imaging, "north"), south: usersOf(imaging, "south") },
  };
}

/** `bucket/key` of an object of each kind that the organisation has by now. */
async function objectsOf({ call, endpoint }: Imaging, tenant: TenantId): Promise<Objects> {
  const first = async (bucket: "input" | "output" | "quarantine", prefix: string): Promise<string> => {
    const { Contents = [] } = (await call("s3", "list_objects_v2", {
      Bucket: imageBucket(bucket),
      Prefix: `${tenant}/${prefix}`,
    })) as { Contents?: { Key: string }[] };
    const key = Contents[0]?.Key;
    if (key === undefined) throw new Error(`${tenant} has nothing below ${prefix}`);
    return `${imageBucket(bucket)}/${key}`;
  };
  const deidentified = `${imageBucket("output")}/${tenant}/deidentified/r-1/000001.dcm`;
  await fetch(`${endpoint}/${deidentified}`, { method: "PUT", body: "made-up" });
  return {
    uploaded: await first("input", "incoming/"),
    refused: await first("quarantine", "refused/"),
    accepted: await first("input", "accepted/"),
    manifest: await first("output", "results/"),
    findings: await first("output", "findings/"),
    deidentified,
  };
}

/** Starts a job over an organisation's accepted files with a role, and asks until it has ended. */
async function jobEnd(start: (event: unknown) => Promise<unknown>, tenant: TenantId, role: TenantId): Promise<unknown> {
  let event: unknown = {
    tenant,
    batch: "b-1",
    datastoreId: STORES[tenant],
    dataAccessRoleArn: `arn:aws:test:us-east-1:123456789012:imaging-${role}-access-role`,
    upload: `version-${role}`,
  };
  for (let times = 0; times < 5; times++) {
    event = await start(event);
    const { status } = (event as { job: { status: string } }).job;
    if (status !== "RUNNING") return status;
  }
  return "RUNNING";
}

/** Makes the organisations' roles in IAM with the policies that the plan attaches to them. */
async function makeRoles({ call, planned }: Imaging): Promise<void> {
  for (const tenant of TENANTS) {
    const RoleName = `phiguard-dev-image-tenant-${tenant}`;
    const role = ofType(planned, "aws:iam/role:Role").find(({ inputs }) => inputs.name === RoleName);
    await call("iam", "create_role", { RoleName, AssumeRolePolicyDocument: role?.inputs.assumeRolePolicy });
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: statementsOf(planned, RoleName) });
    await call("iam", "put_role_policy", { RoleName, PolicyName: "planned", PolicyDocument });
  }
}

/** Has the emulator hold signatures and policies against each request meanwhile. */
async function guarded({ endpoint }: Imaging, work: () => Promise<void>): Promise<void> {
  const from = (count: string): Promise<Response> =>
    fetch(`${endpoint}/moto-api/reset-auth`, { method: "POST", body: count });
  await from("0");
  try {
    await work();
  } finally {
    await from("inf");
  }
}

async function tryAll(
  { endpoint }: Imaging,
  who: Session,
  whose: "own" | "other",
  objects: Objects,
  answers: Map<string, number>,
): Promise<void> {
  for (const [what, place] of Object.entries(objects) as [keyof Objects, string][]) {
    for (const method of ["GET", "PUT", "DELETE"]) {
      // Never the object itself: what is there stays for the next.
      const at = method === "GET" ? place : place.replace(/[^/]+$/, "new.dcm");
      const body = method === "PUT" ? { body: Buffer.from("new") } : {};
      answers.set(`${method} ${whose} ${what}`, (await signed(who, "s3", method, `${endpoint}/${at}`, body)).status);
    }
  }
}

/** Who may use an organisation's key by its policy. */
function usersOf({ planned }: Imaging, tenant: TenantId): string[] {
  const key = ofType(planned, "aws:kms/key:Key").find(({ name }) => name === `imaging-${tenant}-key-key`);
  const { Statement } = JSON.parse(key?.inputs.policy as string) as { Statement: { Principal: object }[] };
  return Statement.flatMap(({ Principal }) => Object.values(Principal).flat() as string[]);
}

describe("I6: organisations apart from each other over an emulated AWS", function () {
  this.timeout(600_000);
  let world: World;
  before(async () => (world = await run()));

  const granted = (tenant: TenantId): string[] =>
    [...world.answers[tenant]].flatMap(([what, status]) => (status < 300 ? [what] : [])).sort();

  for (const tenant of TENANTS) {
    it(`lets ${tenant} upload, and read its uploads, what was refused and what came out without names`, () => {
      expect(granted(tenant)).to.deep.equal([
        "GET own deidentified",
        "GET own refused",
        "GET own uploaded",
        "PUT own uploaded",
      ]);
    });

    it(`refuses ${tenant} every object of ${otherOf(tenant)}, to read, to write and to delete`, () => {
      const others = [...world.answers[tenant]].filter(([what]) => what.includes(" other "));
      expect(others).to.have.length(18);
      expect(others.filter(([, status]) => status !== 403)).to.deep.equal([]);
    });

    it(`has a key for ${tenant} that nobody of ${otherOf(tenant)} may use`, () => {
      const users = world.keyUsers[tenant];
      expect(users.some((user) => user.endsWith(`role/phiguard-dev-image-tenant-${tenant}`))).to.equal(true);
      expect(users.filter((user) => user.includes(otherOf(tenant)))).to.deep.equal([]);
    });
  }

  it("lets each list its own uploads alone", () => {
    expect(world.lists).to.deep.equal([
      [true, false],
      [false, true],
    ]);
  });

  it("refuses whoever has not taken a role, or only guesses at its secret", () => {
    expect(world.strangers).to.deep.equal([403, 403]);
  });

  it("fails an import whose role is one organisation's and whose files are another's", () => {
    expect(world.jobs).to.deep.equal(["FAILED", "COMPLETED"]);
  });

  it("shows a viewer nothing of another's, though the gateway had let the call through", () => {
    expect(world.viewer).to.deep.equal([200, 403, 404, 403]);
  });
});
