import * as pulumi from "@pulumi/pulumi";
import type { Accepts } from "../lambdas/fhir-authorizer/contract";
import { contract } from "../lambdas/token-claims/contract";
import type { ServiceRole } from "../components/access/service-role";
import { LambdaFunction } from "../components/compute/function";
import { SCOPES } from "../components/fhir/smart-scopes";
import { AppClient, type AppClientArgs } from "../components/identity/app-client";
import { IssuerSignIns } from "../components/identity/issuer-sign-ins";
import { UserPool } from "../components/identity/user-pool";
import type { Site } from "../components/site";
import type { Tags } from "../components/tags";
import type { Settings } from "./config";

export interface FhirApiIdentity {
  readonly issuer: pulumi.Input<string>;
  readonly accepts: Accepts;
  /** Where users sign in and where tokens are given, as the API's fixed answers name them. */
  readonly stageVariables: Readonly<Record<"signIn" | "exchange", pulumi.Input<string>>>;
  /** Undefined where another issuer's tokens are taken. */
  readonly pool?: UserPool;
  /** Ids of the apps' clients. */
  readonly appClientIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** The id of a system's client; undefined where another issuer has it. */
  readonly clientIdOf: (system: string) => pulumi.Output<string> | undefined;
  /** What each system proves itself with to the pool. */
  readonly credentials: (system: string) => Readonly<Record<string, pulumi.Input<string>>>;
}

export interface FhirApiIdentityArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly settings: Settings["fhirApi"];
  /** Runs the function that writes claims into the pool's tokens; there is no pool without it. */
  readonly claimsRole: ServiceRole | undefined;
  readonly webAclArn: pulumi.Input<string> | undefined;
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly internalTags: Tags;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Whose tokens are taken: those of a user pool that is made here, or of the issuer that the settings name. */
export function fhirApiIdentity(
  name: string,
  { site, tags, internalTags, alarmTopicArn, settings, claimsRole, ...args }: FhirApiIdentityArgs,
  opts: pulumi.ComponentResourceOptions,
): FhirApiIdentity {
  const { issuer, audience = "", issuerSignIns, signInMails, apps, systems, tokenMinutes, sessionHours } = settings;
  const { authorizationEndpoint: signIn = "", tokenEndpoint: exchange = "" } = settings;
  if (issuer !== undefined) {
    if (issuerSignIns !== undefined) {
      new IssuerSignIns(
        `${name}-issuer`,
        { site, tags: internalTags, topicArn: alarmTopicArn, ...issuerSignIns },
        opts,
      );
    }
    return {
      issuer,
      accepts: { kind: "oidc", audience },
      stageVariables: { signIn, exchange },
      appClientIds: {},
      clientIdOf: () => undefined,
      credentials: () => ({}),
    };
  }
  const claims = new LambdaFunction(
    `${name}-claims`,
    {
      site,
      tags,
      alarmTopicArn,
      contract,
      role: claimsRole as ServiceRole,
      environment: {},
      reservedConcurrency: settings.concurrency,
      kmsKeyArn: args.kmsKeyArn,
      logRetentionDays: args.logRetentionDays,
    },
    opts,
  );
  const pool = new UserPool(
    `${name}-users`,
    {
      site,
      tags,
      role: "fhir",
      claims,
      scopes: SCOPES.map(({ context: prefix, scopes }) => ({ prefix, scopes })),
      riskMails: signInMails,
      ...args,
    },
    opts,
  );
  const client = (
    { id, scopes }: { readonly id: string; readonly scopes: readonly string[] },
    kind: AppClientArgs["kind"],
  ): readonly [string, AppClient] => [
    id,
    new AppClient(
      `${name}-${id}`,
      { site, tags: internalTags, pool, role: id, kind, scopes, tokenMinutes, sessionHours, alarmTopicArn },
      opts,
    ),
  ];
  const appClients = apps.map((app) => client(app, { kind: "app", ...app }));
  const systemClients = new Map(systems.map((system) => client(system, { kind: "system" })));
  return {
    issuer: pool.issuer,
    accepts: { kind: "cognito" },
    // Cognito Developer Guide, "Managed login endpoints reference".
    stageVariables: {
      signIn: pulumi.interpolate`${pool.signInUrl}/oauth2/authorize`,
      exchange: pulumi.interpolate`${pool.signInUrl}/oauth2/token`,
    },
    pool,
    appClientIds: Object.fromEntries(appClients.map(([id, { clientId }]) => [id, clientId])),
    clientIdOf: (system) => systemClients.get(system)?.clientId,
    credentials: (system) => {
      const { clientId, clientSecret } = systemClients.get(system) as AppClient;
      return { clientId, clientSecret };
    },
  };
}
