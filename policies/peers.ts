import type { AwsCheck } from "./controls/aws-checks";

/** How much of another tool the rules cover. */
export interface PeerCoverage {
  readonly peer: string;
  readonly name: string;
  /** The tool's checks that bear on the same law, as far as a program shows them. */
  readonly checks: number;
  readonly covered: number;
  readonly missing: readonly string[];
}

const NAMES: Readonly<Record<string, string>> = {
  "cdk-nag": "cdk-nag (HIPAA Security pack)",
  config: "AWS Config (HIPAA conformance pack)",
  prowler: "prowler (checks a program shows)",
  steampipe: "steampipe (checks a program shows)",
  "pulumi-compliance": "Pulumi compliance policies (AWS)",
  checkov: "checkov (AWS checks that bear on HIPAA)",
};

/** Coverage of each tool: a check counts when a rule with its row's id exists. */
export function peersOf(checks: readonly AwsCheck[], rules: readonly { readonly id: string }[]): PeerCoverage[] {
  const ids = new Set(rules.map(({ id }) => id));
  const found = new Map<string, Map<string, boolean>>();
  for (const check of checks) {
    for (const asked of check.peers) {
      const [peer = "", ...rest] = asked.split(":");
      const theirs = found.get(peer) ?? new Map<string, boolean>();
      const name = rest.join(":");
      theirs.set(name, theirs.get(name) === true || ids.has(check.id));
      found.set(peer, theirs);
    }
  }
  return [...found]
    .map(([peer, theirs]) => ({
      peer,
      name: NAMES[peer] ?? peer,
      checks: theirs.size,
      covered: [...theirs.values()].filter(Boolean).length,
      missing: [...theirs].filter(([, covered]) => !covered).map(([name]) => name),
    }))
    .sort((a, b) => (a.peer < b.peer ? -1 : 1));
}
