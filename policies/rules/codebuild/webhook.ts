import type { WebhookArgs } from "@pulumi/aws/codebuild";
import { any, fromBoolean, no, not, unknown, unnamed, type Answer } from "../../answer";
import { every, is, oneOf, present } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { UNKNOWN } from "../../value";

const webhook = on<WebhookArgs>("aws:codebuild/webhook:Webhook");

interface FilterGroup {
  readonly filters: Filter[];
}

interface Filter {
  readonly type: string;
  readonly pattern: string;
  readonly excludeMatchedPattern: boolean;
}

export const codebuildWebhookAnchoredFilters = webhook.rule({
  id: "codebuild-webhook-anchored-filters",
  title: "Webhooks start builds for whole names of people and branches only",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html",
  says: "starts builds for people or branches that its filters were not meant for",
  fix: 'Add filterGroups whose ACTOR_ACCOUNT_ID and HEAD_REF patterns begin with ^ and end with $, e.g. "^refs/heads/main$".',
  why: "A pattern without ends matches any name that holds it: the filter 123 lets account 41235 in. Without filters every push starts a build.",
  requires: (p) => {
    const groups = p.filterGroups as unknown as Reading<FilterGroup[]>;
    if (present(groups).truth === true)
      return every(groups, (group) => every((group as Reading<FilterGroup>).filters, holds));
    return present(p.branchFilter).truth === true ? anchored(p.branchFilter as Reading<string>) : no(pathOf(groups));
  },
});

function holds(item: unknown): Answer {
  const { type, pattern, excludeMatchedPattern } = item as Reading<Filter>;
  return any(
    unnamed(not(oneOf(type, ["ACTOR_ACCOUNT_ID", "HEAD_REF", "BASE_REF"]))),
    // A loose pattern that keeps builds from starting keeps more of them from it.
    unnamed(is(excludeMatchedPattern, true)),
    anchored(pattern),
  );
}

function anchored(pattern: Reading<string>): Answer {
  const value = valueOf(pattern);
  if (value === UNKNOWN) return unknown(pathOf(pattern));
  return fromBoolean(typeof value === "string" && alternatives(value).every(isAnchored), pathOf(pattern));
}

/** Both ends are fixed, and the dollar at the end is no escaped one. */
function isAnchored(pattern: string): boolean {
  return /^\^/.test(pattern) && /(?<!\\)(\\\\)*\$$/.test(pattern);
}

/** The pattern's parts between bars that stand in no group and in no character class. */
function alternatives(pattern: string): string[] {
  const outside = pattern.replace(/\\[^]/g, "..").replace(/\[[^\]]*\]/g, (text) => ".".repeat(text.length));
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  outside.split("").forEach((sign, at) => {
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (sign !== "|" || depth > 0) return;
    parts.push(pattern.slice(start, at));
    start = at + 1;
  });
  return [...parts, pattern.slice(start)];
}
