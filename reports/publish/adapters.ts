import { BatchImportFindingsCommand, GetFindingsCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";

import { GENERATOR, productArn, type Target } from "./finding";
import type { FindingsPort } from "./index";

const FINDINGS = 100;

/** Security Hub of one account and region; tries and waits are the caller's. */
export function securityHubFindings(target: Target): FindingsPort {
  const client = new SecurityHubClient({ region: target.region, maxAttempts: 1 });
  const Filters = {
    ProductArn: [{ Value: productArn(target), Comparison: "EQUALS" as const }],
    GeneratorId: [{ Value: GENERATOR, Comparison: "PREFIX" as const }],
  };
  return {
    existing: async (NextToken) => {
      const told = await client.send(new GetFindingsCommand({ Filters, MaxResults: FINDINGS, NextToken }));
      return { items: told.Findings ?? [], next: told.NextToken };
    },
    publish: async (findings) => {
      const { FailedFindings } = await client.send(new BatchImportFindingsCommand({ Findings: [...findings] }));
      return (FailedFindings ?? []).map(({ Id, ErrorCode }) => ({ id: Id ?? "", code: ErrorCode ?? "Error" }));
    },
  };
}
