import { UserError } from "../failure";
import { phiguard } from "../program";

export interface Ran {
  readonly out: string;
  readonly code: number;
  /** Empty where there is none. */
  readonly error: string;
}

/** Runs the command in this process, with what it prints and how it ends. */
export async function runCommand(...args: string[]): Promise<Ran> {
  const [write, exitCode] = [process.stdout.write, process.exitCode];
  let out = "";
  process.stdout.write = ((text: string) => {
    out += text;
    return true;
  }) as typeof process.stdout.write;
  process.exitCode = undefined;
  const program = phiguard();
  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])])
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    await program.parseAsync(args, { from: "user" });
    return { out, code: Number(process.exitCode ?? 0), error: "" };
  } catch (error) {
    return { out, code: error instanceof UserError ? error.exitCode : 1, error: (error as Error).message };
  } finally {
    process.stdout.write = write;
    process.exitCode = exitCode;
  }
}
