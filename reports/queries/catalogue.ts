import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

/** The queries in the order in which a report shows them; each is a file `<name>.sql` beside this one. */
export const QUERY_NAMES = [
  "populations",
  "coverage",
  "silence",
  "duplicates",
  "retention",
  "hours",
  "accesses",
  "denied",
  "break-glass",
  "failed-log-ins",
  "disclosures",
  "reviews",
  "actors",
  "callers",
  "sample",
] as const;

export type QueryName = (typeof QUERY_NAMES)[number];

export interface Query {
  readonly name: QueryName;
  /** What its head says. */
  readonly title: string;
  readonly citations: readonly string[];
  readonly foundBy: string;
  /** True where the rows of a day hang on the events of that day alone, and holding all days at once would fill the memory. */
  readonly byDay: boolean;
  /** The file as it is: what runs here runs on Spark and on Athena. */
  readonly sql: string;
}

/** A bundle has the files in a folder beside it, as tools/setup/build.ts puts them. */
const FOLDER = [__dirname, path.join(__dirname, "queries")].find((one) =>
  existsSync(path.join(one, "populations.sql")),
);

export function readQuery(name: QueryName): Query {
  const sql = readFileSync(path.join(FOLDER ?? __dirname, `${name}.sql`), "utf8");
  const [title = "", ...head] = sql.split("\n").flatMap((line) => (line.startsWith("-- ") ? [line.slice(3)] : []));
  const said = (label: string): string =>
    head.find((line) => line.startsWith(`${label}: `))?.slice(label.length + 2) ?? "";
  return {
    name,
    title,
    citations: said("For").split(", "),
    foundBy: said("Found by"),
    byDay: said("Memory") === "by the day",
    sql,
  };
}

export const readQueries = (): readonly Query[] => QUERY_NAMES.map(readQuery);
