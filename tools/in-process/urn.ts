import { qualifiedType, typeOf } from "../../policies/resource";

export const STACK_TYPE = "pulumi:pulumi:Stack";
const PROVIDER_PREFIX = "pulumi:providers:";

/**
 * The name of a resource in a stack. A child carries its parent's qualified type, unless the parent is the stack itself.
 * Source: https://www.pulumi.com/docs/iac/concepts/resources/names/#urns
 */
export function makeUrn(stack: string, project: string, parentUrn: string, type: string, name: string): string {
  const parent = parentUrn === "" || typeOf(parentUrn) === STACK_TYPE ? "" : `${qualifiedType(parentUrn)}$`;
  return `urn:pulumi:${stack}::${project}::${parent}${type}::${name}`;
}

/** `aws:s3/bucket:Bucket` to `aws`. */
export function packageOf(token: string): string {
  return token.split(":")[0] ?? "";
}

export function providerType(packageName: string): string {
  return PROVIDER_PREFIX + packageName;
}

export function isProviderType(type: string): boolean {
  return type.startsWith(PROVIDER_PREFIX);
}

/** The package a provider resource is for: `pulumi:providers:aws` to `aws`. */
export function providedPackage(type: string): string {
  return type.slice(PROVIDER_PREFIX.length);
}

/** A provider reference is `<urn>::<id>`; URNs hold `::` themselves, ids do not. */
export function parseReference(reference: string): { urn: string; id: string } {
  const split = reference.lastIndexOf("::");
  if (split < 0 || !reference.startsWith("urn:pulumi:")) {
    throw new TypeError(`"${reference}" is not a provider reference`);
  }
  return { urn: reference.slice(0, split), id: reference.slice(split + 2) };
}

/** The name of the provider that resources get which name none: `default_7_48_0`. */
export function defaultProviderName(version: string, downloadUrl: string): string {
  const numbered = version === "" ? "" : `_${version.replace(/[.+-]/g, "_")}`;
  return `default${numbered}${downloadUrl === "" ? "" : `_${downloadUrl.replace(/[^A-Za-z0-9_.]/g, "_")}`}`;
}
