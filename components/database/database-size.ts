import { ArgumentError, assertOneOf, assertWhole } from "../errors";
import { INSTANCE_CLASS, INSTANCE_CLASS_WANTED } from "./instance-class";
import { leastMaxStorageGiB } from "./storage-growth";

/** What differs between a database to try things on and one for patients' records. */
export interface DatabaseSize {
  /** PostgreSQL's major version; RDS picks and renews the minor one. */
  readonly majorVersion: number;
  /** Class such as db.m7g.large. */
  readonly instanceClass: string;
  /** GiB to begin with, in [20, 65536], and how far it may grow by itself: a tenth more at the least. */
  readonly storageGiB: number;
  readonly maxStorageGiB: number;
  /** A standby in another zone. */
  readonly multiAz: boolean;
  /** Days that automated backups stay, in [7, 35]. */
  readonly backupDays: number;
  /** `advanced` keeps load by statement for 15 months, at a price; `standard` for a week. */
  readonly insights: "standard" | "advanced";
}

/** The versions that the parameter group was written for. */
const MAJOR_VERSIONS = [15, 16, 17];

/** Days that Performance Insights keeps: what Database Insights asks for in each mode (RDS User Guide, "Database Insights"). */
export const INSIGHTS_DAYS = { standard: 7, advanced: 465 } as const;

/** Throws ArgumentError for a size that RDS would refuse, or that keeps too little. */
export function assertSize(name: string, size: DatabaseSize): void {
  const component = "PostgresDatabase";
  assertOneOf(component, name, "size.majorVersion", size.majorVersion, MAJOR_VERSIONS);
  assertWhole(component, name, "size.storageGiB", size.storageGiB, 20, 65_536);
  assertWhole(component, name, "size.maxStorageGiB", size.maxStorageGiB, leastMaxStorageGiB(size.storageGiB), 65_536);
  assertWhole(component, name, "size.backupDays", size.backupDays, 7, 35);
  assertOneOf(component, name, "size.insights", size.insights, ["standard", "advanced"]);
  if (!INSTANCE_CLASS.test(size.instanceClass)) {
    throw new ArgumentError(component, name, "size.instanceClass", INSTANCE_CLASS_WANTED, size.instanceClass);
  }
}
