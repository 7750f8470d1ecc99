import type { SelectionArgs } from "@pulumi/aws/backup";
import type { Answer } from "../../answer";
import { resourceOf, type Reading } from "../../reading";
import type { StackView } from "../../stack-view";
import { backedUp } from "../backup/backed-up";
import { identifierProperty, INSTANCE, type Database } from "./database";

/** A backup selection of the stack takes the database in, and holds. */
export function databaseBackedUp(
  p: Database,
  stack: StackView,
  holds?: (by: Reading<SelectionArgs>) => Answer,
): Answer {
  const { type } = resourceOf(p);
  const before = type === INSTANCE ? "db:" : "cluster:";
  return backedUp(p, stack, { service: "rds", before, name: identifierProperty(type) }, holds);
}
