import type { Rule } from "../../rule";
import { phiDataClassificationTagRequired } from "./classification-tag";

export const rules: readonly Rule[] = [phiDataClassificationTagRequired];
