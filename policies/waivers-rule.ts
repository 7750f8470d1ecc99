import type { Evaluation } from "./judge";
import type { Enforcement, WaiverStatus } from "./record";
import { shortType, type Resource } from "./resource";
import type { Rule } from "./rule";

/** Judged by the session itself, as it is about the waiver file and not about a resource; listed like any other rule. */
export const waiversAreValid: Rule = {
  id: "waivers-valid",
  title: "Every waiver is complete and in force",
  severity: "high",
  scope: "stack",
  types: ["pulumi:pulumi:Stack"],
  controls: { hipaa: ["164.306(d)(3)", "164.316(b)(1)"], nistCsf: ["ID.RA-6"], soc2: ["CC5.1"] },
  source: "https://www.ecfr.gov/current/title-45/section-164.316",
  says: "has a waiver that counts for nothing",
  fix: "Correct the entry in phiguard.waivers.yaml, renew it with its approver, or delete it.",
  why: "A waiver without owner, approver, reason and end date is no documented decision; one that has ended covers nothing.",
};

/** A malformed entry blocks; an ended one is shown, as what it covered blocks by itself. */
export function waiversValid(
  waivers: readonly WaiverStatus[],
  resources: readonly Resource[],
  stackUrn: string,
  { project, stack }: { readonly project: string; readonly stack: string },
  enforcement: Enforcement,
): Evaluation[] {
  if (enforcement === "disabled") return [];
  const problems = waivers.flatMap((status) => {
    if (status.kind === "malformed") return [{ id: status.id, text: `waiver ${status.id}: ${status.problem}` }];
    return status.kind === "ended"
      ? [{ id: status.waiver.id, text: `waiver ${status.waiver.id} ended on ${status.waiver.end}` }]
      : [];
  });
  problems.push(...pointersWithoutWaiver(waivers, resources));
  const malformed = waivers.some(({ kind }) => kind === "malformed");
  return [
    {
      rule: waiversAreValid,
      urn: stackUrn,
      type: "pulumi:pulumi:Stack",
      name: `${project}-${stack}`,
      result: waivers.length + problems.length === 0 ? "not-applicable" : problems.length === 0 ? "pass" : "fail",
      finds: problems.map(({ text }) => text),
      reads: [],
      reason: waivers.length + problems.length === 0 ? "There is no waiver." : "",
      level: problems.length === 0 ? "none" : malformed && enforcement !== "advisory" ? "mandatory" : "advisory",
    },
  ];
}

/** A waiver that code names but nobody approved covers nothing; who reads the program must not think so. */
function pointersWithoutWaiver(
  waivers: readonly WaiverStatus[],
  resources: readonly Resource[],
): { id: string; text: string }[] {
  const approved = new Set(waivers.flatMap((status) => (status.kind === "in-force" ? [status.waiver.id] : [])));
  return resources.flatMap(({ type, name, waivers: named = [] }) =>
    named
      .filter((id) => !approved.has(id))
      .map((id) => ({ id, text: `${shortType(type)} "${name}" names waiver ${id}, which is not in force` })),
  );
}
