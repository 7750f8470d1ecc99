import type {
  InstanceArgs,
  LaunchConfigurationArgs,
  LaunchTemplateArgs,
  SpotInstanceRequestArgs,
} from "@pulumi/aws/ec2";
import { any, type Answer } from "../../answer";
import { absent, present } from "../../predicates";
import type { Reading } from "../../reading";

export const INSTANCE = "aws:ec2/instance:Instance";
export const SPOT_REQUEST = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
export const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
export const LAUNCH_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";

/** What they write alike, and what only one of them has. Where one name has two shapes, `LaunchTemplateArgs` has its own below. */
export type Compute = InstanceArgs &
  Omit<SpotInstanceRequestArgs, keyof InstanceArgs> &
  Omit<LaunchConfigurationArgs, keyof InstanceArgs> &
  Omit<LaunchTemplateArgs, keyof InstanceArgs>;

/** A launch template's own shape, where it shares a name with an instance. */
export function asTemplate(p: Reading<Compute>): Reading<LaunchTemplateArgs> {
  return p as unknown as Reading<LaunchTemplateArgs>;
}

/** The resource decides on these settings itself, and no launch template that it starts from. */
export function decidesItself(p: Reading<Compute>, ...settings: readonly Reading<unknown>[]): Answer {
  return any(absent(p.launchTemplate), ...settings.map(present));
}

export const FROM_TEMPLATE = "Its launch template decides, and is judged in its place.";
