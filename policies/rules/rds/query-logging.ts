import { all, fromBoolean, no, unknown, yes } from "../../answer";
import { pathOf, valueOf } from "../../reading";
import { UNKNOWN } from "../../value";
import { instanceOrCluster } from "./database";
import { configured, described, parametersOf } from "./parameter-group";

const OFF = ["0", "off", "false", "no"] as const;

/** Parameters that write whole statements with their values, and the values that keep them from it. */
const STATEMENTS: readonly (readonly [parameter: string, silent: readonly string[]])[] = [
  ["log_statement", ["none", "ddl"]],
  ["log_min_duration_statement", ["-1"]],
  ["log_min_duration_sample", ["-1"]],
  ["auto_explain.log_min_duration", ["-1"]],
];

/** What must be on the record: changes of structure, of rights and of rows. */
const CLASSES = ["ddl", "role", "write"] as const;

export const rdsPostgresQueryLogging = instanceOrCluster.relation({
  id: "rds-postgres-query-logging",
  title: "PostgreSQL databases keep an audit log of statements without the values in them",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.pgaudit.html",
  says: "has no audit log of statements, or one with values that may be patient data",
  fix: 'Give it a parameter group with shared_preload_libraries = "pgaudit" and pgaudit.log = "ddl,role,write", and leave log_statement and log_min_duration_statement out.',
  why: "Plain statement logging writes the values too, and the log is read by people who may not see them.",
  appliesWhen: (p, stack) => {
    const like = described(p, stack);
    const engine = like === undefined ? UNKNOWN : valueOf(like.engine);
    return engine === UNKNOWN
      ? unknown(pathOf(p.engine))
      : fromBoolean(engine === "postgres" || engine === "aurora-postgresql");
  },
  otherwise: "Not PostgreSQL.",
  requires: (p, stack) => {
    const parameter = parametersOf(configured(p, stack), stack);
    return all(
      parameter("shared_preload_libraries", (value) => wordsOf(value).includes("pgaudit"), no()),
      parameter("pgaudit.log", audits, no()),
      parameter("pgaudit.log_parameter", (value) => isIn(value, OFF), yes),
      ...STATEMENTS.map(([name, silent]) => parameter(name, (value) => isIn(value, silent), yes)),
    );
  },
});

function isIn(value: string, words: readonly string[]): boolean {
  return words.includes(value.toLowerCase());
}

/** `all,-misc`: a later word overrules an earlier one. */
function audits(value: string): boolean {
  const classes = new Set<string>();
  for (const word of wordsOf(value)) {
    if (word === "all") for (const each of CLASSES) classes.add(each);
    else if (word.startsWith("-")) classes.delete(word.slice(1));
    else classes.add(word);
  }
  return CLASSES.every((each) => classes.has(each));
}

function wordsOf(value: string): string[] {
  return value.split(",").map((word) => word.trim().toLowerCase());
}
