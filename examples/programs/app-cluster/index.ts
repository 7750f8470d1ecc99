/** The cluster of the care applications: EKS with a private endpoint, managed nodes from a launch template, add-ons, pod identities. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const network = new pulumi.StackReference("network", { name: "acme/network/dev" });
const vpcId = network.requireOutput("vpcId");
const subnetIds = network.requireOutput("privateSubnetIds");
const account = aws.getCallerIdentityOutput().accountId;
const name = "care-apps";
const tags = { "data-classification": "phi", cluster: name };

const key = new aws.kms.Key("cluster", {
  description: "Kubernetes secrets, node disks, control plane logs",
  enableKeyRotation: true,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        sid: "Account",
        principals: [{ type: "AWS", identifiers: [pulumi.interpolate`arn:aws:iam::${account}:root`] }],
        actions: ["kms:*"],
        resources: ["*"],
      },
      {
        sid: "Logs",
        principals: [{ type: "Service", identifiers: ["logs.us-east-1.amazonaws.com"] }],
        actions: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        resources: ["*"],
        conditions: [
          {
            test: "ArnEquals",
            variable: "kms:EncryptionContext:aws:logs:arn",
            values: [pulumi.interpolate`arn:aws:logs:us-east-1:${account}:log-group:/aws/eks/${name}/cluster`],
          },
        ],
      },
      {
        sid: "NodeDisks",
        principals: [
          {
            type: "AWS",
            identifiers: [
              pulumi.interpolate`arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
            ],
          },
        ],
        actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        resources: ["*"],
      },
    ],
  }).json,
  tags,
});
const controlPlaneLog = new aws.cloudwatch.LogGroup("control-plane", {
  name: `/aws/eks/${name}/cluster`,
  retentionInDays: 365,
  kmsKeyId: key.arn,
  tags,
});

const role = (id: string, service: string, policies: string[]) => {
  const made = new aws.iam.Role(id, {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    }),
    tags,
  });
  for (const policy of policies) {
    new aws.iam.RolePolicyAttachment(`${id}-${policy}`, {
      role: made.name,
      policyArn: `arn:aws:iam::aws:policy/${policy}`,
    });
  }
  return made;
};
const clusterRole = role("cluster", "eks.amazonaws.com", ["AmazonEKSClusterPolicy"]);
const nodeRole = role("nodes", "ec2.amazonaws.com", [
  "AmazonEKSWorkerNodePolicy",
  "AmazonEKS_CNI_Policy",
  "AmazonEC2ContainerRegistryReadOnly",
  "AmazonSSMManagedInstanceCore",
]);

const clusterGroup = new aws.ec2.SecurityGroup("cluster", {
  vpcId,
  description: "Control plane of the care applications",
  ingress: [
    {
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlocks: ["10.40.0.0/16"],
      description: "kubectl from the network and the VPN",
    },
  ],
  tags,
});
const cluster = new aws.eks.Cluster(
  "care",
  {
    name,
    version: "1.33",
    roleArn: clusterRole.arn,
    enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    encryptionConfig: { provider: { keyArn: key.arn }, resources: ["secrets"] },
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    vpcConfig: {
      subnetIds,
      securityGroupIds: [clusterGroup.id],
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
    },
    upgradePolicy: { supportType: "STANDARD" },
    deletionProtection: true,
    tags,
  },
  { dependsOn: [controlPlaneLog] },
);
new aws.eks.AccessEntry("operators", {
  clusterName: cluster.name,
  principalArn: pulumi.interpolate`arn:aws:iam::${account}:role/platform-operator`,
  tags,
});
new aws.eks.AccessPolicyAssociation("operators", {
  clusterName: cluster.name,
  principalArn: pulumi.interpolate`arn:aws:iam::${account}:role/platform-operator`,
  policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminViewPolicy",
  accessScope: { type: "cluster" },
});

const template = new aws.ec2.LaunchTemplate("nodes", {
  blockDeviceMappings: [
    {
      deviceName: "/dev/xvda",
      ebs: { encrypted: "true", kmsKeyId: key.arn, volumeType: "gp3", volumeSize: 100, deleteOnTermination: "true" },
    },
  ],
  metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
  monitoring: { enabled: true },
  updateDefaultVersion: true,
  tagSpecifications: [
    { resourceType: "instance", tags },
    { resourceType: "volume", tags },
  ],
  tags,
});
new aws.eks.NodeGroup("nodes", {
  clusterName: cluster.name,
  nodeRoleArn: nodeRole.arn,
  subnetIds,
  amiType: "BOTTLEROCKET_ARM_64",
  instanceTypes: ["m7g.xlarge"],
  launchTemplate: { id: template.id, version: pulumi.interpolate`${template.latestVersion}` },
  scalingConfig: { minSize: 3, desiredSize: 3, maxSize: 9 },
  updateConfig: { maxUnavailable: 1 },
  tags,
});
for (const addonName of [
  "vpc-cni",
  "coredns",
  "kube-proxy",
  "eks-pod-identity-agent",
  "amazon-cloudwatch-observability",
]) {
  new aws.eks.Addon(addonName, { clusterName: cluster.name, addonName, resolveConflictsOnUpdate: "PRESERVE", tags });
}

const podTrust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "pods.eks.amazonaws.com" }, Action: ["sts:AssumeRole", "sts:TagSession"] },
  ],
});
for (const service of ["appointments", "messages"]) {
  const podRole = new aws.iam.Role(service, { assumeRolePolicy: podTrust, tags });
  new aws.iam.RolePolicy(service, {
    role: podRole.id,
    policy: pulumi.interpolate`{
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage"],
          "Resource": "arn:aws:sqs:us-east-1:${account}:${service}"
        }
      ]
    }`,
  });
  new aws.eks.PodIdentityAssociation(service, {
    clusterName: cluster.name,
    namespace: service,
    serviceAccount: service,
    roleArn: podRole.arn,
    tags,
  });
}

export const clusterName = cluster.name;
