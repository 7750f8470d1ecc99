import { z } from "zod";

import { instant, saidResult } from "../model/security-finding";
import { givenName } from "../model/subject";

import type { Collection, Facts } from "./collection";
import type { PagedCall } from "./paged-call";

type Ask = PagedCall["ask"];

/** AWS Config of one account and region; pages as the service gives them. */
export interface ConfigPort {
  readonly recorders: Ask;
  readonly rules: Ask;
  readonly results: (rule: string) => Ask;
  readonly packs: Ask;
  readonly packRules: (pack: string) => Ask;
  /** Compliance of one resource over time, newest first. */
  readonly history: (type: string, id: string, from: Date) => Ask;
}

const recorder = z.object({ recording: z.boolean(), lastStatus: z.string().optional() });
const rule = z.object({
  ConfigRuleName: z.string(),
  Source: z.object({ Owner: z.string(), SourceIdentifier: z.string().optional() }).optional(),
});
const pack = z.object({ ConformancePackName: z.string() });
const packRule = z.object({ ConfigRuleName: z.string(), ComplianceType: saidResult });
const evaluation = z.object({
  EvaluationResultIdentifier: z.object({
    EvaluationResultQualifier: z.object({
      ConfigRuleName: z.string(),
      ResourceType: z.string(),
      ResourceId: z.string(),
    }),
  }),
  ComplianceType: saidResult,
  ResultRecordedTime: instant,
});

export interface KnownRule {
  readonly name: string;
  /** AWS's name of what a managed rule checks. */
  readonly check?: string | undefined;
}

interface Resource {
  readonly type: string;
  readonly id: string;
}

/** @param historyFrom from when on the compliance of each resource is told over time; not asked where it is undefined. */
export async function collectConfig(collection: Collection, port: ConfigPort, historyFrom?: Date): Promise<void> {
  const recorders = await collection.list(
    "config:DescribeConfigurationRecorderStatus",
    port.recorders,
    parsed(recorder),
  );
  if (!recorders.some(({ recording }) => recording)) collection.lack("config recorder-not-recording");
  else if (recorders.some(({ lastStatus }) => lastStatus?.toLowerCase() === "failure"))
    collection.lack("config recorder-failing");
  const rules = await collection.list("config:DescribeConfigRules", port.rules, readRule);
  const resources = new Map<string, Resource>();
  for (const known of rules) {
    await collection.collect(
      "config:GetComplianceDetailsByConfigRule",
      known.name,
      port.results(known.name),
      (item) => {
        const { facts, resource } = complianceFacts(collection, known, item) ?? {};
        if (resource !== undefined) resources.set(`${resource.type}/${resource.id}`, resource);
        return facts;
      },
      // Names of resources are nowhere kept, and their history is asked for by name.
      historyFrom !== undefined,
    );
  }
  await collectPacks(collection, port);
  if (historyFrom !== undefined) await collectHistory(collection, port, [...resources.values()], historyFrom);
}

async function collectPacks(collection: Collection, port: ConfigPort): Promise<void> {
  for (const { ConformancePackName: name } of await collection.list(
    "config:DescribeConformancePacks",
    port.packs,
    parsed(pack),
  )) {
    await collection.collect("config:DescribeConformancePackCompliance", name, port.packRules(name), (item) => {
      const read = packRule.safeParse(item);
      if (!read.success) return undefined;
      return {
        kind: "conformance-pack",
        observedAt: collection.startedAt,
        action: "compliance told",
        pack: givenName(name) ?? collection.item(name),
        rule: ruleName(collection, read.data.ConfigRuleName),
        ...read.data.ComplianceType,
      };
    });
  }
}

async function collectHistory(
  collection: Collection,
  port: ConfigPort,
  resources: readonly Resource[],
  from: Date,
): Promise<void> {
  for (const { type, id } of resources) {
    await collection.collect("config:GetResourceConfigHistory", `${type}/${id}`, port.history(type, id, from), (item) =>
      historyFacts(collection, { type, id }, item),
    );
  }
}

export function readRule(item: unknown): KnownRule | undefined {
  const read = rule.safeParse(item);
  if (!read.success) return undefined;
  const { ConfigRuleName: name, Source } = read.data;
  const check = Source?.Owner === "AWS" ? Source.SourceIdentifier : undefined;
  return { name, check: check !== undefined && /^[A-Z][A-Z0-9_-]{1,127}$/.test(check) ? check : undefined };
}

/** A rule's result for one resource, with the resource as Config knows it. */
export function complianceFacts(
  collection: Collection,
  known: KnownRule,
  item: unknown,
): { facts: Facts; resource: Resource } | undefined {
  const read = evaluation.safeParse(item);
  if (!read.success) return undefined;
  const { ComplianceType, ResultRecordedTime, EvaluationResultIdentifier } = read.data;
  const { ResourceType: type, ResourceId: id } = EvaluationResultIdentifier.EvaluationResultQualifier;
  const facts: Facts = {
    kind: "config-compliance",
    observedAt: ResultRecordedTime,
    action: "compliance told",
    rule: ruleName(collection, known.name),
    check: known.check,
    ...collection.subject({ type, id }),
    ...ComplianceType,
  };
  return { facts, resource: { type, id } };
}

const historyItem = z.object({
  configurationItemCaptureTime: instant,
  configurationItemStatus: z.string().regex(/^[A-Za-z]{2,40}$/),
  configurationStateId: z.string().optional(),
  configuration: z.string().optional(),
});
const overall = z.object({ complianceType: saidResult });

/** The item of an `AWS::Config::ResourceCompliance`: how one resource stood to all its rules from then on. */
function historyFacts(collection: Collection, resource: Resource, item: unknown): Facts | undefined {
  const read = historyItem.safeParse(item);
  if (!read.success) return undefined;
  const { configurationItemCaptureTime, configurationItemStatus, configurationStateId, configuration } = read.data;
  const told = overall.safeParse(json(configuration));
  return {
    kind: "config-history",
    observedAt: configurationItemCaptureTime,
    action: configurationItemStatus,
    ...collection.subject(resource),
    ...(configurationStateId === undefined ? {} : { item: collection.item(configurationStateId) }),
    ...(told.success ? told.data.complianceType : {}),
  };
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function ruleName(collection: Collection, name: string): string {
  return givenName(name) ?? collection.item(name);
}

function parsed<T>(shape: z.ZodType<T>): (item: unknown) => T | undefined {
  return (item) => shape.safeParse(item).data;
}
