import { boardsOf } from "../../components/observability/dashboards/boards";
import { GRAFANA_PLACE, grafanaDashboard } from "../../components/observability/dashboards/grafana";
import type { Watch } from "../../components/observability/watch";
import { plan } from "../../components/testing/plan";
import { buildStack } from "../../stacks/build";
import { makeContext } from "../../stacks/context";
import { settings } from "../../stacks/testing/plans";

/** Where Grafana's dashboards go, from the repository's root. */
const FOLDER = "dist/dashboards";

/**
 * The dashboards of prod as files that Grafana imports: what prod has, by names with the environment, account and region left open as
 * variables.
 */
export async function grafanaFiles(): Promise<ReadonlyMap<string, string>> {
  let seen: { project: string; region: string; watch: Watch | undefined } | undefined;
  await plan(() => {
    const context = makeContext(settings.prod);
    const { project, region, watch } = context.home.site;
    seen = { project, region, watch };
    buildStack(context);
  });
  if (seen?.watch === undefined) throw new Error("nothing of prod is watched");
  const { project, region, watch } = seen;
  return new Map(
    boardsOf({ project, ...GRAFANA_PLACE }, watch).map((board) => [
      `${FOLDER}/${board.role}.grafana.json`,
      `${JSON.stringify(grafanaDashboard(board, project, region), undefined, 2)}\n`,
    ]),
  );
}
