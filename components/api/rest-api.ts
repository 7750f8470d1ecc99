import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LIVE, type LambdaFunction } from "../compute/function";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import type { Site } from "../site";
import { INTERNET_FACING, type Tags } from "../tags";
import { ApiStage } from "./api-stage";
import { ENDPOINT_ACCESS_MODE, SECURITY_POLICY } from "./api-tls";
import { onlyThrough } from "./endpoint-access";
import { PROBLEM_DETAILS, type ErrorFormat } from "./gateway-responses";
import { gatewayDocument, operationIds, type ApiDocument } from "./open-api";

export interface RestApiArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the names of the API and its logs. */
  readonly role: string;
  /** What the API offers. */
  readonly document: ApiDocument;
  /** The function that answers an operation of the document, called by its alias. */
  readonly functionOf: (operationId: string) => LambdaFunction;
  /** Who may call: whose token the authorizer takes, with the seconds in [0, 3600] that its decision is kept; or who signs under IAM. */
  readonly authorization:
    | { readonly kind: "token"; readonly authorizer: LambdaFunction; readonly cacheSeconds: number }
    | { readonly kind: "iam" };
  /** True asks every caller for the API key of a usage plan, beside its proof of who it is. */
  readonly asksForKeys: boolean;
  /** Media types whose bodies are bytes; none where it is left out, every one with a star of stars. */
  readonly binaryTypes?: readonly string[];
  /** RFC 9457's problem details where it is left out. */
  readonly errors?: ErrorFormat;
  /** Id of an `execute-api` endpoint, through which alone the API is reached then; without it the internet reaches it. */
  readonly vpcEndpointId?: pulumi.Input<string>;
  /** True where a domain of one's own stands before the API: AWS's own address answers nobody then. */
  readonly hasDomain?: boolean;
  /** Web ACL of AWS WAF, for an API that the internet reaches. */
  readonly webAclArn?: pulumi.Input<string>;
  /** What the document's fixed answers name; nothing that is secret. */
  readonly stageVariables?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Requests a second of all callers together, in [1, 10000]. */
  readonly requestsASecond: number;
  /** Requests that may come at once, in [1, 5000]. */
  readonly burst: number;
  /** Milliseconds that a function may take to answer, in [50, 29000]. */
  readonly timeoutMs: number;
  /** Milliseconds that answers may take on average before an alarm, in [100, 29000]. */
  readonly slowMs: number;
  /** Key of the logs; its policy admits CloudWatch Logs. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** How long logs stay; one of the values CloudWatch Logs has, a year or more. */
  readonly logRetentionDays: number;
  readonly alarmTopicArn: pulumi.Input<string>;
  /** `ApiAccount` where the same stack has it: without the account's role API Gateway refuses to log. */
  readonly dependsOn?: readonly pulumi.Resource[];
}

/**
 * A REST API of API Gateway, made from an OpenAPI document. Every operation that a function answers asks who calls, requests are held against their schemas before
 * a function runs, errors have one format, TLS is 1.2 at the least, logs are encrypted and hold neither bodies nor paths, nothing is cached.
 */
export class RestApi extends pulumi.ComponentResource {
  readonly apiId: pulumi.Output<string>;
  readonly apiName: pulumi.Output<string>;
  readonly stageName: pulumi.Output<string>;
  readonly stageArn: pulumi.Output<string>;
  /** AWS's own address of the stage. */
  readonly invokeUrl: pulumi.Output<string>;

  constructor(name: string, args: RestApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:api:RestApi", name, {}, opts);
    assertArgs(name, args);
    const child = { parent: this };
    const { vpcEndpointId, hasDomain = false } = args;
    const body = bodyOf(args);
    const api = new aws.apigateway.RestApi(
      `${name}-api`,
      {
        name: nameFor(args.site, "api", args.role),
        description: args.document.description,
        body,
        failOnWarnings: true,
        disableExecuteApiEndpoint: hasDomain,
        securityPolicy: SECURITY_POLICY,
        endpointAccessMode: ENDPOINT_ACCESS_MODE,
        ...(vpcEndpointId === undefined
          ? { endpointConfiguration: { types: "REGIONAL" }, tags: { ...args.tags, ...INTERNET_FACING } }
          : {
              endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: [vpcEndpointId] },
              // Otherwise AWS takes the endpoint's names in Route 53 away at each change.
              putRestApiMode: "merge",
              tags: args.tags,
            }),
      },
      child,
    );
    const admission = vpcEndpointId === undefined ? [] : [onlyThrough(name, api, vpcEndpointId, child)];
    const deployment = new aws.apigateway.Deployment(
      `${name}-deployment`,
      {
        restApi: api.id,
        description: "The document as it stands.",
        // A deployment is a snapshot: without a trigger a changed document would never be served.
        triggers: { document: body.apply((text) => createHash("sha256").update(text).digest("hex")) },
      },
      { ...child, dependsOn: admission },
    );
    const { stage } = new ApiStage(`${name}-stage`, { ...args, api, deployment }, child);
    const functions = new Set(operationIds(args.document).map((id) => args.functionOf(id)));
    [...functions].forEach((of, index) =>
      letIn(`${name}-calls-${index + 1}`, of, pulumi.interpolate`${api.executionArn}/${stage.stageName}/*`, child),
    );
    if (args.authorization.kind === "token") {
      letIn(
        `${name}-asks`,
        args.authorization.authorizer,
        pulumi.interpolate`${api.executionArn}/authorizers/*`,
        child,
      );
    }
    this.apiId = api.id;
    this.apiName = api.name;
    this.stageName = stage.stageName;
    this.stageArn = stage.arn;
    this.invokeUrl = stage.invokeUrl;
    this.registerOutputs({ apiId: this.apiId });
  }
}

function assertArgs(name: string, args: RestApiArgs): void {
  assertWhole("RestApi", name, "requestsASecond", args.requestsASecond, 1, 10_000);
  assertWhole("RestApi", name, "burst", args.burst, 1, 5000);
  assertWhole("RestApi", name, "timeoutMs", args.timeoutMs, 50, 29_000);
  assertWhole("RestApi", name, "slowMs", args.slowMs, 100, 29_000);
  if (args.authorization.kind === "token") {
    assertWhole("RestApi", name, "authorization.cacheSeconds", args.authorization.cacheSeconds, 0, 3600);
  }
}

/** Known at preview, as the ARNs in it are made from names. */
function bodyOf({ site, document, functionOf, authorization, ...args }: RestApiArgs): pulumi.Output<string> {
  const arns = Object.fromEntries(operationIds(document).map((id) => [id, functionOf(id).liveArn]));
  const authorizerArn = authorization.kind === "token" ? authorization.authorizer.liveArn : undefined;
  return pulumi
    .all([site.accountId, pulumi.output(arns), pulumi.output(authorizerArn)])
    .apply(([accountId, functionArns, functionArn]) =>
      JSON.stringify(
        gatewayDocument({ ...site, accountId }, document, {
          functionArn: (id) => functionArns[id] as string,
          timeoutMs: args.timeoutMs,
          authorization:
            authorization.kind === "iam"
              ? authorization
              : { kind: "token", functionArn: functionArn as string, cacheSeconds: authorization.cacheSeconds },
          asksForKeys: args.asksForKeys,
          errors: args.errors ?? PROBLEM_DETAILS,
          binaryTypes: args.binaryTypes,
        }),
      ),
    );
}

/** Lets the API run a function's alias, and no other API. */
function letIn(
  name: string,
  { functionName }: LambdaFunction,
  sourceArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): void {
  new aws.lambda.Permission(
    name,
    {
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      function: functionName,
      qualifier: LIVE,
      sourceArn,
    },
    opts,
  );
}
