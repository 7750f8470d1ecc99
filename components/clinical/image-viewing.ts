import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { READ_OPERATIONS } from "../../lambdas/image-read/contract";
import { RestApi } from "../api/rest-api";
import { LambdaFunction } from "../compute/function";
import type { FunctionNetwork } from "../compute/function-network";
import { arnOf, nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { circuitAlarm } from "../observability/circuit-alarm";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { imageApiDocument } from "./image-api";
import { tenantRole } from "./image-names";
import { readsImages } from "./image-reads";
import { IMAGE_FUNCTIONS, type ImageRoles } from "./image-roles";

export interface ImageViewingArgs {
  readonly site: Site;
  /** Tags of what carries PHI: the function, the API. */
  readonly tags: Tags;
  /** Tags of what carries none: policies. */
  readonly internalTags: Tags;
  readonly roles: ImageRoles;
  /** Data store of each tenant, in the order of `roles.tenants`. */
  readonly stores: readonly { readonly datastoreId: pulumi.Output<string>; readonly arn: pulumi.Output<string> }[];
  /** The workload's key. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly network: FunctionNetwork;
  readonly logRetentionDays: number;
  /** Requests a second of all viewers together, in [1, 10000]. */
  readonly requestsASecond: number;
  /** Runs of the function at the same time, in [1, 100]. */
  readonly concurrency: number;
  readonly webAclArn?: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
  /** What the API's logs need before it is made. */
  readonly dependsOn: readonly pulumi.Resource[];
}

const API_ROLE = "images";
/** API Gateway waits for 29 seconds at the most. */
const TIMEOUT_MS = 29_000;

/**
 * Images for viewers over HTTPS. A caller signs its requests as its organisation's role, which may call that organisation's paths alone; the
 * function holds the path against the role once more, and reads that organisation's data store.
 */
export class ImageViewing extends pulumi.ComponentResource {
  readonly invokeUrl: pulumi.Output<string>;

  constructor(name: string, args: ImageViewingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:ImageViewing", name, {}, opts);
    const child = { parent: this };
    const { site, tags, roles, stores } = args;
    readsImages(
      `${name}-read`,
      {
        site,
        tags: args.internalTags,
        role: roles.read,
        policyRole: IMAGE_FUNCTIONS.read.name,
        reads: IMAGE_FUNCTIONS.read.imageActions,
      },
      stores.map(({ arn }) => arn),
      child,
    );
    const reader = new LambdaFunction(
      `${name}-${IMAGE_FUNCTIONS.read.name}`,
      {
        site,
        tags,
        contract: IMAGE_FUNCTIONS.read,
        role: roles.read,
        environment: {
          ENVIRONMENT: site.environment,
          TENANTS: pulumi
            .all(stores.map(({ datastoreId }) => datastoreId))
            .apply((ids) =>
              JSON.stringify(
                Object.fromEntries(
                  roles.tenants.map(({ tenant }, index) => [
                    tenant.id,
                    { datastoreId: ids[index], roleName: nameFor(site, "role", tenantRole(tenant.id)) },
                  ]),
                ),
              ),
            ),
        },
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: args.concurrency,
        network: args.network,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    const circuit = { functionName: IMAGE_FUNCTIONS.read.name, service: "HealthImaging" };
    alarm(name, { site, tags, topicArn: args.alarmTopicArn }, circuitAlarm(site.environment, circuit), child);
    const api = new RestApi(
      `${name}-api`,
      {
        site,
        tags,
        role: API_ROLE,
        document: imageApiDocument(READ_OPERATIONS),
        functionOf: () => reader,
        authorization: { kind: "iam" },
        asksForKeys: false,
        // Frames are bytes; texts pass as they are.
        binaryTypes: ["*/*"],
        webAclArn: args.webAclArn,
        requestsASecond: args.requestsASecond,
        burst: Math.min(5000, args.requestsASecond * 2),
        timeoutMs: TIMEOUT_MS,
        slowMs: 5000,
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        alarmTopicArn: args.alarmTopicArn,
        dependsOn: args.dependsOn,
      },
      child,
    );
    for (const { tenant, own } of roles.tenants) {
      const policy = new aws.iam.Policy(
        `${name}-${tenant.id}-calls-policy`,
        {
          name: nameFor(site, "policy", `${tenantRole(tenant.id)}-viewer`),
          description: `Paths of the tenant ${tenant.id} in the API of images.`,
          // As an object, so that all but the ARN is known at preview.
          policy: {
            Version: "2012-10-17",
            Statement: [
              {
                Sid: "ViewImages",
                Effect: "Allow",
                Action: "execute-api:Invoke",
                Resource: pulumi
                  .all([site.accountId, api.apiId, api.stageName])
                  .apply(([accountId, id, stage]) =>
                    arnOf(
                      { region: site.region, accountId },
                      "execute-api",
                      `${id}/${stage}/GET/tenants/${tenant.id}/*`,
                    ),
                  ),
              },
            ],
          },
          tags: args.internalTags,
        },
        child,
      );
      new aws.iam.RolePolicyAttachment(
        `${name}-${tenant.id}-calls`,
        { role: own.roleName, policyArn: policy.arn },
        child,
      );
    }
    this.invokeUrl = api.invokeUrl;
    this.registerOutputs({ invokeUrl: this.invokeUrl });
  }
}
