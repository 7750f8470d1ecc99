import type { Rule } from "../../rule";
import * as eventBus from "./event-bus";
import * as schedule from "./schedule";

export const rules: readonly Rule[] = [eventBus, schedule].flatMap((file) => Object.values(file));
