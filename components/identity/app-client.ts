import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { signInAlarm } from "./sign-in-alarm";
import type { UserPool } from "./user-pool";

export interface AppClientArgs {
  readonly site: Site;
  /** Of the alarm on its sign-ins. */
  readonly tags: Tags;
  readonly pool: UserPool;
  /** Last part of the client's name. */
  readonly role: string;
  /** A user's app, which gets a code with PKCE and has no secret to keep; or a system, which proves itself with a secret. */
  readonly kind:
    | { readonly kind: "app"; readonly callbackUrls: readonly string[]; readonly logoutUrls: readonly string[] }
    | { readonly kind: "system" };
  /** What its tokens may be good for, such as `user/Patient.read`. */
  readonly scopes: readonly string[];
  /** Minutes that an access token is good for, in [15, 60]. */
  readonly tokenMinutes: number;
  /** Hours after which a user has to sign in again, in [1, 24]. */
  readonly sessionHours: number;
  /** Hears of sign-ins that fail, where the site has no topic for the severity. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** A program that may ask a user pool for tokens. Tokens come by the code grant or by client credentials, never in an address. */
export class AppClient extends pulumi.ComponentResource {
  readonly clientId: pulumi.Output<string>;
  /** A system's; empty for an app. */
  readonly clientSecret: pulumi.Output<string>;

  constructor(name: string, args: AppClientArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:identity:AppClient", name, {}, opts);
    assertWhole("AppClient", name, "tokenMinutes", args.tokenMinutes, 15, 60);
    assertWhole("AppClient", name, "sessionHours", args.sessionHours, 1, 24);
    const child = { parent: this };
    const { site, pool, kind } = args;
    const client = new aws.cognito.UserPoolClient(
      `${name}-client`,
      {
        name: nameFor(site, "other", args.role),
        userPoolId: pool.poolId,
        allowedOauthFlowsUserPoolClient: true,
        supportedIdentityProviders: ["COGNITO"],
        accessTokenValidity: args.tokenMinutes,
        idTokenValidity: args.tokenMinutes,
        refreshTokenValidity: args.sessionHours,
        tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "hours" },
        // Minutes between password and second factor.
        authSessionValidity: 3,
        // None of the flows that take a password from the app itself.
        explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
        preventUserExistenceErrors: "ENABLED",
        enableTokenRevocation: true,
        readAttributes: ["email", "email_verified"],
        writeAttributes: ["email"],
        ...(kind.kind === "app"
          ? {
              generateSecret: false,
              allowedOauthFlows: ["code"],
              allowedOauthScopes: ["openid", ...args.scopes],
              callbackUrls: [...kind.callbackUrls],
              logoutUrls: [...kind.logoutUrls],
            }
          : { generateSecret: true, allowedOauthFlows: ["client_credentials"], allowedOauthScopes: [...args.scopes] }),
      },
      { ...child, dependsOn: [...pool.resourceServers] },
    );
    if (kind.kind === "app") {
      // Without a style the sign-in pages answer with an error (Cognito Developer Guide, "Apply branding to managed login pages").
      new aws.cognito.ManagedLoginBranding(
        `${name}-pages`,
        { userPoolId: pool.poolId, clientId: client.id, useCognitoProvidedValues: true },
        child,
      );
      const scene = { site, tags: args.tags, topicArn: args.alarmTopicArn };
      signInAlarm(name, scene, { role: args.role, poolId: pool.poolId, clientId: client.id }, child);
    }
    this.clientId = client.id;
    this.clientSecret = client.clientSecret;
    this.registerOutputs({ clientId: this.clientId });
  }
}
