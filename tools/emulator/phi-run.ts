/**
 * Runs the PHI pipeline's own functions, as they are deployed, over documents of an emulated AWS: `phi-run.ts <folder>`. The folder has
 * `documents.json`; what the bus is told goes to `told.jsonl`, and documents that have come to an end to `done.jsonl`, where a run that was killed
 * goes on.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PIPELINE_STEPS } from "../../components/phi/phi-flow";
import { PHI_FUNCTIONS } from "../../components/phi/phi-roles";
import { arnOf, pipeline, PUT_EVENTS } from "../flows/phi-world";
import { runFlow, type Handler } from "../flows/run-flow";

const AT_ONCE = 6;

interface Arrived {
  readonly key: string;
  readonly versionId: string;
  readonly arrivedAt: string;
}

async function main(folder: string): Promise<void> {
  const linesOf = (name: string): unknown[] =>
    existsSync(join(folder, name))
      ? readFileSync(join(folder, name), "utf8")
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => JSON.parse(line) as unknown)
      : [];
  const done = new Set((linesOf("done.jsonl") as Arrived[]).map(({ versionId }) => versionId));
  const waiting = (JSON.parse(readFileSync(join(folder, "documents.json"), "utf8")) as Arrived[]).filter(
    ({ versionId }) => !done.has(versionId),
  );
  const functions: Record<string, Handler> = {
    [PUT_EVENTS]: async (given) => {
      for (const entry of (given as { Entries: unknown[] }).Entries)
        appendFileSync(join(folder, "told.jsonl"), `${JSON.stringify(entry)}\n`);
      return {};
    },
  };
  for (const step of PIPELINE_STEPS) {
    const { name } = PHI_FUNCTIONS[step];
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- each reads its environment when it is loaded
    const { handler } = require(resolve(__dirname, "../../lambdas", name)) as { handler: Handler };
    functions[arnOf(name)] = handler;
  }
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { status } = await runFlow(pipeline, next, functions, `run-${next.versionId}`);
      appendFileSync(join(folder, "done.jsonl"), `${JSON.stringify({ versionId: next.versionId, status })}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

void main(process.argv[2] as string);
