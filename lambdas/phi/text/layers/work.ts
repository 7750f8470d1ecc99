import { hasRole, keyAt, type Note } from "../note";
import { ROLE } from "../roles";
import { WORD } from "../tokens";
import { LEGAL_FORMS, SURE_BUSINESS } from "../words/employers";
import { employerAfter, employerBehind } from "./employers";
import { organizationAt } from "./organizations";
import { professionAfter, professionInSocialHistory } from "./professions";

/** Professions where they are somebody's, and employers. */
export function workLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    const job = professionAfter(note, at);
    if (job >= 0) employerBehind(note, job + 1);
    if (tokens.kind[at] !== WORD || (note.taken[at] as number) > 0) continue;
    professionInSocialHistory(note, at);
    employerAfter(note, at);
  }
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.kind[at] !== WORD || note.taken[at] !== 0) continue;
    const key = keyAt(note, at);
    if (
      hasRole(note, at, ROLE.organization) ||
      LEGAL_FORMS.has(key) ||
      SURE_BUSINESS.has(key) ||
      /^schools?$/.test(key)
    )
      organizationAt(note, at);
  }
}
