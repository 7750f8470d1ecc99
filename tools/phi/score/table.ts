import { GOALS, measure, reaches, share } from "./measures";
import type { Hits, Tally } from "./tally";

const WIDE = 46;

/** The measures with the floors and aims beside them. */
export function goalTable(tally: Tally): string {
  const measures = measure(tally);
  return [
    `${"".padEnd(WIDE)}${["measured", "floor", "aim"].map((word) => word.padStart(10)).join("")}`,
    ...GOALS.map((goal) => {
      const value = measures[goal.measure];
      const cells = [value.toFixed(4), String(goal.floor), String(goal.aim)].map((cell) => cell.padStart(10));
      return `${goal.title.padEnd(WIDE)}${cells.join("")}  ${reaches(goal, value)}`;
    }),
    `${"traps taken for identifiers".padEnd(WIDE)}${measures.trapsHit.toFixed(4).padStart(10)}`,
  ].join("\n");
}

/** A line a group, the worst covered first; precision where findings are counted by it. */
export function groupTable(title: string, groups: ReadonlyMap<string, Hits>): string {
  const figures = (hits: Hits): string =>
    [hits.any, hits.strict, hits.full].map((part) => share(part, hits.gold).toFixed(3).padStart(9)).join("") +
    (hits.found === 0 ? "" : share(hits.right, hits.found).toFixed(3).padStart(11));
  const rows = [...groups]
    .filter(([, { gold, found }]) => gold > 0 || found > 0)
    .sort(([one, a], [two, b]) => share(a.full, a.gold) - share(b.full, b.gold) || (one < two ? -1 : 1));
  return [
    `${title.padEnd(18)}${["spans", "any", "strict", "full"].map((word, at) => word.padStart(at === 0 ? 7 : 9)).join("")}${"precision".padStart(11)}`,
    ...rows.map(([name, hits]) => `${name.padEnd(18)}${String(hits.gold).padStart(7)}${figures(hits)}`),
  ].join("\n");
}
