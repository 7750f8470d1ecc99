import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnOf } from "../names";
import type { Site } from "../site";
import type { LambdaFunction } from "./function";

export interface SecretRotationArgs {
  readonly site: Site;
  readonly secretArn: pulumi.Input<string>;
  readonly rotator: LambdaFunction;
  readonly everyDays: number;
  /** Name of the admission in the function's policy; a made one by default. */
  readonly statementId?: string;
  /** The secret's first version: there is nothing to rotate before it, and Secrets Manager rotates at once. */
  readonly first: pulumi.Resource;
}

/** Lets Secrets Manager call a function for one secret, now and then every few days. */
export function secretRotation(name: string, args: SecretRotationArgs, parent: pulumi.Resource): void {
  const { site, secretArn, rotator } = args;
  const admission = new aws.lambda.Permission(
    `${name}-admission`,
    {
      statementId: args.statementId,
      action: "lambda:InvokeFunction",
      principal: "secretsmanager.amazonaws.com",
      function: rotator.functionName,
      sourceAccount: site.accountId,
      sourceArn: secretArn,
    },
    { parent },
  );
  new aws.secretsmanager.SecretRotation(
    `${name}-schedule`,
    {
      secretId: secretArn,
      // Secrets Manager documents a function's own ARN, and says nothing of aliases.
      rotationLambdaArn: pulumi
        .all([site.accountId, rotator.functionName])
        .apply(([accountId, made]) => arnOf({ region: site.region, accountId }, "lambda", `function:${made}`)),
      rotationRules: { automaticallyAfterDays: args.everyDays },
      rotateImmediately: true,
    },
    { parent, dependsOn: [admission, args.first] },
  );
}
