import type { Metrics } from "../metrics/embedded";
import { COMPLIANCE_METRICS } from "./contract";
import { percentOf } from "./core";
import type { Log, Scores } from "./ports";

export interface Ports {
  readonly scores: Scores;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly now: () => Date;
  readonly pack: string;
  readonly environment: string;
}

/** Counts the score of the pack. Where nothing was judged nothing is counted, and the alarm takes that silence for what it is. */
export function createHandler({ scores, metrics, log, now, pack, environment }: Ports) {
  return async (): Promise<{ readonly counted: boolean }> => {
    const score = await scores.of(pack);
    const percent = percentOf(score);
    if (percent === undefined) {
      log.warn("the conformance pack has no score", {
        pack,
        state: score === undefined ? "no such pack" : "no result",
      });
      return { counted: false };
    }
    const { namespace, dimension, compliance } = COMPLIANCE_METRICS;
    metrics.put({
      namespace,
      dimensions: { [dimension]: environment },
      metrics: { [compliance]: [percent, "Percent"] },
      at: now().toISOString(),
    });
    log.info("counted what complies", { pack, percent });
    return { counted: true };
  };
}
