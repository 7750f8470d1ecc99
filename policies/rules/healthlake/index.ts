import type { Rule } from "../../rule";
import * as dataAccess from "./data-access-role";
import * as datastore from "./datastore";

export const rules: readonly Rule[] = [dataAccess, datastore].flatMap((file) => Object.values(file));
