import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Statement } from "../access/policy-document";
import { iamArn } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { keyAlias } from "./key-alias";

export interface SigningKeyArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the alias. */
  readonly role: string;
  /** What is signed with it; shown in the console. Not empty. */
  readonly description: string;
  /** The one role that signs. */
  readonly signerArn: pulumi.Input<string>;
  /** Roles that verify, and fetch the public key. */
  readonly verifierArns: readonly pulumi.Input<string>[];
}

/**
 * An asymmetric key (ECDSA over P-256) that one role signs with. Its private part never leaves KMS; whoever has the public part verifies
 * without AWS. KMS rotates no asymmetric keys: a new one is made beside it, and the old one stays for what it signed.
 */
export class SigningKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** ARN of the alias: known at preview, and depends on the alias. */
  readonly aliasArn: pulumi.Output<string>;

  constructor(name: string, args: SigningKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:keys:SigningKey", name, {}, opts);
    const { site } = args;
    const key = new aws.kms.Key(
      `${name}-key`,
      {
        description: `${args.description} (${site.project} ${site.environment})`,
        keyUsage: "SIGN_VERIFY",
        customerMasterKeySpec: "ECC_NIST_P256",
        deletionWindowInDays: 30,
        policy: pulumi
          .all([site.accountId, args.signerArn, pulumi.all([...args.verifierArns])])
          .apply(([accountId, signerArn, verifierArns]) =>
            policyDocument(
              signingKeyPolicy(
                { ...site, accountId },
                { signerArn, verifierArns, deletable: !site.deletionProtection },
              ),
            ),
          ),
        tags: args.tags,
      },
      { parent: this, protect: site.deletionProtection },
    );
    const { aliasArn } = keyAlias(name, { site, role: args.role, key }, this);
    this.arn = key.arn;
    this.aliasArn = aliasArn;
    this.registerOutputs({ arn: this.arn });
  }
}

export interface SigningParties {
  readonly signerArn: string;
  readonly verifierArns: readonly string[];
  /** True where the stack may be torn down. */
  readonly deletable: boolean;
}

/** What the account may do with the key by its IAM policies: look, describe, change who is named here. Neither sign nor grant. */
const ADMINISTRATION = [
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:EnableKey",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:GetPublicKey",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
] as const;

/** Ways to lose what was signed: a key that is gone or off can't sign, and its public part can't be fetched. */
const LOSING = ["kms:DisableKey", "kms:ScheduleKeyDeletion"] as const;

/**
 * The policy of a signing key. The account gets no `kms:*` and no grants, so no IAM policy can hand out signing; where the stack is
 * protected nobody may disable or delete the key (KMS Developer Guide, "Key policies").
 */
export function signingKeyPolicy(place: Place, { signerArn, verifierArns, deletable }: SigningParties): Statement[] {
  const statements: Statement[] = [
    {
      Sid: "AdministrationByAccount",
      Effect: "Allow",
      Principal: { AWS: iamArn(place, "root") },
      Action: [...ADMINISTRATION, ...(deletable ? [...LOSING, "kms:CancelKeyDeletion"] : [])],
      Resource: "*",
    },
    {
      Sid: "OneRoleSigns",
      Effect: "Allow",
      Principal: { AWS: signerArn },
      Action: "kms:Sign",
      Resource: "*",
      // What is written is the one algorithm that the verifier knows, over a digest.
      Condition: { StringEquals: { "kms:SigningAlgorithm": "ECDSA_SHA_256", "kms:MessageType": "DIGEST" } },
    },
  ];
  statements.push({
    Sid: "SignerNamesKey",
    Effect: "Allow",
    Principal: { AWS: signerArn },
    Action: "kms:GetPublicKey",
    Resource: "*",
  });
  if (verifierArns.length > 0) {
    statements.push({
      Sid: "OthersVerify",
      Effect: "Allow",
      Principal: { AWS: verifierArns },
      Action: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Verify"],
      Resource: "*",
    });
  }
  if (!deletable) {
    statements.push({ Sid: "NobodyLosesIt", Effect: "Deny", Principal: "*", Action: LOSING, Resource: "*" });
  }
  return statements;
}
