import { installedPackage } from "../installed-package";
import { type Properties } from "../wire";
import { AwsStandIn } from "./stand-in";
import { Typings } from "./typings";

/** The typings of the installed SDK, read once for all tests. */
export const installedTypings = new Typings(installedPackage("@pulumi/aws"));

/** A stand-in that works in a region, with further provider settings. */
export function standIn(region = "us-east-1", config: Properties = {}): AwsStandIn {
  const aws = new AwsStandIn(installedPackage("@pulumi/aws"));
  aws.configure({ region, ...config }, {});
  return aws;
}

/** URN of a resource at the top of a stack. */
export function urnOf(token: string, name = "thing"): string {
  return `urn:pulumi:dev::tests::${token}::${name}`;
}

/** Checks and creates; throws what check found wrong. */
export function make(
  aws: AwsStandIn,
  token: string,
  inputs: Properties,
  options: { name?: string; preview?: boolean } = {},
): { id: string; inputs: Properties; outputs: Properties } {
  const urn = urnOf(token, options.name);
  const checked = aws.check(urn, {}, inputs);
  if (checked.failures.length > 0) {
    throw new Error(checked.failures.map(({ reason }) => reason).join("\n"));
  }
  const { id, properties } = aws.create(urn, checked.inputs, options.preview === true);
  return { id, inputs: checked.inputs, outputs: properties };
}
