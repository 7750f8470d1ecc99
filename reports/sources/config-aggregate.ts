import { z } from "zod";

import type { Collected, Collection, Scope } from "./collection";
import { complianceFacts } from "./config";
import type { PagedCall } from "./paged-call";

type Ask = PagedCall["ask"];

/** An aggregator of AWS Config: what other accounts and regions told it. */
export interface AggregatorPort {
  readonly name: string;
  readonly sources: Ask;
  readonly rules: Ask;
  readonly results: (rule: string, account: string, region: string) => Ask;
}

const account = z.string().regex(/^\d{12}$/);
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/);
const source = z.object({
  SourceId: z.string().optional(),
  AwsRegion: region.optional(),
  LastUpdateStatus: z.enum(["FAILED", "SUCCEEDED", "OUTDATED"]),
});
const rule = z.object({ ConfigRuleName: z.string(), AccountId: account, AwsRegion: region });
const result = z.looseObject({ AccountId: account, AwsRegion: region });

const SOURCES = "config:DescribeConfigurationAggregatorSourcesStatus";
const RULES = "config:DescribeAggregateComplianceByConfigRules";

/**
 * Compliance of every account and region that the aggregator knows, each with a statement of its own. One whose last update failed, or
 * that is outdated, is not complete; one that only the list of sources names is told with nothing seen.
 * @param open begins the collection of an account and region.
 * @returns those of the others; `own` is left for the caller to finish.
 */
export async function collectAggregate(
  own: Collection,
  port: AggregatorPort,
  open: (scope: Scope) => Collection,
): Promise<Collected[]> {
  const sources = await own.list(SOURCES, port.sources, (item) => source.safeParse(item).data);
  const rules = await own.list(RULES, port.rules, (item) => rule.safeParse(item).data);
  const places = new Map<string, { account: string; region: string; status?: string }>();
  for (const { AccountId, AwsRegion } of rules)
    places.set(`${AccountId} ${AwsRegion}`, { account: AccountId, region: AwsRegion });
  for (const { SourceId, AwsRegion, LastUpdateStatus } of sources) {
    // An organization is a source without accounts of its own: those that were never read are not known here.
    const known = account.safeParse(SourceId);
    if (!known.success || AwsRegion === undefined) {
      if (LastUpdateStatus !== "SUCCEEDED")
        own.lack(`aggregator ${AwsRegion ?? "organization"} ${LastUpdateStatus.toLowerCase()}`);
      continue;
    }
    places.set(`${known.data} ${AwsRegion}`, { account: known.data, region: AwsRegion, status: LastUpdateStatus });
  }
  const whole = own.isWhole(SOURCES) && own.isWhole(RULES);
  const collected: Collected[] = [];
  for (const [, place] of [...places].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const of = open({
      ...own.scope,
      asked: { ...own.scope.asked, of: "results" },
      account: place.account,
      region: place.region,
    });
    if (!whole) of.lack("aggregator list-not-whole");
    if (place.status !== undefined && place.status !== "SUCCEEDED") of.lack(`aggregator ${place.status.toLowerCase()}`);
    try {
      const here = rules.filter(
        ({ AccountId, AwsRegion }) => AccountId === place.account && AwsRegion === place.region,
      );
      for (const { ConfigRuleName: name } of here) {
        const ask = port.results(name, place.account, place.region);
        await of.collect("config:GetAggregateComplianceDetailsByConfigRule", name, ask, (item) => {
          const told = result.safeParse(item);
          // An answer about another place would be counted in the wrong one.
          const mine = told.success && told.data.AccountId === place.account && told.data.AwsRegion === place.region;
          return mine ? complianceFacts(of, { name }, item)?.facts : undefined;
        });
      }
      collected.push(of.finish());
    } catch (error) {
      of.stop();
      throw error;
    }
  }
  return collected;
}
