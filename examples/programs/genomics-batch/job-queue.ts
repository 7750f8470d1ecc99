import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface JobQueueArgs {
  readonly subnetIds: pulumi.Input<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly diskKeyArn: pulumi.Input<string>;
  readonly maxVcpus: number;
  readonly tags?: Record<string, string>;
}

/** A queue with its compute environment: instances from a launch template with encrypted disks. */
export class JobQueue extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: JobQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("acme:compute:JobQueue", name, {}, opts);
    const own = { parent: this };
    const role = new aws.iam.Role(
      `${name}-instance`,
      {
        assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
        managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"],
        tags: args.tags,
      },
      own,
    );
    const profile = new aws.iam.InstanceProfile(`${name}-instance`, { role: role.name }, own);
    const template = new aws.ec2.LaunchTemplate(
      name,
      {
        blockDeviceMappings: [
          {
            deviceName: "/dev/xvda",
            ebs: { encrypted: "true", kmsKeyId: args.diskKeyArn, volumeSize: 500, volumeType: "gp3" },
          },
        ],
        metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
        tags: args.tags,
      },
      own,
    );
    const environment = new aws.batch.ComputeEnvironment(
      name,
      {
        type: "MANAGED",
        computeResources: {
          type: "EC2",
          allocationStrategy: "BEST_FIT_PROGRESSIVE",
          instanceTypes: ["r7i", "m7i"],
          instanceRole: profile.arn,
          launchTemplate: { launchTemplateId: template.id, version: "$Latest" },
          minVcpus: 0,
          maxVcpus: args.maxVcpus,
          subnets: args.subnetIds,
          securityGroupIds: [args.securityGroupId],
        },
        tags: args.tags,
      },
      own,
    );
    const queue = new aws.batch.JobQueue(
      name,
      {
        state: "ENABLED",
        priority: 1,
        computeEnvironmentOrders: [{ order: 1, computeEnvironment: environment.arn }],
        tags: args.tags,
      },
      own,
    );
    this.arn = queue.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
