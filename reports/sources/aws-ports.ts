import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

import { cloudTrailClient, cloudTrailPort, trailBucketClient } from "./cloudtrail-client";
import type { AwsPorts } from "./collect";
import { aggregatorPort, configClient, configPort } from "./config-client";
import { guardDutyClient, guardDutyPort, securityHubClient, securityHubPort } from "./finding-clients";

/** AWS by the SDK's default credentials. */
export function awsPorts(): AwsPorts {
  return {
    config: (region) => configPort(configClient(region)),
    aggregator: (region, name) => aggregatorPort(configClient(region), name),
    "security-hub": (region) => securityHubPort(securityHubClient(region)),
    guardduty: (region) => guardDutyPort(guardDutyClient(region)),
    cloudtrail: (region) => cloudTrailPort(cloudTrailClient(region), trailBucketClient(region)),
  };
}

export interface Caller {
  readonly account: string;
  /** `aws`, `aws-us-gov` or `aws-cn`. */
  readonly partition: string;
  /** Of a role's session the role alone: the session's name may be a person's. */
  readonly principal: string;
  /** Added to our clock it gives the service's. The SDK sees it from the answer's date, and leaves out what is below five minutes. */
  readonly clockOffsetMs: number;
}

export async function callerIdentity(region: string): Promise<Caller> {
  const client = new STSClient({ region, maxAttempts: 3 });
  const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}));
  if (Account === undefined || Arn === undefined) throw new Error("STS did not say who is asking");
  return {
    account: Account,
    partition: Arn.split(":")[1] ?? "aws",
    principal: principalOf(Arn),
    clockOffsetMs: client.config.systemClockOffset,
  };
}

export function principalOf(arn: string): string {
  const [, role] = /^(arn:aws[a-z-]*:sts::\d{12}:assumed-role\/[^/]+)\/.*$/.exec(arn) ?? [];
  return role ?? arn;
}
