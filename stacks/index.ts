import "./error-traces";
import { setImmediate as turn } from "node:timers/promises";
import { buildStack } from "./build";
import { loadSettings } from "./config";
import { makeContext } from "./context";
import { outputsOf } from "./outputs";

/**
 * Settings first: a fault in them ends the program before anything is registered. The providers next, which the engine starts while the rest is
 * put together. That is done in one go: a fault in any of it ends the program before anything is made.
 */
export = async (): Promise<ReturnType<typeof outputsOf>> => {
  const context = makeContext(loadSettings());
  await turn();
  return outputsOf(buildStack(context));
};
