import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ATTRIBUTES } from "../../lambdas/token-claims/contract";
import { LIVE, type LambdaFunction } from "../compute/function";
import { nameFor } from "../names";
import { LogGroup } from "../observability/log-group";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { signInRisks, type RiskMails } from "./sign-in-risks";

export interface PoolScopes {
  /** What stands before the slash. */
  readonly prefix: string;
  readonly scopes: readonly { readonly name: string; readonly description: string }[];
}

export interface UserPoolArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the pool's name, and part of its address. */
  readonly role: string;
  /** Writes claims into access tokens from the attributes of `token-claims`, called by its alias. */
  readonly claims: LambdaFunction;
  /** What tokens can be good for: `<prefix>/<name>`. */
  readonly scopes: readonly PoolScopes[];
  /** Web ACL of AWS WAF for the sign-in pages. */
  readonly webAclArn?: pulumi.Input<string>;
  /** Key of the log of sign-ins; its policy admits CloudWatch Logs. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  /** Has users written to about unusual sign-ins. */
  readonly riskMails?: RiskMails;
}

/** Days that the first password of a new user is good for. */
const FIRST_PASSWORD_DAYS = 1;
/** Passwords that a user may not take again; the most Cognito remembers. */
const REMEMBERED_PASSWORDS = 24;

/**
 * Users who sign in with a password and an authenticator app. Administrators alone make them; stolen passwords and unusual sign-ins
 * are refused, and each sign-in is logged.
 */
export class UserPool extends pulumi.ComponentResource {
  readonly poolId: pulumi.Output<string>;
  readonly poolArn: pulumi.Output<string>;
  /** `iss` of its tokens. */
  readonly issuer: pulumi.Output<string>;
  /** Where apps send users to sign in. */
  readonly signInUrl: pulumi.Output<string>;
  /** Have to be there before clients that may have their scopes. */
  readonly resourceServers: readonly aws.cognito.ResourceServer[];

  constructor(name: string, args: UserPoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:identity:UserPool", name, {}, opts);
    const child = { parent: this };
    const { site, tags } = args;
    const pool = new aws.cognito.UserPool(
      `${name}-pool`,
      {
        name: nameFor(site, "userPool", args.role),
        usernameAttributes: ["email"],
        usernameConfiguration: { caseSensitive: false },
        autoVerifiedAttributes: ["email"],
        accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
        adminCreateUserConfig: { allowAdminCreateUserOnly: true },
        mfaConfiguration: "ON",
        softwareTokenMfaConfiguration: { enabled: true },
        deviceConfiguration: { challengeRequiredOnNewDevice: true, deviceOnlyRememberedOnUserPrompt: true },
        // Of no app's `writeAttributes`: administrators alone write them. A pool's attributes can be added to, and never taken away.
        schemas: Object.values(ATTRIBUTES).map((attribute) => ({
          name: attribute,
          attributeDataType: "String",
          mutable: true,
          required: false,
          stringAttributeConstraints: { minLength: "0", maxLength: "64" },
        })),
        // Access tokens take claims from the event's second version on.
        lambdaConfig: { preTokenGenerationConfig: { lambdaArn: args.claims.liveArn, lambdaVersion: "V2_0" } },
        passwordPolicy: {
          minimumLength: 14,
          requireLowercase: true,
          requireUppercase: true,
          requireNumbers: true,
          requireSymbols: true,
          passwordHistorySize: REMEMBERED_PASSWORDS,
          temporaryPasswordValidityDays: FIRST_PASSWORD_DAYS,
        },
        // Threat protection comes with this tier alone (Cognito Developer Guide, "Feature plans").
        userPoolTier: "PLUS",
        userPoolAddOns: { advancedSecurityMode: "ENFORCED" },
        deletionProtection: site.deletionProtection ? "ACTIVE" : "INACTIVE",
        tags,
      },
      { ...child, protect: site.deletionProtection },
    );
    signInRisks(name, { poolId: pool.id, mails: args.riskMails }, child);
    new aws.lambda.Permission(
      `${name}-claims`,
      {
        action: "lambda:InvokeFunction",
        principal: "cognito-idp.amazonaws.com",
        function: args.claims.functionName,
        qualifier: LIVE,
        sourceArn: pool.arn,
        sourceAccount: site.accountId,
      },
      child,
    );
    const domain = new aws.cognito.UserPoolDomain(
      `${name}-domain`,
      {
        userPoolId: pool.id,
        // Shared by all accounts of a region.
        domain: pulumi.interpolate`${nameFor(site, "userPoolDomain", args.role)}-${site.accountId}`,
        managedLoginVersion: 2,
      },
      child,
    );
    this.resourceServers = args.scopes.map(
      ({ prefix, scopes }) =>
        new aws.cognito.ResourceServer(
          `${name}-${prefix}`,
          {
            userPoolId: pool.id,
            identifier: prefix,
            name: nameFor(site, "other", `${args.role}-${prefix}`),
            scopes: scopes.map(({ name: scopeName, description }) => ({
              scopeName,
              scopeDescription: description,
            })),
          },
          child,
        ),
    );
    const logs = new LogGroup(
      `${name}-sign-ins`,
      {
        site,
        tags,
        role: `${args.role}-sign-ins`,
        // Cognito writes the group's policy itself, which has room for few groups outside this path.
        namePrefix: "/aws/vendedlogs",
        kmsKeyArn: args.kmsKeyArn,
        retentionDays: args.logRetentionDays,
        masksIdentifiers: true,
      },
      child,
    );
    new aws.cognito.LogDeliveryConfiguration(
      `${name}-log-delivery`,
      {
        userPoolId: pool.id,
        logConfigurations: [
          {
            eventSource: "userAuthEvents",
            logLevel: "INFO",
            cloudWatchLogsConfiguration: { logGroupArn: logs.namedArn },
          },
        ],
      },
      child,
    );
    if (args.webAclArn !== undefined) {
      new aws.wafv2.WebAclAssociation(`${name}-web-acl`, { resourceArn: pool.arn, webAclArn: args.webAclArn }, child);
    }
    this.poolId = pool.id;
    this.poolArn = pool.arn;
    this.issuer = pulumi.interpolate`https://cognito-idp.${site.region}.amazonaws.com/${pool.id}`;
    this.signInUrl = pulumi.interpolate`https://${domain.domain}.auth.${site.region}.amazoncognito.com`;
    this.registerOutputs({ issuer: this.issuer });
  }
}
