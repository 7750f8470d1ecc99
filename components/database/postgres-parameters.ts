/** A parameter as RDS takes it. */
export interface PostgresParameter {
  readonly name: string;
  readonly value: string;
  /** RDS refuses to apply a static parameter at once. */
  readonly applyMethod: "immediate" | "pending-reboot";
}

/** TLS, SCRAM: no connection in clear, no password kept as MD5 (RDS User Guide, "Using SSL", "Using SCRAM"). */
const CONNECTIONS = {
  "rds.force_ssl": "1",
  ssl_min_protocol_version: "TLSv1.2",
  password_encryption: "scram-sha-256",
  "rds.accepted_password_auth_method": "scram",
};

/** Who did what to which table (RDS User Guide, "Using pgAudit"): reading and changing rows, structure, rights, sessions. */
const AUDIT = {
  "pgaudit.log": "ddl,read,role,write",
  "pgaudit.log_catalog": "0",
  log_connections: "1",
  log_disconnections: "1",
};

/**
 * Values stay out of the log, as they may be PHI: no bound parameters, no statements beside pgAudit's, not those that
 * failed or took long either, and no details of errors, which quote the row (`Key (mrn)=(...) already exists`). What is
 * written into a statement's own text pgAudit does log: programs bind their values, and the log group masks identifiers.
 */
const NO_VALUES = {
  "pgaudit.log_parameter": "0",
  log_error_verbosity: "terse",
  log_min_duration_statement: "-1",
  log_min_error_statement: "panic",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  log_statement: "none",
};

/** Read when the server starts. RDS loads pg_stat_statements by default, and Performance Insights counts by it. */
const AT_START = { shared_preload_libraries: "pgaudit,pg_stat_statements" };

/** Parameters of every PostgreSQL database, by name. */
export function postgresParameters(): PostgresParameter[] {
  const applied = (group: object, applyMethod: PostgresParameter["applyMethod"]): PostgresParameter[] =>
    Object.entries(group).map(([name, value]) => ({ name, value: String(value), applyMethod }));
  return [
    ...applied({ ...CONNECTIONS, ...AUDIT, ...NO_VALUES }, "immediate"),
    ...applied(AT_START, "pending-reboot"),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}
