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
