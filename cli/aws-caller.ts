import type { Caller } from "../reports/sources/aws-ports";
import { faultOf, nameOf } from "../reports/sources/aws-errors";
import { collecting } from "./aws-clients";
import { UserError } from "./failure";

export const NO_CREDENTIALS =
  "AWS takes no credentials from here, or they have ended: sign in (for example `aws sso login`), or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";

/** @throws UserError where AWS does not say. */
export async function whoAsks(region: string): Promise<Caller> {
  const { callerIdentity } = collecting();
  try {
    return await callerIdentity(region);
  } catch (error) {
    const fault = faultOf(error);
    if (fault === "credentials" || fault === "denied") throw new UserError(NO_CREDENTIALS);
    throw new UserError(`AWS could not be asked who is calling (${nameOf(error)}); nothing was done.`);
  }
}

/** The region that is named, or the environment's. @throws UserError where there is none. */
export function regionOf(named: string | undefined): string {
  const region = named ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"];
  if (region === undefined || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
    throw new UserError("No region is named: give --region, such as us-east-1, or set AWS_REGION.");
  return region;
}
