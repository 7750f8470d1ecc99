import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";

/** A security group without a rule: what is in it reaches nothing and is reached by nothing. */
export function isolationGroup(
  name: string,
  { site, tags, vpcId }: { readonly site: Site; readonly tags: Tags; readonly vpcId: pulumi.Input<string> },
  opts: pulumi.CustomResourceOptions,
): aws.ec2.SecurityGroup {
  const groupName = nameFor(site, "other", "isolation");
  return new aws.ec2.SecurityGroup(
    `${name}-isolation`,
    {
      name: groupName,
      description: "Holds instances that a finding names: nothing comes in and nothing goes out.",
      vpcId,
      // The provider takes away the rule that AWS adds to a new group, which lets everything out.
      ingress: [],
      egress: [],
      tags: { ...tags, Name: groupName },
    },
    opts,
  );
}
