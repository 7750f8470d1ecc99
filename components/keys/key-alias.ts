import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnOf, nameFor } from "../names";
import type { Site } from "../site";

export interface KeyAlias {
  readonly alias: aws.kms.Alias;
  /** ARN of the alias: known at preview, and depends on the alias. */
  readonly aliasArn: pulumi.Output<string>;
}

/** The name by which others speak of a key, whose id is AWS's own. `role` is the last part of it. */
export function keyAlias(
  name: string,
  { site, role, key }: { readonly site: Site; readonly role: string; readonly key: aws.kms.Key },
  parent: pulumi.Resource,
): KeyAlias {
  const alias = new aws.kms.Alias(
    `${name}-alias`,
    { name: `alias/${nameFor(site, "alias", role)}`, targetKeyId: key.keyId },
    { parent },
  );
  const aliasArn = pulumi
    .all([site.accountId, alias.name])
    .apply(([accountId, aliasName]) => arnOf({ region: site.region, accountId }, "kms", aliasName));
  return { alias, aliasArn };
}
