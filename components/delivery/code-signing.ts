import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { profileName } from "./release-policy";

export interface CodeSigningArgs {
  readonly site: Site;
  readonly tags: Tags;
}

/** The longest that AWS Signer has for functions: a signature outlives every function that runs its code. */
const VALID_MONTHS = 135;

/** A signing profile and what makes functions refuse code that was not signed with it. */
export class CodeSigning extends pulumi.ComponentResource {
  readonly profileName: pulumi.Output<string>;
  readonly configArn: pulumi.Output<string>;

  constructor(name: string, args: CodeSigningArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:delivery:CodeSigning", name, {}, opts);
    const child = { parent: this };
    const profile = new aws.signer.SigningProfile(
      `${name}-profile`,
      {
        name: profileName(args.site),
        platformId: "AWSLambda-SHA384-ECDSA",
        signatureValidityPeriod: { type: "MONTHS", value: VALID_MONTHS },
        tags: args.tags,
      },
      child,
    );
    const config = new aws.lambda.CodeSigningConfig(
      `${name}-config`,
      {
        description: "Functions take bundles that a release had signed, and no others.",
        allowedPublishers: { signingProfileVersionArns: [profile.versionArn] },
        policies: { untrustedArtifactOnDeployment: "Enforce" },
        tags: args.tags,
      },
      child,
    );
    this.profileName = profile.name;
    this.configArn = config.arn;
    this.registerOutputs({ configArn: this.configArn });
  }
}
