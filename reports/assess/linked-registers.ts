import type { AssociateEntry, IncidentEntry, RegisterLink, RiskEntry } from "../model/linked-registers";
import type { Registers } from "../model/report";

import type { Verdict } from "./verdict";
import { dayOf } from "./waivers";

/** Days from the discovery of a breach within which those concerned are told, at the latest (45 CFR 164.404(b)). */
const NOTIFY_WITHIN_DAYS = 60;

export function riskState(entry: RiskEntry, asOf: string): Verdict {
  const day = dayOf(asOf);
  const { reviewOn, owner, dueOn, doneOn, treatment, approver } = entry;
  if (reviewOn < day)
    return { state: "stale", reason: `It was to be looked at again by ${reviewOn} (owner: ${owner}).` };
  if (treatment === "accept") return { state: "pass", reason: `Accepted by ${approver}, until ${reviewOn}.` };
  if (doneOn !== undefined && doneOn <= day) return { state: "pass", reason: `Treated on ${doneOn} (${treatment}).` };
  if (dueOn !== undefined && dueOn < day)
    return { state: "fail", reason: `It was to be treated by ${dueOn} (${treatment}, owner: ${owner}).` };
  return { state: "pass", reason: `To be treated by ${dueOn ?? doneOn} (${treatment}, owner: ${owner}).` };
}

export function incidentState(entry: IncidentEntry, asOf: string): Verdict {
  const day = dayOf(asOf);
  const { discoveredOn, closedOn, breach, notifiedOn, reviewOn, owner } = entry;
  if (discoveredOn > day) return { state: "not-applicable", reason: `It was discovered on ${discoveredOn}, later.` };
  const last = dayAfter(discoveredOn, NOTIFY_WITHIN_DAYS);
  const told = notifiedOn !== undefined && notifiedOn <= day ? notifiedOn : undefined;
  if (breach !== "none" && (told ?? day) > last) {
    const said =
      breach === "undecided"
        ? "whether it was a breach is not decided"
        : told === undefined
          ? "nobody was told"
          : `those concerned were told on ${told}`;
    return { state: "fail", reason: `Notice was due by ${last} (164.404(b)), and ${said} (owner: ${owner}).` };
  }
  if (closedOn !== undefined && closedOn <= day && (breach !== "notify" || told !== undefined))
    return { state: "pass", reason: `Closed on ${closedOn}${told === undefined ? "" : `; notice given on ${told}`}.` };
  if (reviewOn < day) return { state: "stale", reason: `It is open, and was to be looked at by ${reviewOn}.` };
  return { state: "pass", reason: `It is open and worked on; next look by ${reviewOn} (owner: ${owner}).` };
}

export function associateState(entry: AssociateEntry, asOf: string): Verdict {
  const day = dayOf(asOf);
  const { signedOn, reviewOn, attachment, owner } = entry;
  if (signedOn === undefined) return { state: "fail", reason: `No contract was signed (owner: ${owner}).` };
  if (signedOn > day) return { state: "fail", reason: `The contract was signed on ${signedOn}, and not yet.` };
  if (reviewOn < day) return { state: "stale", reason: `The contract was to be reviewed by ${reviewOn}.` };
  if (attachment.kind === "none")
    return { state: "undetermined", reason: "The contract is named but not attached, so it was not seen." };
  return { state: "pass", reason: `Signed on ${signedOn}, on file and unchanged; next review by ${reviewOn}.` };
}

/** Entries that name a citation, in the order of their registers, each with what it shows. */
export function entriesNaming(
  { risks, incidents, associates }: Pick<Registers, "risks" | "incidents" | "associates">,
  names: ReadonlySet<string>,
  asOf: string,
): (RegisterLink & { readonly title: string; readonly owner: string; readonly verdict: Verdict })[] {
  const naming = <Entry extends RiskEntry | IncidentEntry | AssociateEntry>(
    register: RegisterLink["register"],
    entries: readonly Entry[],
    judge: (entry: Entry, asOf: string) => Verdict,
  ) =>
    entries
      .filter(({ citations }) => citations.some((citation) => names.has(citation)))
      .map((entry) => ({
        register,
        id: entry.id,
        title: entry.title,
        owner: entry.owner,
        verdict: judge(entry, asOf),
      }));
  return [
    ...naming("risk", risks, riskState),
    ...naming("incident", incidents, incidentState),
    ...naming("associate", associates, associateState),
  ];
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
