import {
  GetFindingsCommand as GetThreatsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from "@aws-sdk/client-guardduty";
import { GetFindingsCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";

import type { GuardDutyPort } from "./guardduty";
import type { SecurityHubPort } from "./security-hub";

/** Findings a page (Security Hub API Reference, "GetFindings"; GuardDuty API Reference, "GetFindings"). */
const FINDINGS = 100;
const THREATS = 50;

/** Tries and waits are the collection's own, so that its statement can count them. */
export const securityHubClient = (region: string): SecurityHubClient =>
  new SecurityHubClient({ region, maxAttempts: 1 });
export const guardDutyClient = (region: string): GuardDutyClient => new GuardDutyClient({ region, maxAttempts: 1 });

export function securityHubPort(client: SecurityHubClient): SecurityHubPort {
  return {
    findings: async (NextToken) => {
      const told = await client.send(new GetFindingsCommand({ MaxResults: FINDINGS, NextToken }));
      return { items: told.Findings ?? [], next: told.NextToken, request: told.$metadata.requestId };
    },
  };
}

export function guardDutyPort(client: GuardDutyClient): GuardDutyPort {
  return {
    detectors: async (NextToken) => {
      const told = await client.send(new ListDetectorsCommand({ NextToken }));
      return { items: told.DetectorIds ?? [], next: told.NextToken, request: told.$metadata.requestId };
    },
    findings: (DetectorId) => async (NextToken) => {
      const told = await client.send(new ListFindingsCommand({ DetectorId, MaxResults: THREATS, NextToken }));
      const FindingIds = told.FindingIds ?? [];
      if (FindingIds.length === 0) return { items: [], next: told.NextToken, request: told.$metadata.requestId };
      // The list has ids alone: what is told of them is told by this answer.
      const { Findings, $metadata } = await client.send(new GetThreatsCommand({ DetectorId, FindingIds }));
      return { items: Findings ?? [], next: told.NextToken, request: $metadata.requestId };
    },
  };
}
