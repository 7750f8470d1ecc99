import type { Place } from "../site";
import type { FunctionContract } from "./function-contract";
import { liveArn } from "./state-machine-role";

/** A function of a flow: what it is and by which ARN it is called. */
export interface Step {
  readonly arn: string;
  readonly contract: FunctionContract;
}

/** Steps of the functions at a place: their ARNs are made from names, as a flow is written before they are made. */
export const stepsAt =
  (place: Place) =>
  (contract: FunctionContract): Step => ({ arn: liveArn(place, contract), contract });
