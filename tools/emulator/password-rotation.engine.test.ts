import { expect } from "chai";
import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join, resolve } from "node:path";
import { Client } from "pg";
import { PASSWORD_LENGTH } from "../../lambdas/password-rotation/contract";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { startPostgres, type TestPostgres } from "../../lambdas/testing/postgres";
import { withEmulator, type Emulator } from "./emulator";
import { withFront, type Hears } from "./front";
import { loadedHandler } from "./loaded";
import { taken, type Call } from "./objects";

const DATABASE = "phiguard-test-records";
const OWNER = "records_owner";
const STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;

/** Rotations: the calls after which the process is killed that made them, before it hears of their end. */
const ROTATIONS = [
  { name: "one that nothing disturbs" },
  { name: "one killed once the new password is kept", step: "createSecret", killedBy: "PutSecretValue" },
  { name: "one killed once the database has it", step: "setSecret", killedBy: "ModifyDBInstance" },
  { name: "one killed once it is current", step: "finishSecret", killedBy: "UpdateSecretVersionStage" },
] as const;

/** What is there after a rotation. */
interface Rotated {
  readonly wasKilled: boolean;
  readonly version: string;
  readonly stages: Readonly<Record<string, readonly string[]>>;
  readonly current: Readonly<Record<string, unknown>>;
  readonly previous: Readonly<Record<string, unknown>>;
  /** The password from before, and whether it and the current one open the database. */
  readonly before: string;
  readonly opens: { readonly before: boolean; readonly current: boolean };
}

async function canLogIn({ port }: TestPostgres, password: string): Promise<boolean> {
  const ssl = { rejectUnauthorized: false };
  const client = new Client({ host: "127.0.0.1", port, user: OWNER, database: "postgres", password, ssl });
  try {
    await client.connect();
    return true;
  } catch (error) {
    // PostgreSQL's code of a wrong password; anything else is no answer to the question.
    if ((error as { code?: string }).code === "28P01") return false;
    throw error;
  } finally {
    await client.end();
  }
}

async function run(emulator: Emulator, postgres: TestPostgres): Promise<Rotated[]> {
  const call = taken(emulator);
  const SecretId = await prepare(emulator, call, postgres);
  let [child, killedBy]: [ChildProcess | undefined, string | undefined] = [undefined, undefined];
  // RDS is the emulator's, but the password that it is told is that of a real database.
  const hears: Hears = async ({ action, body, status }) => {
    if (action === "ModifyDBInstance" && status === 200) {
      const password = new URLSearchParams(body).get("MasterUserPassword") ?? "";
      await postgres.query(`ALTER USER ${OWNER} PASSWORD '${password.replaceAll("'", "''")}'`);
    }
    if (action !== killedBy) return "told";
    child?.kill("SIGKILL");
    return "lost";
  };
  const rotated: Rotated[] = [];
  const work = async (AWS_ENDPOINT_URL: string): Promise<void> => {
    await withEnvironment({ AWS_ENDPOINT_URL, DATABASE_IDENTIFIER: DATABASE }, async () => {
      for (const rotation of ROTATIONS) {
        const before = await secretAt(call, SecretId, "AWSCURRENT");
        const token = await begin(call, SecretId);
        const event = (Step: string): object => ({ Step, SecretId, ClientRequestToken: token });
        const handler = loadedHandler("password-rotation");
        let wasKilled = false;
        for (const step of STEPS) {
          if (!("step" in rotation) || rotation.step !== step) {
            await handler(event(step));
            continue;
          }
          ({ killedBy } = rotation);
          child = inOwnProcess("password-rotation", event(step));
          wasKilled = (await signalOf(child)) === "SIGKILL";
          killedBy = undefined;
          break;
        }
        // Secrets Manager begins anew with the same version.
        if (wasKilled) for (const step of STEPS) await handler(event(step));
        rotated.push(await stateAfter(call, postgres, SecretId, { wasKilled, token, before }));
      }
    });
  };
  await withFront(emulator.endpoint, "HTTP/1.1", work, hears);
  return rotated;
}

function inOwnProcess(name: string, event: object): ChildProcess {
  const child = spawn(
    process.execPath,
    ["-r", "ts-node/register/transpile-only", join(__dirname, "call-handler.ts"), name],
    { cwd: resolve(__dirname, "../.."), stdio: ["pipe", "ignore", "ignore"] },
  );
  child.stdin?.end(JSON.stringify(event));
  return child;
}

const signalOf = (child: ChildProcess): Promise<string | null> =>
  new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));

/** A database, its secret, and the function that rotates it. @returns the secret's ARN. */
async function prepare({ endpoint }: Emulator, call: Call, { port, password }: TestPostgres): Promise<string> {
  await call("rds", "create_db_instance", {
    DBInstanceIdentifier: DATABASE,
    DBInstanceClass: "db.t4g.medium",
    Engine: "postgres",
    AllocatedStorage: 20,
    MasterUsername: OWNER,
    MasterUserPassword: password,
  });
  // The emulator then takes a call of a function for done: the steps are called from here, as Secrets Manager calls them.
  const body = JSON.stringify({ lambda: { use_docker: false } });
  await fetch(`${endpoint}/moto-api/config`, { method: "POST", body });
  const secret = {
    dbInstanceIdentifier: DATABASE,
    host: "localhost",
    port,
    dbname: "postgres",
    username: OWNER,
    password,
  };
  const { ARN } = await call("secretsmanager", "create_secret", {
    Name: "phiguard-test-records-database",
    SecretString: JSON.stringify(secret),
  });
  return ARN as string;
}

/** Begins a rotation as Secrets Manager does: a version without a text is pending. @returns its id. */
async function begin(call: Call, SecretId: string): Promise<string> {
  const { VersionIdsToStages } = (await call("secretsmanager", "describe_secret", { SecretId })) as {
    VersionIdsToStages: Record<string, string[]>;
  };
  // The emulator takes a version that is current and pending for one whose rotation goes on.
  for (const [version, stages] of Object.entries(VersionIdsToStages)) {
    if (stages.includes("AWSPENDING"))
      await call("secretsmanager", "update_secret_version_stage", {
        SecretId,
        VersionStage: "AWSPENDING",
        RemoveFromVersionId: version,
      });
  }
  const ClientRequestToken = randomUUID();
  await call("secretsmanager", "rotate_secret", {
    SecretId,
    ClientRequestToken,
    RotationLambdaARN: await rotationFunction(call),
    RotationRules: { AutomaticallyAfterDays: 30 },
  });
  return ClientRequestToken;
}

async function rotationFunction(call: Call): Promise<string> {
  const FunctionName = "phiguard-test-password-rotation";
  const { Functions } = (await call("lambda", "list_functions", {})) as { Functions: { FunctionArn: string }[] };
  if (Functions[0] !== undefined) return Functions[0].FunctionArn;
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  const { Role } = (await call("iam", "create_role", { RoleName: FunctionName, AssumeRolePolicyDocument })) as {
    Role: { Arn: string };
  };
  const { FunctionArn } = await call("lambda", "create_function", {
    FunctionName,
    Runtime: "nodejs20.x",
    Role: Role.Arn,
    Handler: "index.handler",
    Code: { ZipFile: "code" },
  });
  return FunctionArn as string;
}

async function secretAt(call: Call, SecretId: string, VersionStage: string): Promise<Record<string, unknown>> {
  const { SecretString } = await call("secretsmanager", "get_secret_value", { SecretId, VersionStage });
  return JSON.parse(SecretString as string) as Record<string, unknown>;
}

async function stateAfter(
  call: Call,
  postgres: TestPostgres,
  SecretId: string,
  { wasKilled, token, before }: { wasKilled: boolean; token: string; before: Readonly<Record<string, unknown>> },
): Promise<Rotated> {
  const { VersionIdsToStages } = await call("secretsmanager", "describe_secret", { SecretId });
  const current = await secretAt(call, SecretId, "AWSCURRENT");
  const old = before["password"] as string;
  return {
    wasKilled,
    version: token,
    stages: VersionIdsToStages as Rotated["stages"],
    current,
    previous: await secretAt(call, SecretId, "AWSPREVIOUS"),
    before: old,
    opens: {
      before: await canLogIn(postgres, old),
      current: await canLogIn(postgres, current["password"] as string),
    },
  };
}

describe("S4: passwords rotated over an emulated AWS and in a real PostgreSQL", function () {
  this.timeout(600_000);
  let postgres: TestPostgres;
  let rotated: readonly Rotated[];
  before(async () => {
    postgres = await startPostgres();
    rotated = await withEmulator((emulator) => run(emulator, postgres));
  });
  after(() => postgres.stop());

  ROTATIONS.forEach((rotation, index) => {
    describe(rotation.name, () => {
      const of = (): Rotated => rotated[index] as Rotated;

      it(`was ${"step" in rotation ? "" : "not "}killed`, () => expect(of().wasKilled).to.equal("step" in rotation));

      it("opens the database by the secret's password, and no longer by the one before", () =>
        expect(of().opens).to.deep.equal({ before: false, current: true }));

      it("has one current version, the new one, and the one before as the previous", () => {
        const { stages, version, previous, before } = of();
        const having = (stage: string): string[] =>
          Object.entries(stages).flatMap(([id, own]) => (own.includes(stage) ? [id] : []));
        expect(having("AWSCURRENT")).to.deep.equal([version]);
        expect(having("AWSPREVIOUS")).to.have.length(1).and.not.include(version);
        expect(having("AWSPENDING").filter((id) => id !== version)).to.deep.equal([]);
        expect(previous["password"]).to.equal(before);
      });

      it("changes the password alone, to one that Secrets Manager made", () => {
        const { current, previous } = of();
        expect(current["password"]).to.be.a("string").with.length(PASSWORD_LENGTH).and.not.equal(previous["password"]);
        expect({ ...current, password: "" }).to.deep.equal({ ...previous, password: "" });
      });
    });
  });
});
