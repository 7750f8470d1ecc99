import * as pulumi from "@pulumi/pulumi";
import type { MockCallArgs, MockResourceArgs, MockResourceResult } from "@pulumi/pulumi/runtime";
import * as sdkState from "@pulumi/pulumi/runtime/state";
import { analytics } from "./calls/analytics";
import type { Json, Makers } from "./calls/call";
import { compute } from "./calls/compute";
import { detection } from "./calls/detection";
import { identity } from "./calls/identity";
import { messaging } from "./calls/messaging";
import { storage } from "./calls/storage";
import type { Emulator } from "./emulator";

/** The SDK's own, left out of its typings. */
const { getStore } = sdkState as unknown as { getStore(): { supportsTransforms: boolean } };

const MAKERS: Makers = { ...storage, ...identity, ...messaging, ...compute, ...detection, ...analytics };

/** What came of one resource. */
export interface Outcome {
  readonly type: string;
  readonly name: string;
  /** `unmapped`: no call is written for the type. `missing`: the emulator does not have the call. */
  readonly came: "made" | "refused" | "missing" | "unmapped";
  /** What the emulator or the SDK said, where it was not made. */
  readonly why?: string;
}

/**
 * Builds a program's resources in the emulator: every resource is made by the calls of AWS that its inputs ask for, in the order of
 * their dependencies, and what AWS answers is what the next ones name.
 * @param regionOf region of a provider's URN.
 */
export async function deploy(
  emulator: Emulator,
  build: () => unknown,
  regionOf: (provider: string) => string,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const newResource = async ({ type, name, inputs, provider }: MockResourceArgs): Promise<MockResourceResult> => {
    const made = { id: `${name}-id`, state: { ...(inputs as Json), ...placeholder(type, name, inputs as Json) } };
    if (!type.startsWith("aws:")) return made;
    const maker = MAKERS[type];
    if (maker === undefined) {
      outcomes.push({ type, name, came: "unmapped" });
      return made;
    }
    const region = regionOf(provider ?? "");
    const { calls, state } = maker(inputs as Json, name, region);
    let answer: Json = {};
    let own: Json = {};
    for (const [index, { service, operation, parameters }] of calls.entries()) {
      const named = JSON.parse(JSON.stringify(parameters).replaceAll('"$id"', JSON.stringify(own.id ?? ""))) as object;
      const reply = await emulator.call(region, service, operation, named);
      if (!("result" in reply)) {
        const [came, why] =
          "refused" in reply ? (["refused", reply.refused] as const) : (["missing", reply.missing] as const);
        outcomes.push({ type, name, came, why: `${service}.${operation}: ${why}` });
        return made;
      }
      if (index === 0) answer = reply.result;
      own = state?.(answer) ?? {};
    }
    outcomes.push({ type, name, came: "made" });
    return { id: String(own.id ?? made.id), state: { ...made.state, ...own } };
  };
  await pulumi.runtime.setMocks(
    {
      newResource,
      call: ({ token, inputs }: MockCallArgs) =>
        token === "aws:index/getCallerIdentity:getCallerIdentity" ? { accountId: "123456789012" } : (inputs as object),
    },
    "phiguard",
    "emulated",
    false,
  );
  // The SDK's mocks refuse a program with resource transforms, though they would only not call them.
  getStore().supportsTransforms = true;
  build();
  await pulumi.runtime.disconnect();
  return outcomes;
}

/** What others name of resources that are not made here. */
function placeholder(type: string, name: string, inputs: Json): Json {
  const zones = Array.from({ length: inputs.numberOfAvailabilityZones ?? 0 }, (_, zone) => zone + 1);
  switch (type) {
    case "awsx:ec2:Vpc":
      return {
        vpcId: "vpc-0a1b2c3d4e5f60718",
        vpc: { defaultNetworkAclId: "acl-0a1b2c3d4e5f60718" },
        privateSubnetIds: zones.map((zone) => `subnet-0a1b2c3d4e5f6071${zone}`),
        publicSubnetIds: zones.map((zone) => `subnet-1a1b2c3d4e5f6071${zone}`),
        routeTables: [{ id: "rtb-0a1b2c3d4e5f60718" }],
      };
    case "awsx:ecs:FargateService":
      return { service: { name: inputs.name } };
    case "aws:ec2/vpcEndpoint:VpcEndpoint":
      return { arn: `arn:aws:ec2:us-east-1:123456789012:vpc-endpoint/${name}`, prefixListId: "pl-0a1b2c3d" };
    default:
      return { arn: `arn:aws:placeholder:us-east-1:123456789012:${name}` };
  }
}
