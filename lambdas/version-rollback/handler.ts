import { ALIAS } from "./contract";
import { decide, EVENT, functionOf, rolledBackFrom, wordsAfter } from "./core";
import type { Functions, Log, Notices } from "./ports";

export interface Ports {
  readonly functions: Functions;
  readonly notices: Notices;
  readonly log: Log;
  readonly now: () => Date;
}

/** Rolls the function of a failing alarm back where its live version is new, and tells people that it did. */
export function createHandler({ functions, notices, log, now }: Ports, namePrefix: string) {
  return async (input: unknown): Promise<{ done: string }> => {
    const {
      id,
      detail: { alarmName, state },
    } = EVENT.parse(input);
    const name = functionOf(alarmName, namePrefix);
    if (state.value !== "ALARM" || name === undefined) return { done: "ignored" };
    const alias = await functions.alias(name, ALIAS);
    if (alias === undefined) return { done: "no-function" };
    const tell = async (from: string, to: string): Promise<{ done: string }> => {
      await notices.tell("A function was rolled back", { function: name, from, to });
      return { done: "rolled-back" };
    };
    // An earlier try has done it and may not have told it.
    const before = rolledBackFrom(alias.words, id);
    if (before !== undefined) return tell(before, alias.version);
    const decision = decide(alias.version, await functions.versions(name), now());
    if (decision.kind === "leave") {
      log.info("a failing function was left as it is", { function: name, reason: decision.reason });
      return { done: decision.reason };
    }
    const { from, to } = decision;
    await functions.point(name, ALIAS, { version: to, words: wordsAfter(from, id) }, alias.revision);
    log.info("a function was rolled back", { function: name, from, to });
    return tell(from, to);
  };
}
