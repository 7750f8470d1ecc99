import { spawn } from "node:child_process";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { placesOf } from "../setup/places";
import { emulatorPython } from "../setup/emulator";

/** What the emulator said to a call. */
export type Reply =
  | { readonly result: Readonly<Record<string, unknown>> }
  /** The SDK or the service does not take it: AWS would not either, or the emulator is wrong. */
  | { readonly refused: string }
  /** The emulator does not have the operation: nothing is known. */
  | { readonly missing: string };

export interface Emulator {
  /** Address of the emulated AWS, for SDK clients of our own. */
  readonly endpoint: string;
  /** Makes a call by the AWS SDK for Python, which checks names, types and required members by AWS's service models. */
  call(region: string, service: string, operation: string, parameters: object): Promise<Reply>;
}

/** Runs `work` with an empty emulated AWS, account 123456789012. */
export async function withEmulator<T>(work: (emulator: Emulator) => Promise<T>): Promise<T> {
  const python = emulatorPython(placesOf(path.resolve(__dirname, "../..")));
  const child = spawn(python, [path.join(__dirname, "emulator.py")], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  const waiting = new Map<number, (reply: Reply) => void>();
  let calls = 0;
  const ended = new Promise<never>((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the emulator ended with code ${code}`)));
  });
  // Its end is a failure only while somebody waits for it.
  ended.catch(() => undefined);
  try {
    const endpoint = await Promise.race([
      ended,
      new Promise<string>((resolve) => {
        createInterface({ input: child.stdout }).on("line", (line) => {
          const message = JSON.parse(line) as { endpoint?: string; id: number } & Reply;
          if (message.endpoint !== undefined) return resolve(message.endpoint);
          waiting.get(message.id)?.(message);
          waiting.delete(message.id);
        });
      }),
    ]);
    const call: Emulator["call"] = (region, service, operation, parameters) => {
      const id = ++calls;
      child.stdin.write(`${JSON.stringify({ id, region, service, operation, parameters })}\n`);
      return Promise.race([ended, new Promise<Reply>((resolve) => waiting.set(id, resolve))]);
    };
    return await work({ endpoint, call });
  } finally {
    child.kill();
  }
}
