import { isLinked, keyOf, referencesIn, type Include } from "../fhir/search/include";
import { entriesOf, withEntries, type Entry } from "./answer";
import { MOST_RECORDS } from "./contract";
import type { Answer, Query, Search } from "./core";
import { refusal } from "./refuse";
import { includesIn } from "./search";

/** Questions to the store for what comes along with one page, further pages of its answers counted. */
const MOST_QUESTIONS = 20;
const TOO_MANY = refusal(400, "too-costly", "Too many records would come along. Ask for fewer, or search for them.");

/**
 * A page with the records that come along. Links of matches that may go are followed, and no others: how many records a withheld one has, or where it
 * leads, shows in nothing. What comes along is judged after that, each record by itself.
 * @param find a page of the store's. @param matches those of the page's that may go.
 */
export async function withAlong(
  page: Answer,
  ask: Search,
  matches: readonly object[],
  find: (search: Search) => Promise<Answer>,
): Promise<Answer> {
  const known = new Set(entriesOf(page).map(({ resource }) => keyOf(resource)));
  const along: Entry[] = [];
  let asked = 0;
  for (const include of includesIn(ask.type, ask.query)) {
    for (const query of questions(include, matches)) {
      let search: Search | undefined = { kind: "search", type: include.type, query };
      while (search !== undefined) {
        if (asked++ === MOST_QUESTIONS) return TOO_MANY;
        const found: Answer = await find(search);
        if (found.status !== 200) return found;
        for (const { fullUrl, resource } of entriesOf(found)) {
          if (known.has(keyOf(resource)) || !matches.some((match) => isLinked(match, resource, include))) continue;
          known.add(keyOf(resource));
          along.push({ fullUrl, resource, search: { mode: "include" } });
        }
        search = found.next && { ...search, cursor: found.next };
      }
    }
  }
  return withEntries(page, [...entriesOf(page), ...along]);
}

/** What to ask the store for one kind of link of all the matches. */
function questions({ kind, name, parameter }: Include, matches: readonly object[]): Query[] {
  const wanted =
    kind === "_include"
      ? matches.flatMap((match) => referencesIn(match, parameter).map((reference) => reference.split("/")[1] as string))
      : matches.map(keyOf);
  const values = [...new Set(wanted)];
  return Array.from({ length: Math.ceil(values.length / MOST_RECORDS) }, (_, index) => [
    [
      kind === "_include" ? "_id" : name,
      values.slice(index * MOST_RECORDS, (index + 1) * MOST_RECORDS).join(","),
    ] as const,
    ["_count", String(MOST_RECORDS)] as const,
  ]);
}

/** A page of which records were withheld, without those that came along with these alone. */
export function linkedAlone(page: Answer, ask: Search): Answer {
  const entries = entriesOf(page);
  const matches = entries.flatMap(({ search, resource }) => (search.mode === "match" ? [resource] : []));
  const includes = includesIn(ask.type, ask.query);
  const isKept = ({ search, resource }: Entry): boolean =>
    search.mode === "match" || includes.some((include) => matches.some((match) => isLinked(match, resource, include)));
  return withEntries(page, entries.filter(isKept));
}
