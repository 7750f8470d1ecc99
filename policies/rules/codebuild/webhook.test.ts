import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { codebuildWebhookAnchoredFilters } from "./webhook";

const EVENT = { type: "EVENT", pattern: "PUSH" };
const filters = (...list: readonly object[]) => ({
  projectName: "claims",
  filterGroups: [{ filters: [EVENT, ...list] }],
});
const branch = (pattern: string) => filters({ type: "HEAD_REF", pattern });
const actor = (pattern: string) => filters({ type: "ACTOR_ACCOUNT_ID", pattern });
const PATTERN = "filterGroups[0].filters[1].pattern";

testRule(codebuildWebhookAnchoredFilters, {
  valid: [
    { name: "one branch", props: branch("^refs/heads/main$") },
    { name: "one target branch", props: filters({ type: "BASE_REF", pattern: "^refs/heads/main$" }) },
    { name: "one actor", props: actor("^1234567$") },
    { name: "two actors", props: actor("^1234567$|^7654321$") },
    { name: "two actors in a group", props: actor("^(1234567|7654321)$") },
    { name: "a bar in a group in a group", props: branch("^refs/((heads)/(main|next)|tags)$") },
    { name: "a bar in a character class", props: branch("^refs/heads/[a|b]$") },
    { name: "an escaped bar", props: branch("^refs/heads/a\\|b$") },
    { name: "an escaped parenthesis", props: branch("^a\\($|^b$") },
    { name: "a backslash before the end", props: branch("^a\\\\$") },
    { name: "a bar after a character class", props: branch("^[a-c]$|^d$") },
    { name: "events alone", props: filters() },
    { name: "another kind of filter", props: filters({ type: "FILE_PATH", pattern: "src/" }) },
    {
      name: "keeps builds from starting",
      props: filters({ type: "HEAD_REF", pattern: "refs/heads/wip", excludeMatchedPattern: true }),
    },
    { name: "by a branch filter", props: { projectName: "claims", branchFilter: "^main$" } },
  ],
  invalid: [
    { name: "open at both ends", props: actor("1234567"), finds: PATTERN },
    { name: "no filters", props: { projectName: "claims" }, finds: "filterGroups" },
    { name: "empty filters", props: { projectName: "claims", filterGroups: [] }, finds: "filterGroups" },
    { name: "open target branch", props: filters({ type: "BASE_REF", pattern: "refs/heads/main" }), finds: PATTERN },
    { name: "open at the end", props: branch("^refs/heads/main"), finds: PATTERN },
    { name: "open at the beginning", props: branch("refs/heads/main$"), finds: PATTERN },
    { name: "a beginning in the middle", props: branch("refs/^main$"), finds: PATTERN },
    { name: "an end in the middle", props: branch("^main$x"), finds: PATTERN },
    { name: "one of two may be empty", props: branch("|^main$"), finds: PATTERN },
    { name: "one of two is open", props: actor("^1234567|7654321$"), finds: PATTERN },
    { name: "one of three is open", props: actor("^1$|2|^3$"), finds: PATTERN },
    { name: "a bar after a group", props: actor("^(1)|(2)$"), finds: PATTERN },
    { name: "an escaped dollar", props: branch("^main\\$"), finds: PATTERN },
    { name: "an escaped dollar after a backslash", props: branch("^main\\\\\\$"), finds: PATTERN },
    {
      name: "second group",
      props: {
        projectName: "claims",
        filterGroups: [{ filters: [EVENT] }, { filters: [{ type: "HEAD_REF", pattern: "main" }] }],
      },
      finds: "filterGroups[1].filters[0].pattern",
    },
    {
      name: "says that it does not exclude",
      props: filters({ type: "HEAD_REF", pattern: "main", excludeMatchedPattern: false }),
      finds: PATTERN,
    },
    {
      name: "open branch filter",
      props: { projectName: "claims", branchFilter: "main" },
      finds: "branchFilter",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:codebuild/fleet:Fleet", props: {}, because: "other-type" },
    { name: "pattern not known yet", props: branch(unknownString), because: "unknown", finds: PATTERN },
    {
      name: "filters not known yet",
      props: { projectName: "claims", filterGroups: unknownValue },
      because: "unknown",
      finds: "filterGroups",
    },
  ],
});
