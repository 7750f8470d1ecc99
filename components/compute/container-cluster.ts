import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { LogGroup } from "../observability/log-group";
import type { Site } from "../site";
import type { Tags } from "../tags";

export interface ContainerClusterArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the cluster's name. */
  readonly role: string;
  /** Encrypts what tasks keep on their own disks; its policy admits Fargate for the cluster's name. */
  readonly storageKeyArn: pulumi.Input<string>;
  /** Encrypts the figures of Container Insights, which name tasks and no patients. */
  readonly logKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
}

export const clusterName = (site: Pick<Site, "project" | "environment">, role: string): string =>
  nameFor(site, "other", role);

/** An ECS cluster for Fargate with Container Insights and tasks' disks under a customer key. */
export class ContainerCluster extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** Last part of its name. */
  readonly role: string;
  /** Known at preview; depends on the cluster. */
  readonly clusterName: pulumi.Output<string>;

  constructor(name: string, args: ContainerClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:compute:ContainerCluster", name, {}, opts);
    const child = { parent: this };
    const { site, tags } = args;
    const made = clusterName(site, args.role);
    // Container Insights makes this group itself, unencrypted and kept for ever, where it is not there yet.
    const insights = new LogGroup(
      `${name}-insights`,
      {
        site,
        tags,
        role: args.role,
        groupName: `/aws/ecs/containerinsights/${made}/performance`,
        kmsKeyArn: args.logKeyArn,
        retentionDays: args.logRetentionDays,
        masksIdentifiers: false,
      },
      child,
    );
    const cluster = new aws.ecs.Cluster(
      `${name}-cluster`,
      {
        name: made,
        settings: [{ name: "containerInsights", value: "enabled" }],
        configuration: { managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: args.storageKeyArn } },
        tags,
      },
      { ...child, dependsOn: insights },
    );
    this.arn = cluster.arn;
    this.role = args.role;
    this.clusterName = cluster.name;
    this.registerOutputs({ arn: this.arn });
  }
}
