import type { FunctionNetwork } from "../components/compute/function-network";
import type { Settings } from "./config";
import type { SharedFoundation } from "./foundation";

/** The subnets are one a zone, each known by its place in the list. */
export interface InsideNetwork extends FunctionNetwork {
  readonly subnetIds: SharedFoundation["network"]["privateSubnets"];
}

/** Where functions of a workload run: private subnets, with ways to AWS endpoints and S3. */
export function insideNetwork({ network: { cidrBlock } }: Settings, { network }: SharedFoundation): InsideNetwork {
  return {
    vpcId: network.vpcId,
    subnetIds: network.privateSubnets,
    vpcCidr: cidrBlock,
    s3PrefixListId: network.s3PrefixListId,
  };
}

/** The same, with a way to DynamoDB. */
export function insideWithTables(settings: Settings, foundation: SharedFoundation): InsideNetwork {
  return {
    ...insideNetwork(settings, foundation),
    dynamodbPrefixListId: foundation.network.dynamodbPrefixListId,
  };
}
