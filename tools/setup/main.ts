/** The entry of every npm script: prepares what the command needs, runs it, gives its exit code. */
import { buildParts } from "./build";
import { findEngine, type CliEngine } from "./engine";
import { engineCommand, runAttached } from "./engine-command";
import { SetupError } from "./errors";
import { placesOf } from "./places";
import { progressTo } from "./progress";

/**
 * Runs one npm script.
 * @param argv the script's name and its arguments.
 * @param root the checkout.
 * @returns the exit code; 2 for a mistake of the user or something missing, said in one message.
 */
export async function main(argv: readonly string[], root: string): Promise<number> {
  const [script = "", ...args] = argv;
  try {
    const places = placesOf(root);
    const progress = progressTo();
    const cli = async (): Promise<CliEngine> => {
      const engine = await findEngine(places, process.env, progress);
      if (engine.kind !== "in-process") return engine;
      throw new SetupError(`This command needs the Pulumi engine, and there is none: ${engine.reason}.`);
    };
    await buildParts(places, ["standins", "packs"]);
    switch (script) {
      case "pulumi":
        return await runAttached(engineCommand(places, await cli(), args, process.env));
      default:
        throw new SetupError(`There is no npm script "${script}".`);
    }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`phiguard: ${error.message}\n`);
    return error.exitCode;
  }
}
