import * as pulumi from "@pulumi/pulumi";
import type { MockCallArgs, MockResourceArgs } from "@pulumi/pulumi/runtime";
import * as sdkState from "@pulumi/pulumi/runtime/state";
import { DEFAULT_TAG_KEYS } from "../tags";
import type { Site } from "../site";

/** The SDK's own, left out of its typings. */
const { getStore } = sdkState as unknown as { getStore(): { supportsTransforms: boolean } };

/** A resource as the program asked for it. */
export interface Planned {
  readonly type: string;
  readonly name: string;
  /** URN and id of its provider; empty for components. */
  readonly provider: string;
  // Inputs are free-form JSON; assertions read into them.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly inputs: Record<string, any>;
}

export const ACCOUNT_ID = "123456789012";

/** What other stacks tell, by their full names: `organisation/project/stack`. */
export const stackOutputs = new Map<string, Readonly<Record<string, unknown>>>();

/** A site for tests; a component reads nothing else of its stack. */
export function testSite(changes: Partial<Site> = {}): Site {
  return {
    project: "phiguard",
    environment: "test",
    owner: "platform-team",
    region: "us-east-1",
    accountId: pulumi.output(ACCOUNT_ID),
    tagKeys: DEFAULT_TAG_KEYS,
    deletionProtection: true,
    ...changes,
  };
}

/** Runs the constructor against mocks and returns every resource it registered, in order. */
export async function plan(build: () => unknown): Promise<Planned[]> {
  const planned: Planned[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, provider }: MockResourceArgs) => {
        planned.push({ type, name, provider: provider ?? "", inputs: inputs as Planned["inputs"] });
        return { id: `${name}-id`, state: { ...inputs, ...madeByAws(type, name, inputs) } };
      },
      call: ({ token, inputs }: MockCallArgs) =>
        token === "aws:index/getCallerIdentity:getCallerIdentity" ? { accountId: ACCOUNT_ID } : (inputs as object),
    },
    "phiguard",
    "test",
    false,
  );
  // The SDK's mocks refuse a program with resource transforms, though they would only not call them.
  getStore().supportsTransforms = true;
  // The SDK takes a stack trace for every promise; mapping their frames would be most of a test's time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    build();
    // Registration is asynchronous: without this the plan is still empty and every absence check passes.
    await pulumi.runtime.disconnect();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return planned;
}

/** All planned resources of a type. */
export function ofType(planned: readonly Planned[], type: string): Planned[] {
  return planned.filter((resource) => resource.type === type);
}

/** The one planned resource of a type; throws when there is none or more. */
export function only(planned: readonly Planned[], type: string): Planned {
  const found = ofType(planned, type);
  if (found.length !== 1) throw new Error(`expected one ${type}, found ${found.length}`);
  return found[0] as Planned;
}

/** What AWS would answer beside the inputs, as far as components read it. */
function madeByAws(type: string, name: string, inputs: Planned["inputs"]): Record<string, unknown> {
  const subnets = (role: string): string[] =>
    Array.from({ length: inputs.numberOfAvailabilityZones }, (_, zone) => `subnet-${role}-${zone + 1}`);
  const arn = `arn:aws:test:us-east-1:${ACCOUNT_ID}:${name}`;
  switch (type) {
    case "awsx:ec2:Vpc":
      return {
        vpcId: "vpc-1",
        vpc: { defaultNetworkAclId: "acl-1" },
        privateSubnetIds: subnets("private"),
        publicSubnetIds: subnets("public"),
        routeTables: [{ id: "rtb-1" }, { id: "rtb-2" }],
        routeTableAssociations: ["public", "private"].flatMap((role) =>
          subnets(role).map((subnetId, zone) => ({ subnetId, routeTableId: `rtb-${role}-${zone + 1}` })),
        ),
      };
    case "pulumi:pulumi:StackReference":
      return { outputs: stackOutputs.get(inputs.name as string) ?? {}, secretOutputNames: [] };
    case "awsx:ecs:FargateService":
      return { service: { name: inputs.name } };
    case "aws:ec2/vpcEndpoint:VpcEndpoint":
      return { arn, prefixListId: `pl-${name}` };
    case "aws:kms/key:Key":
      return { arn, keyId: "11111111-2222-3333-4444-555555555555" };
    case "aws:sqs/queue:Queue":
      return { arn, url: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT_ID}/${name}` };
    default:
      return { arn };
  }
}
