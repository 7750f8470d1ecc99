import { ConfigServiceClient, ListConformancePackComplianceScoresCommand } from "@aws-sdk/client-config-service";
import type { Scores } from "./ports";

export function configClient(): ConfigServiceClient {
  return new ConfigServiceClient({ maxAttempts: 4 });
}

export function conformancePackScores(config: ConfigServiceClient): Scores {
  return {
    of: async (pack) => {
      const { ConformancePackComplianceScores } = await config.send(
        new ListConformancePackComplianceScoresCommand({ Filters: { ConformancePackNames: [pack] } }),
      );
      return ConformancePackComplianceScores?.find(({ ConformancePackName }) => ConformancePackName === pack)?.Score;
    },
  };
}
