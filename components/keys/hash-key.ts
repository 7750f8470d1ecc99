import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Statement } from "../access/policy-document";
import type { ServiceRole } from "../access/service-role";
import { arnOf, iamArn, nameFor } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { keyAlias } from "./key-alias";

export interface HashKeyArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the alias. */
  readonly role: string;
  /** What the hashes are for; shown in the console. */
  readonly description: string;
  /** Who makes hashes. */
  readonly roles: readonly ServiceRole[];
}

/** What a role's own policy has to say of the key, beside the key's. Aliases name keys: a key's id is AWS's own. */
export function hashStatement(place: Place, role: string): Statement {
  return {
    Sid: "HashIdentifiers",
    Effect: "Allow",
    Action: "kms:GenerateMac",
    Resource: arnOf(place, "kms", "key/*"),
    Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${nameFor(place, "alias", role)}` } },
  };
}

export function hashKeyPolicy(place: Place, roleArns: readonly string[]): Statement[] {
  return [
    // Without it nobody could ever change the key again (KMS Developer Guide, "Key policies").
    {
      Sid: "AdministrationByAccount",
      Effect: "Allow",
      Principal: { AWS: iamArn(place, "root") },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "HashIdentifiers",
      Effect: "Allow",
      Principal: { AWS: roleArns },
      Action: "kms:GenerateMac",
      Resource: "*",
      Condition: { StringEquals: { "kms:MacAlgorithm": "HMAC_SHA_256" } },
    },
  ];
}

/**
 * A key that turns identifiers into hashes that nobody without it can make or try out. It never leaves KMS, and is not rotated: the same
 * identifier has to give the same hash for as long as the audit is kept.
 */
export class HashKey extends pulumi.ComponentResource {
  /** ARN of the alias: known at preview, and depends on the alias. */
  readonly aliasArn: pulumi.Output<string>;

  constructor(name: string, args: HashKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:keys:HashKey", name, {}, opts);
    const { site } = args;
    const key = new aws.kms.Key(
      `${name}-key`,
      {
        description: `${args.description} (${site.project} ${site.environment})`,
        keyUsage: "GENERATE_VERIFY_MAC",
        customerMasterKeySpec: "HMAC_256",
        deletionWindowInDays: 30,
        policy: pulumi
          .all([site.accountId, pulumi.all(args.roles.map(({ namedArn }) => namedArn))])
          .apply(([accountId, roleArns]) => policyDocument(hashKeyPolicy({ ...site, accountId }, roleArns))),
        tags: args.tags,
      },
      { parent: this, protect: site.deletionProtection },
    );
    const { aliasArn } = keyAlias(name, { site, role: args.role, key }, this);
    this.aliasArn = aliasArn;
    this.registerOutputs({ aliasArn: this.aliasArn });
  }
}
