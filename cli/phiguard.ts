import type * as Program from "./program";

/**
 * Bundled alone, with the commands beside it: what searches documents starts in a tenth of a second, and needs none of what judges
 * infrastructure.
 */
const { phiguard } =
  process.argv[2] === "phi"
    ? // eslint-disable-next-line @typescript-eslint/no-require-imports
      (require("./phi-program") as Pick<typeof Program, "phiguard">)
    : // eslint-disable-next-line @typescript-eslint/no-require-imports
      (require("./program") as typeof Program);

phiguard()
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`phiguard: ${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env["PHIGUARD_DEBUG"] === "1" && error instanceof Error) process.stderr.write(`${error.stack ?? ""}\n`);
    // A UserError of another bundle is no instance of this one's class.
    process.exitCode = (error as { exitCode?: number } | undefined)?.exitCode ?? 1;
  });
