import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";

export interface ReadsImagesArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly role: { readonly roleName: pulumi.Output<string> };
  /** Part of the policy's name. */
  readonly policyRole: string;
  /** Actions of HealthImaging. */
  readonly reads: readonly string[];
}

/**
 * Lets a role read image sets of these data stores. Their ARNs are known once they have been made, after the keys, whose policies name the role: so
 * this is a policy of its own. Image sets carry no tags of ours by which a condition could tell them apart.
 */
export function readsImages(
  name: string,
  { site, tags, role, policyRole, reads }: ReadsImagesArgs,
  datastoreArns: readonly pulumi.Output<string>[],
  opts: pulumi.CustomResourceOptions,
): void {
  const policy = new aws.iam.Policy(
    `${name}-images-policy`,
    {
      name: nameFor(site, "policy", `${policyRole}-images`),
      description: `Images that ${policyRole} reads.`,
      // As an object, so that all but the ARNs is known at preview.
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "ReadImages",
            Effect: "Allow",
            Action: [...reads],
            Resource: datastoreArns.flatMap((arn) => [arn, pulumi.interpolate`${arn}/imageset/*`]),
          },
        ],
      },
      tags,
    },
    opts,
  );
  new aws.iam.RolePolicyAttachment(`${name}-images-attachment`, { role: role.roleName, policyArn: policy.arn }, opts);
}
