import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceRole } from "../access/service-role";
import { assertWhole } from "../errors";
import { arnOf, nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { LogGroup } from "../observability/log-group";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import { signedBundleKey } from "../delivery/signed-bundle";
import type { Tags } from "../tags";
import { bundle, BUNDLE_HANDLER } from "./bundle";
import { functionAlarms } from "./function-alarms";
import { assertContract, type FunctionContract } from "./function-contract";
import { functionGroup, type FunctionNetwork } from "./function-network";
import { deadLetterRole, FUNCTION_LOGS } from "./function-role";

export interface FunctionArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Shared with the code in `lambdas/<contract.name>/`. */
  readonly contract: FunctionContract;
  /** Made before by `functionRole`. */
  readonly role: ServiceRole;
  /** A value for each variable that the contract names. No secrets and no PHI: put their names here. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Key of the environment, the log group and the dead-letter queue; its policy admits the role by `functionUses`. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** How long logs stay; one of the values CloudWatch Logs has, a year or more. */
  readonly logRetentionDays: number;
  /** Runs at the same time, in [1, 900]; they are taken from the account's quota, of which Lambda keeps 100 for the rest. */
  readonly reservedConcurrency: number;
  readonly network?: FunctionNetwork;
  /** Versions of layers of the account, at most 5; where code is signed, theirs has to be, too. */
  readonly layerArns?: readonly string[];
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** What callers name: a version that was published and that a rollback can be pointed away from. */
export const LIVE = "live";

/** Node.js 22 on arm64, patched by AWS until April 2027 (Lambda Developer Guide, "Lambda runtimes"). */
const RUNTIME = aws.lambda.Runtime.NodeJS22dX;

/** What was built here, or what a release had signed; a function that takes signed code takes no other. */
function codeOf(
  { signedCode }: Site,
  { name }: FunctionContract,
): Pick<aws.lambda.FunctionArgs, "code" | "s3Bucket" | "s3Key" | "codeSigningConfigArn"> {
  if (signedCode === undefined) return { code: bundle(name) };
  const { bucketName, release, configArn } = signedCode;
  return { s3Bucket: bucketName, s3Key: signedBundleKey(release, name), codeSigningConfigArn: configArn };
}

/**
 * A Lambda function with its log group made before it, a customer key for its environment, active tracing, a dead-letter queue, a
 * reserved share of concurrency, the alias `live` on a published version, and alarms.
 */
export class LambdaFunction extends pulumi.ComponentResource {
  /** Known at preview; depends on the alias, too, as who may call names both. */
  readonly functionName: pulumi.Output<string>;
  /** ARN of the alias `live`, made from names: known at preview, and depends on the alias. */
  readonly liveArn: pulumi.Output<string>;

  constructor(name: string, args: FunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:compute:LambdaFunction", name, {}, opts);
    const { site, tags, contract } = args;
    assertContract(name, contract, args);
    assertWhole("LambdaFunction", name, "reservedConcurrency", args.reservedConcurrency, 1, 900);
    const child = { parent: this };
    const logs = new LogGroup(
      `${name}-log`,
      {
        site,
        tags,
        role: contract.name,
        namePrefix: FUNCTION_LOGS,
        kmsKeyArn: args.kmsKeyArn,
        retentionDays: args.logRetentionDays,
        masksIdentifiers: true,
      },
      child,
    );
    const deadLetters = new DeadLetterQueue(
      `${name}-dlq`,
      {
        site,
        tags,
        role: deadLetterRole(contract),
        kmsKeyArn: args.kmsKeyArn,
        ruleNames: [],
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    const { network } = args;
    const group = network && functionGroup(name, { site, tags, role: contract.name, network }, child);
    const made = new aws.lambda.Function(
      `${name}-function`,
      {
        name: nameFor(site, "function", contract.name),
        description: contract.description,
        role: args.role.arn,
        runtime: RUNTIME,
        architectures: ["arm64"],
        ...codeOf(site, contract),
        layers: args.layerArns && [...args.layerArns],
        handler: BUNDLE_HANDLER,
        timeout: contract.timeoutSeconds,
        memorySize: contract.memoryMb,
        environment: { variables: { ...args.environment } },
        kmsKeyArn: args.kmsKeyArn,
        deadLetterConfig: { targetArn: deadLetters.arn },
        tracingConfig: { mode: "Active" },
        loggingConfig: {
          logFormat: "JSON",
          logGroup: logs.groupName,
          applicationLogLevel: "INFO",
          systemLogLevel: "WARN",
        },
        reservedConcurrentExecutions: args.reservedConcurrency,
        vpcConfig: network && group && { subnetIds: network.subnetIds, securityGroupIds: [group.id] },
        publish: true,
        tags,
      },
      // Lambda tries the role when it makes the function: its rights have to be there.
      { ...child, dependsOn: args.role },
    );
    const live = new aws.lambda.Alias(
      `${name}-live`,
      {
        name: LIVE,
        description: "The version that callers run.",
        functionName: made.name,
        functionVersion: made.version,
      },
      child,
    );
    watch(site, tags, { kind: "function", role: contract.name });
    const scene = { site, tags, topicArn: args.alarmTopicArn };
    for (const spec of functionAlarms(contract, made.name)) alarm(name, scene, spec, child);
    this.functionName = pulumi.all([made.name, live.name]).apply(([functionName]) => functionName);
    this.liveArn = pulumi
      .all([site.accountId, made.name, live.name])
      .apply(([accountId, functionName, alias]) =>
        arnOf({ region: site.region, accountId }, "lambda", `function:${functionName}:${alias}`),
      );
    this.registerOutputs({ liveArn: this.liveArn });
  }
}
