import type { Evaluation, Report, RunInfo } from "../model/report";

/** Of a result who asked, with which tool, by which call and, of what AWS told, by which of its requests. */
export interface Provenance {
  readonly principal: string;
  readonly tool: string;
  readonly call: string;
  /** AWS's own id of the request whose answer told it; empty for what no service of AWS told. */
  readonly request: string;
}

/** Looks results up in their runs. */
export function provenanceOf({ stacks }: Report): (evaluation: Evaluation) => Provenance {
  const runs = new Map<string, RunInfo>();
  for (const { key, runs: own } of stacks) for (const run of own) runs.set(`${key}\n${run.runId}`, run);
  return ({ stack, runId, record: { told } }) => {
    const run = runs.get(`${stack}\n${runId}`);
    return {
      principal: run?.principal ?? "",
      tool: run === undefined ? "" : `phiguard ${run.toolVersion}`,
      call: told?.call ?? run?.call ?? "",
      request: told?.request ?? "",
    };
  };
}
