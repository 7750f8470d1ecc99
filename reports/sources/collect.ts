import { createHash } from "node:crypto";

import { canonicalJson } from "../../policies/record";
import type { CollectedSource, CollectionRun } from "../model/collection-run";
import { givenName } from "../model/subject";

import { collectCloudTrail, type CloudTrailPort, type Period } from "./cloudtrail";
import { Collection, type Collected, type CollectionSettings, type Scope } from "./collection";
import { collectConfig, type ConfigPort } from "./config";
import { collectAggregate, type AggregatorPort } from "./config-aggregate";
import { FinishedSources } from "./finished-sources";
import { collectGuardDuty, type GuardDutyPort } from "./guardduty";
import { collectSecurityHub, type SecurityHubPort } from "./security-hub";

/** Sources of AWS, by the names that the command takes. */
export const AWS_SOURCES = {
  config: "aws.config",
  "security-hub": "aws.securityhub",
  guardduty: "aws.guardduty",
  cloudtrail: "aws.cloudtrail",
} as const satisfies Readonly<Record<string, CollectedSource>>;

export type AwsSourceName = keyof typeof AWS_SOURCES;

/** Each for one region. */
export interface AwsPorts {
  readonly config: (region: string) => ConfigPort;
  readonly aggregator: (region: string, name: string) => AggregatorPort;
  readonly "security-hub": (region: string) => SecurityHubPort;
  readonly guardduty: (region: string) => GuardDutyPort;
  readonly cloudtrail: (region: string) => CloudTrailPort;
}

export interface CollectRequest extends CollectionSettings {
  readonly sources: readonly AwsSourceName[];
  readonly regions: readonly string[];
  /** Twelve digits. */
  readonly account: string;
  /** Of CloudTrail's digests, and of the compliance of resources over time where `withHistory` is set. */
  readonly period: Period;
  readonly withHistory: boolean;
  /** Of AWS Config: its accounts and regions are asked for through it, instead of the own account alone. */
  readonly aggregator?: string;
  readonly clockAheadSeconds?: number;
}

/**
 * Asks each source in each region, one after the other.
 * @throws CredentialsError, CollectionBusyError or CollectionWriteError; what was collected until then is kept for another go.
 */
export async function collectFromAws(request: CollectRequest, ports: AwsPorts): Promise<Collected[]> {
  const collected: Collected[] = [];
  const finished = new FinishedSources(request.out, request.resume);
  for (const region of request.regions) {
    for (const source of request.sources) {
      const { account, principal } = request;
      const name = canonicalJson({ source, region, account, principal, asked: askedOf(source, request) });
      const before = finished.get(name);
      const of = before ?? (await collectSource(source, region, request, ports));
      if (before === undefined) finished.add(name, [...of]);
      collected.push(...of);
    }
  }
  finished.clear();
  return collected;
}

async function collectSource(
  source: AwsSourceName,
  region: string,
  request: CollectRequest,
  ports: AwsPorts,
): Promise<Collected[]> {
  const { account, aggregator } = request;
  const scope = { source: AWS_SOURCES[source], account, region, asked: askedOf(source, request) };
  const open = (of: Scope): Collection => new Collection(of, request);
  const collection = open(scope);
  const others: Collected[] = [];
  try {
    if (request.clockAheadSeconds !== undefined) collection.clockAheadSeconds = request.clockAheadSeconds;
    switch (source) {
      case "config":
        if (aggregator === undefined)
          await collectConfig(collection, ports.config(region), request.withHistory ? request.period.from : undefined);
        else others.push(...(await collectAggregate(collection, ports.aggregator(region, aggregator), open)));
        break;
      case "security-hub":
        await collectSecurityHub(collection, ports["security-hub"](region));
        break;
      case "guardduty":
        await collectGuardDuty(collection, ports.guardduty(region));
        break;
      case "cloudtrail":
        await collectCloudTrail(collection, ports.cloudtrail(region), request.period);
        break;
    }
    return [collection.finish(), ...others];
  } catch (error) {
    collection.stop();
    throw error;
  }
}

function askedOf(source: AwsSourceName, { period, withHistory, aggregator }: CollectRequest): CollectionRun["asked"] {
  const from = period.from.toISOString();
  if (source === "cloudtrail") return { from, to: period.to.toISOString() };
  if (source === "config" && aggregator !== undefined)
    return { aggregator: givenName(aggregator) ?? createHash("sha256").update(aggregator).digest("hex"), of: "places" };
  if (source === "config" && withHistory) return { historyFrom: from };
  return source === "config" ? {} : { recordState: "active and archived" };
}
