import type { Rule } from "../../rule";
import * as account from "./account-public-access";
import * as encryption from "./bucket-encryption";
import * as logging from "./bucket-logging";
import * as policy from "./bucket-policy";
import * as publicAccess from "./bucket-public-access";
import * as replication from "./bucket-replication";
import * as retention from "./bucket-retention";

export const rules: readonly Rule[] = [
  account,
  encryption,
  logging,
  policy,
  publicAccess,
  replication,
  retention,
].flatMap((file) => Object.values(file));
