import {
  ConfigServiceClient,
  DescribeAggregateComplianceByConfigRulesCommand,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  GetAggregateComplianceDetailsByConfigRuleCommand,
  DescribeConfigRulesCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConformancePackComplianceCommand,
  DescribeConformancePacksCommand,
  GetComplianceDetailsByConfigRuleCommand,
  GetResourceConfigHistoryCommand,
  type ResourceType,
} from "@aws-sdk/client-config-service";

import type { ConfigPort } from "./config";
import type { AggregatorPort } from "./config-aggregate";

/** How many results a page holds at most (AWS Config API Reference, each operation's `Limit`). */
const RESULTS = 100;
const PACKS = 20;

/** Tries and waits are the collection's own, so that its statement can count them. */
export function configClient(region: string): ConfigServiceClient {
  return new ConfigServiceClient({ region, maxAttempts: 1 });
}

export function configPort(client: ConfigServiceClient): ConfigPort {
  return {
    recorders: async () => {
      const told = await client.send(new DescribeConfigurationRecorderStatusCommand({}));
      return { items: told.ConfigurationRecordersStatus ?? [], request: told.$metadata.requestId };
    },
    rules: async (NextToken) => {
      const told = await client.send(new DescribeConfigRulesCommand({ NextToken }));
      return { items: told.ConfigRules ?? [], next: told.NextToken, request: told.$metadata.requestId };
    },
    results: (ConfigRuleName) => async (NextToken) => {
      const told = await client.send(
        new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName, Limit: RESULTS, NextToken }),
      );
      return { items: told.EvaluationResults ?? [], next: told.NextToken, request: told.$metadata.requestId };
    },
    packs: async (NextToken) => {
      const told = await client.send(new DescribeConformancePacksCommand({ Limit: PACKS, NextToken }));
      return { items: told.ConformancePackDetails ?? [], next: told.NextToken, request: told.$metadata.requestId };
    },
    packRules: (ConformancePackName) => async (NextToken) => {
      const told = await client.send(
        new DescribeConformancePackComplianceCommand({ ConformancePackName, Limit: RESULTS, NextToken }),
      );
      return {
        items: told.ConformancePackRuleComplianceList ?? [],
        next: told.NextToken,
        request: told.$metadata.requestId,
      };
    },
    history: (type, id, earlierTime) => async (nextToken) => {
      const told = await client.send(
        new GetResourceConfigHistoryCommand({
          // The compliance of a resource is kept as the history of a resource of its own.
          resourceType: "AWS::Config::ResourceCompliance" as ResourceType,
          resourceId: `${type}/${id}`,
          earlierTime,
          limit: RESULTS,
          nextToken,
        }),
      );
      return { items: told.configurationItems ?? [], next: told.nextToken, request: told.$metadata.requestId };
    },
  };
}

export function aggregatorPort(client: ConfigServiceClient, name: string): AggregatorPort {
  const ConfigurationAggregatorName = name;
  return {
    name,
    sources: async (NextToken) => {
      const told = await client.send(
        new DescribeConfigurationAggregatorSourcesStatusCommand({
          ConfigurationAggregatorName,
          Limit: RESULTS,
          NextToken,
        }),
      );
      return { items: told.AggregatedSourceStatusList ?? [], next: told.NextToken, request: told.$metadata.requestId };
    },
    rules: async (NextToken) => {
      const told = await client.send(
        new DescribeAggregateComplianceByConfigRulesCommand({ ConfigurationAggregatorName, Limit: RESULTS, NextToken }),
      );
      return {
        items: told.AggregateComplianceByConfigRules ?? [],
        next: told.NextToken,
        request: told.$metadata.requestId,
      };
    },
    results: (ConfigRuleName, AccountId, AwsRegion) => async (NextToken) => {
      const told = await client.send(
        new GetAggregateComplianceDetailsByConfigRuleCommand({
          ConfigurationAggregatorName,
          ConfigRuleName,
          AccountId,
          AwsRegion,
          Limit: RESULTS,
          NextToken,
        }),
      );
      return { items: told.AggregateEvaluationResults ?? [], next: told.NextToken, request: told.$metadata.requestId };
    },
  };
}
