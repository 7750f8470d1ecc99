import { UserError } from "./failure";
import { phiguard } from "./program";

phiguard()
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`phiguard: ${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env["PHIGUARD_DEBUG"] === "1" && error instanceof Error) process.stderr.write(`${error.stack ?? ""}\n`);
    process.exitCode = error instanceof UserError ? error.exitCode : 1;
  });
