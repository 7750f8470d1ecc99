import dns from "node:dns";
import { mayDo, statementsIn, type PolicyStatement } from "../../components/testing/access";
import { ofType, only, type Planned } from "../../components/testing/plan";
import type { Definition } from "../../components/compute/asl";
import { incomingPrefix, READY } from "../../lambdas/dicom/batch";
import { withAws, withEnvironment, type Answer, type Sent } from "../../lambdas/testing/aws-server";
import { runFlow, type FlowRun, type Handler } from "../flows/run-flow";
import { deployedHandler, hearRule, plannedWorkload, tellsOfObjects, type Given } from "./deployed";
import { withEmulator } from "./emulator";
import { HealthImaging, type Told } from "./health-imaging";
import { contentsOf, makeBucket, putObject, taken, type Call } from "./objects";

export const TENANTS = ["north", "south"] as const;
export type TenantId = (typeof TENANTS)[number];
export const STORES: Readonly<Record<TenantId, string>> = { north: "1".repeat(32), south: "2".repeat(32) };
export const MODEL = "phiguard-dev-model";

export const imageBucket = (name: "input" | "output" | "quarantine"): string =>
  `phiguard-dev-image-${name}-123456789012-us-east-1`;

/** The imaging workload for two organisations, in an emulated AWS beside a HealthImaging of our own. */
export interface Imaging {
  readonly endpoint: string;
  readonly call: Call;
  readonly planned: readonly Planned[];
  readonly healthImaging: HealthImaging;
  /** Key of each organisation, by ARN. */
  readonly keys: Readonly<Record<TenantId, string>>;
  /** Functions as they are deployed. */
  readonly handler: (name: string) => Promise<Handler>;
  /** Puts a batch there, its marker last. @param marker where that lies, left out its usual place. */
  readonly upload: (
    tenant: TenantId,
    batch: string,
    files: Readonly<Record<string, Uint8Array>>,
    marker?: string,
  ) => Promise<void>;
  /** Has the state machine run for every marker that its rules have told of since. @param times how often each event is delivered. */
  readonly takeIn: (times?: number) => Promise<FlowRun[]>;
  /** Tells of image sets that are new or that are named; the events as the rule hands them to its function. */
  readonly tellOfSets: (more?: readonly Told[]) => Promise<unknown[]>;
}

/** @param others answers calls of services beside HealthImaging that the emulator lacks. */
export function withImaging<T>(
  work: (imaging: Imaging) => Promise<T>,
  others: (sent: Sent) => Answer = ({ path }) => {
    throw new Error(`nobody answers ${path}`);
  },
): Promise<T> {
  return withEmulator(async (emulator) => {
    const { endpoint } = emulator;
    const call = taken(emulator);
    const planned = await plannedWorkload("imaging", {
      imaging: {
        reportEntities: true,
        modelEndpoint: MODEL,
        tenants: [
          { id: "north", roles: ["gateway"] },
          { id: "south", roles: ["gateway"], accountId: "111122223333", externalId: "agreed-with-south-1" },
        ],
      },
    });
    for (const name of ["input", "output", "quarantine"] as const) await makeBucket(call, imageBucket(name));
    await tellsOfObjects(call, imageBucket("input"));
    const makeKey = async (): Promise<string> =>
      ((await call("kms", "create_key", {})) as { KeyMetadata: { Arn: string } }).KeyMetadata.Arn;
    const keys = { north: await makeKey(), south: await makeKey() };
    const given = Object.fromEntries(
      TENANTS.flatMap((tenant) => [
        [`imaging-${tenant}-datastore-id`, STORES[tenant]],
        [`arn:aws:test:us-east-1:123456789012:imaging-${tenant}-key-key`, keys[tenant]],
      ]),
    );
    const healthImaging = new HealthImaging(
      {
        below: (uri) => {
          const [, bucket = "", prefix = ""] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? [];
          return contentsOf(endpoint, call, bucket, prefix);
        },
        write: async (uri, content) => {
          const [, bucket = "", key = ""] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? [];
          await putObject(endpoint, bucket, key, content);
        },
      },
      (roleArn, action, resource) => mayDo(statementsOf(planned, roleNamed(planned, roleArn)), { action, resource }),
    );
    const answer = async (sent: Sent): Promise<Answer> => (await healthImaging.answer(sent)) ?? others(sent);
    const { result } = await withAws(answer, () => {
      const local = process.env["AWS_ENDPOINT_URL"] as string;
      const environment = {
        // Images are read from "runtime-" and the host's name, which an address can't begin with.
        AWS_ENDPOINT_URL_MEDICAL_IMAGING: local.replace("127.0.0.1", "localhost"),
        AWS_ENDPOINT_URL_COMPREHENDMEDICAL: local,
        AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: local,
        AWS_ENDPOINT_URL: endpoint,
      };
      return withEnvironment(environment, () =>
        withLocalNames(async () =>
          work({
            endpoint,
            call,
            planned,
            healthImaging,
            keys,
            ...(await running(endpoint, call, planned, given, healthImaging)),
          }),
        ),
      );
    });
    return result;
  });
}

async function running(
  endpoint: string,
  call: Call,
  planned: readonly Planned[],
  given: Given,
  healthImaging: HealthImaging,
): Promise<Pick<Imaging, "handler" | "upload" | "takeIn" | "tellOfSets">> {
  const handler = (name: string): Promise<Handler> => deployedHandler(planned, name, given);
  const hearMarkers = await Promise.all(
    TENANTS.map((tenant) => hearRule(call, planned, `image-intake-${tenant}`, given)),
  );
  const hearSets = await hearRule(call, planned, "image-set-events");
  const { inputs } = only(planned, "aws:sfn/stateMachine:StateMachine");
  const definition = JSON.parse(inputs.definition as string) as Definition;
  const functions: Record<string, Handler> = {};
  for (const name of ["dicom-validate", "image-import", "image-quarantine"])
    functions[`arn:aws:lambda:us-east-1:123456789012:function:phiguard-dev-${name}:live`] = await handler(name);
  let executions = 0;
  return {
    handler,
    upload: async (tenant, batch, files, marker = `${incomingPrefix({ tenant, batch })}${READY}`) => {
      for (const [name, content] of Object.entries(files))
        await putObject(endpoint, imageBucket("input"), incomingPrefix({ tenant, batch }) + name, content);
      await putObject(endpoint, imageBucket("input"), marker, new Uint8Array());
    },
    takeIn: async (times = 1) => {
      const runs: FlowRun[] = [];
      for (const hear of hearMarkers)
        for (const input of (await hear()).flatMap((one) => Array.from({ length: times }, () => one)))
          runs.push(await runFlow(definition, input as object, functions, `execution-${++executions}`));
      return runs;
    },
    tellOfSets: async (more = []) => {
      for (const { type, datastoreId, imageSetId } of [...healthImaging.untold.splice(0), ...more])
        await call("events", "put_events", {
          Entries: [
            {
              Source: "aws.medical-imaging",
              DetailType: type,
              Detail: JSON.stringify({ datastoreId, imageSetId, imageSetState: "ACTIVE" }),
            },
          ],
        });
      return hearSets();
    },
  };
}

/** Name in AWS of the role that a plan knows by that ARN. */
function roleNamed(planned: readonly Planned[], arn: string): string {
  const role = ofType(planned, "aws:iam/role:Role").find(({ name }) => arn.endsWith(`:${name}`));
  return String(role?.inputs.name);
}

/** Statements of the managed policies that are attached to a role. */
export function statementsOf(planned: readonly Planned[], role: string): PolicyStatement[] {
  const policies = ofType(planned, "aws:iam/policy:Policy");
  return ofType(planned, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .filter(({ inputs }) => inputs.role === role)
    .flatMap(({ inputs }) => policies.filter(({ name }) => String(inputs.policyArn).endsWith(`:${name}`)))
    .flatMap(({ inputs }) => statementsIn(inputs.policy as string));
}

/** Names that end like the loopback's lead there meanwhile; nothing else is asked of the network's names. */
async function withLocalNames<T>(work: () => Promise<T>): Promise<T> {
  const { lookup } = dns;
  dns.lookup = ((name: string, ...rest: [never, never]) =>
    lookup(name.endsWith("localhost") ? "127.0.0.1" : name, ...rest)) as typeof lookup;
  try {
    return await work();
  } finally {
    dns.lookup = lookup;
  }
}
