import type * as pulumi from "@pulumi/pulumi";
import { contract as authorizerContract } from "../lambdas/fhir-authorizer/contract";
import { contract as consentContract, CONSENT_OPERATIONS } from "../lambdas/consent-service/contract";
import { contract as readContract } from "../lambdas/fhir-read/contract";
import { ApiDomain } from "../components/api/api-domain";
import { RestApi } from "../components/api/rest-api";
import { SystemKeys } from "../components/api/system-keys";
import { UsagePlan } from "../components/api/usage-plan";
import { LambdaFunction } from "../components/compute/function";
import { RecordTable, type TableKeys, type TableReplica } from "../components/database/record-table";
import { AnomalyEndpoint } from "../components/detection/anomaly-endpoint";
import { AccessScoring } from "../components/detection/access-scoring";
import { FHIR_WORKLOAD as WORKLOAD, SYSTEM_SECRET_ROLE, TABLES } from "../components/fhir/fhir-access";
import { fhirApiDocument, OPERATION_OUTCOME } from "../components/fhir/fhir-api-document";
import { alarm } from "../components/observability/alarm";
import { circuitAlarm } from "../components/observability/circuit-alarm";
import { tagsFor } from "../components/tags";
import type { Baseline } from "./baseline";
import { boundedSite } from "./bounded-site";
import type { Consents } from "./consents";
import type { Context } from "./context";
import { fhirApiAccess, fhirApiCopyKey } from "./fhir-api-access";
import { fhirApiIdentity } from "./fhir-api-identity";
import type { Foundation } from "./foundation";
import type { HealthLake } from "./healthlake";
import type { Security } from "./security";
import { plansOf } from "./fhir-api-plans";
import { insideNetwork, insideWithTables } from "./inside-network";
import { recordTags } from "./record-keeping";

export interface FhirApi {
  readonly url: pulumi.Output<string>;
  readonly issuer: pulumi.Input<string>;
  /** Where apps send users to sign in; undefined with an outside issuer. */
  readonly signInUrl: pulumi.Output<string> | undefined;
  readonly appClientIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Secrets that systems call the API with, by system. */
  readonly systemSecretArns: Readonly<Record<string, pulumi.Output<string>>>;
}

interface FhirApiBuildsOn {
  readonly consents: Consents;
  readonly security: Security | undefined;
  readonly baseline: Baseline | undefined;
}

/** Answers of the functions: an alarm where they take this many milliseconds on average, an end after that many. */
const SLOW_MS = 2000;
const TIMEOUT_MS = 15_000;
/** Seconds that a decision on a token is kept; a suspension takes as long to be felt. */
const DECISION_SECONDS = 60;

/** The FHIR API: identity, gateway, functions, the service of consents, and a watch over accesses. */
export function buildFhirApi(
  context: Context,
  foundation: Foundation,
  healthLake: HealthLake,
  { consents, security, baseline }: FhirApiBuildsOn,
): FhirApi {
  const { settings, home, replica } = context;
  const { opts } = home;
  const site = boundedSite(context, WORKLOAD);
  const { fhirApi, retention } = settings;
  const internalTags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const phiTags = recordTags(context, site, { workload: WORKLOAD });
  const { thresholdPercent, suspend, suspendHours, model } = fhirApi.anomalies;
  const hasPool = fhirApi.issuer === undefined;
  const { roles, claimsRole, modelRole, key, hashKey } = fhirApiAccess(
    { site, internalTags, phiTags, hasPool, model },
    opts,
  );
  const kept = {
    site,
    kmsKeyArn: key.arn,
    logRetentionDays: retention.logDays,
    alarmTopicArn: foundation.alarms.arn,
  };
  const copyKey =
    replica && fhirApiCopyKey({ site: replica.site, tags: phiTags, rotation: roles.rotation }, replica.opts);
  const tableReplica: TableReplica | undefined = replica &&
    copyKey && { site: replica.site, provider: replica.provider, kmsKeyArn: copyKey.arn };
  const table = (
    role: string,
    keys: TableKeys,
    more: Partial<ConstructorParameters<typeof RecordTable>[1]> = {},
  ): RecordTable =>
    new RecordTable(
      `${WORKLOAD}-${role}`,
      { ...kept, tags: phiTags, internalTags, role, keys, replica: tableReplica, ...more },
      opts,
    );
  const accessTable = table(
    TABLES.access,
    { partition: { name: "caller" }, sort: { name: "item" } },
    { expiresAt: "expiresAt" },
  );

  const identity = fhirApiIdentity(
    WORKLOAD,
    { ...kept, tags: phiTags, internalTags, settings: fhirApi, claimsRole, webAclArn: security?.webAclArn },
    opts,
  );
  const inNetwork = insideNetwork(settings, foundation);
  const withTables = insideWithTables(settings, foundation);
  const consentTables = {
    CONSENT_TABLE: consents.consents.tableName,
    DISCLOSURE_TABLE: consents.disclosures.tableName,
  };
  const reader = new LambdaFunction(
    `${WORKLOAD}-reader`,
    {
      ...kept,
      tags: phiTags,
      contract: readContract,
      role: roles.read,
      environment: {
        ...consentTables,
        DATASTORE_ENDPOINT: healthLake.store.datastore.endpoint,
        ENVIRONMENT: site.environment,
        HASH_KEY: hashKey.aliasArn,
        PAGE_SIZE: String(fhirApi.pageSize),
      },
      reservedConcurrency: fhirApi.concurrency,
      network: withTables,
    },
    opts,
  );
  const scene = { site, tags: phiTags, topicArn: kept.alarmTopicArn };
  const circuit = { functionName: readContract.name, service: "HealthLake" };
  alarm(WORKLOAD, scene, circuitAlarm(site.environment, circuit), { parent: reader });
  const consentService = new LambdaFunction(
    `${WORKLOAD}-consents`,
    {
      ...kept,
      tags: phiTags,
      contract: consentContract,
      role: roles.consents,
      environment: { ...consentTables, HASH_KEY: hashKey.aliasArn },
      reservedConcurrency: fhirApi.concurrency,
      network: withTables,
    },
    opts,
  );
  const authorizer = new LambdaFunction(
    `${WORKLOAD}-authorizer`,
    {
      ...kept,
      tags: phiTags,
      contract: authorizerContract,
      role: roles.authorizer,
      environment: {
        ISSUER: identity.issuer,
        ACCEPTS: JSON.stringify(identity.accepts),
        HASH_KEY: hashKey.aliasArn,
        ACCESS_TABLE: accessTable.tableName,
        PLANS: plansOf(fhirApi, identity.clientIdOf),
      },
      reservedConcurrency: fhirApi.concurrency,
    },
    opts,
  );
  const consentOperations: readonly string[] = Object.values(CONSENT_OPERATIONS);
  const api = new RestApi(
    `${WORKLOAD}-api`,
    {
      ...kept,
      tags: phiTags,
      role: "fhir",
      document: fhirApiDocument(),
      functionOf: (operationId) => (consentOperations.includes(operationId) ? consentService : reader),
      authorization: { kind: "token", authorizer, cacheSeconds: DECISION_SECONDS },
      asksForKeys: true,
      errors: OPERATION_OUTCOME,
      hasDomain: fhirApi.domain !== undefined,
      webAclArn: security?.webAclArn,
      stageVariables: identity.stageVariables,
      requestsASecond: fhirApi.requestsASecond,
      burst: fhirApi.burst,
      timeoutMs: TIMEOUT_MS,
      slowMs: SLOW_MS,
      dependsOn: baseline?.apiLogging === undefined ? [] : [baseline.apiLogging],
    },
    opts,
  );
  if (fhirApi.domain !== undefined) {
    const { name, certificateArn } = fhirApi.domain;
    new ApiDomain(`${WORKLOAD}-domain`, { tags: internalTags, domainName: name, certificateArn, api }, opts);
  }
  const plans = new Map(
    fhirApi.plans.map(({ id, ...limits }) => [
      id,
      new UsagePlan(`${WORKLOAD}-plan-${id}`, { site, tags: internalTags, role: `fhir-${id}`, api, ...limits }, opts),
    ]),
  );
  const keys = new SystemKeys(
    `${WORKLOAD}-systems`,
    {
      ...kept,
      tags: phiTags,
      role: SYSTEM_SECRET_ROLE,
      systems: fhirApi.systems.map(({ id, plan }) => ({
        id,
        usagePlanId: (plans.get(plan) as UsagePlan).planId,
        credentials: identity.credentials(id),
      })),
      rotator: roles.rotation,
      keyDays: fhirApi.keyDays,
      copy: replica && copyKey && { region: replica.site.region, kmsKeyArn: copyKey.arn },
    },
    opts,
  );
  const endpoint =
    model &&
    modelRole &&
    new AnomalyEndpoint(
      `${WORKLOAD}-model`,
      { ...kept, tags: internalTags, model, role: modelRole, network: inNetwork },
      opts,
    );
  new AccessScoring(
    `${WORKLOAD}-accesses`,
    {
      ...kept,
      tags: phiTags,
      internalTags,
      accessTable,
      role: roles.score,
      feedbackRole: roles.feedback,
      endpointName: endpoint?.endpointName,
      thresholdPercent,
      suspendHours: suspend ? suspendHours : 0,
      network: withTables,
      replica: tableReplica,
    },
    opts,
  );
  return {
    url: api.invokeUrl,
    issuer: identity.issuer,
    signInUrl: identity.pool?.signInUrl,
    appClientIds: identity.appClientIds,
    systemSecretArns: keys.secretArns,
  };
}
