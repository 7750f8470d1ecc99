import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../access/policy-document";
import { ServiceRole } from "../access/service-role";
import type { FunctionNetwork } from "../compute/function-network";
import { interfaceStatements } from "../compute/function-role";
import { ArgumentError, assertWhole } from "../errors";
import type { KeyUse } from "../keys/key-policy";
import { arnOf, nameFor, partitionOf } from "../names";
import { LogGroup } from "../observability/log-group";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";

/** A model that a team fitted itself. */
export interface AnomalyModel {
  /** Image of the container, in ECR of this region, named by digest: `<account>.dkr.ecr.<region>.amazonaws.com/<repository>@sha256:...`. */
  readonly image: string;
  /** Archive of the model: `s3://<bucket>/<key>.tar.gz`. */
  readonly data: string;
  /** Type of its instances, such as ml.m7g.large. */
  readonly instanceType: string;
  /** Instances, in [2, 10]: one can fail. */
  readonly instances: number;
}

export const ANOMALY_ROLE = "access-model";

const IMAGE = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([a-z0-9._/-]{2,256})@sha256:[0-9a-f]{64}$/;
const DATA = /^s3:\/\/([a-z0-9.-]{3,63})\/([A-Za-z0-9._/-]{1,900}\.tar\.gz)$/;
export const ANOMALY_SHAPES = { image: IMAGE, data: DATA } as const;

export const anomalyEndpointName = (place: Pick<Place, "project" | "environment">): string =>
  nameFor(place, "other", ANOMALY_ROLE);

/** What whoever scores accesses needs of the endpoint. */
export const askModel = (place: Place): Statement => ({
  Sid: "AskModel",
  Effect: "Allow",
  Action: "sagemaker:InvokeEndpoint",
  Resource: arnOf(place, "sagemaker", `endpoint/${anomalyEndpointName(place)}`),
});

const LOGS = "/aws/sagemaker/Endpoints";

/** What SageMaker does with the model's role: takes the image and the archive, writes the log, and makes interfaces in the network. */
export function modelStatements(place: Place, { image, data }: Pick<AnomalyModel, "image" | "data">): Statement[] {
  const partition = partitionOf(place.region);
  const [, account, region, repository] = IMAGE.exec(image) ?? [];
  const [, bucket, key] = DATA.exec(data) ?? [];
  const group = arnOf(place, "logs", `log-group:${LOGS}/${anomalyEndpointName(place)}`);
  return [
    { Sid: "FindRegistry", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    {
      Sid: "PullImage",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: `arn:${partition}:ecr:${region}:${account}:repository/${repository}`,
    },
    { Sid: "ReadModel", Effect: "Allow", Action: "s3:GetObject", Resource: `arn:${partition}:s3:::${bucket}/${key}` },
    {
      Sid: "WriteLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${group}:*`,
    },
    ...interfaceStatements(place),
  ];
}

export interface AnomalyRoleArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly model: AnomalyModel;
}

/** The model's role. It is made before the key, whose policy names it. */
export function anomalyRole(
  name: string,
  { site, tags, model }: AnomalyRoleArgs,
  opts: pulumi.ComponentResourceOptions,
) {
  for (const part of ["image", "data"] as const) {
    if (!ANOMALY_SHAPES[part].test(model[part]))
      throw new ArgumentError(
        "AnomalyEndpoint",
        name,
        part,
        `a text like ${String(ANOMALY_SHAPES[part])}`,
        model[part],
      );
  }
  return new ServiceRole(
    `${name}-runs`,
    {
      site,
      tags,
      role: ANOMALY_ROLE,
      description: "Runs the model that scores accesses.",
      service: "sagemaker.amazonaws.com",
      statements: (place) => modelStatements(place, model),
    },
    opts,
  );
}

/** What the model's role does with the workload's key. The grants for the instances' volumes are made in the name of whoever deploys (SageMaker API, CreateEndpointConfig, KmsKeyId). */
export const anomalyKeyUse = (role: ServiceRole): pulumi.Output<KeyUse> =>
  role.namedArn.apply((roleArn): KeyUse => {
    return {
      kind: "role",
      sid: "ModelRuns",
      roleArn,
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      services: ["sagemaker", "s3"],
    };
  });

export interface AnomalyEndpointArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly model: AnomalyModel;
  readonly role: ServiceRole;
  /** Customer key of volumes and logs; its policy has `anomalyKeyUse`. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly network: Pick<FunctionNetwork, "vpcId" | "subnetIds" | "s3PrefixListId">;
}

/**
 * A SageMaker endpoint that scores accesses: two instances at the least, their volumes under the workload's key, in private subnets,
 * and its container without a way to any network. What it is asked holds no name and no id, and nothing of it is captured.
 */
export class AnomalyEndpoint extends pulumi.ComponentResource {
  readonly endpointName: pulumi.Output<string>;

  constructor(name: string, args: AnomalyEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:AnomalyEndpoint", name, {}, opts);
    const { site, tags, model, role, network } = args;
    assertWhole("AnomalyEndpoint", name, "model.instances", model.instances, 2, 10);
    const child = { parent: this };
    const endpointName = anomalyEndpointName(site);
    const groupName = nameFor(site, "other", `${ANOMALY_ROLE}-instances`);
    const group = new aws.ec2.SecurityGroup(
      `${name}-group`,
      {
        name: groupName,
        description: "The model's instances: nothing comes in, HTTPS goes to S3 for the archive.",
        vpcId: network.vpcId,
        tags: { ...tags, Name: groupName },
      },
      child,
    );
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-to-s3`,
      {
        securityGroupId: group.id,
        description: "HTTPS to S3 by its gateway endpoint",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        prefixListId: network.s3PrefixListId,
        tags,
      },
      child,
    );
    const log = new LogGroup(
      `${name}-log`,
      {
        site,
        tags,
        role: ANOMALY_ROLE,
        groupName: `${LOGS}/${endpointName}`,
        kmsKeyArn: args.kmsKeyArn,
        retentionDays: args.logRetentionDays,
        masksIdentifiers: true,
      },
      child,
    );
    const made = new aws.sagemaker.Model(
      `${name}-model`,
      {
        name: endpointName,
        executionRoleArn: role.arn,
        enableNetworkIsolation: true,
        primaryContainer: { image: model.image, modelDataUrl: model.data },
        vpcConfig: { subnets: network.subnetIds, securityGroupIds: [group.id] },
        tags,
      },
      // SageMaker tries the role when it makes the model.
      { ...child, dependsOn: role },
    );
    const configuration = new aws.sagemaker.EndpointConfiguration(
      `${name}-configuration`,
      {
        // Another configuration is another name, so that the endpoint goes over to it while it answers.
        namePrefix: `${endpointName}-`,
        kmsKeyArn: args.kmsKeyArn,
        productionVariants: [
          {
            variantName: "all",
            modelName: made.name,
            instanceType: model.instanceType,
            initialInstanceCount: model.instances,
            initialVariantWeight: 1,
          },
        ],
        tags,
      },
      child,
    );
    const endpoint = new aws.sagemaker.Endpoint(
      `${name}-endpoint`,
      { name: endpointName, endpointConfigName: configuration.name, tags },
      { ...child, dependsOn: log },
    );
    this.endpointName = endpoint.name;
    this.registerOutputs({ endpointName: this.endpointName });
  }
}
