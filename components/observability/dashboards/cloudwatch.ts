import type { Board, Panel, Series } from "./board";

/** CloudWatch User Guide, "CloudWatch service quotas": per widget, per dashboard. */
export const MOST_METRICS = { widget: 500, dashboard: 2500 } as const;
export const MOST_WIDGETS = 500;
/** Characters of a body that the API takes: 1 MB, counted low. */
export const LONGEST_BODY = 1_000_000;

const WIDTH = 12;
const HEIGHT = 6;
const COLUMNS = 2;
const TITLE_HEIGHT = 2;

/** `dashboardBody` (CloudWatch API Reference, "Dashboard Body Structure and Syntax"). Throws where CloudWatch would refuse it. */
export function cloudWatchBody({ title, about, panels }: Board, region: string): string {
  const metrics = panels.map(({ series }) => series.length);
  const most = Math.max(0, ...metrics);
  const total = metrics.reduce((sum, count) => sum + count, 0);
  if (most > MOST_METRICS.widget || total > MOST_METRICS.dashboard || panels.length >= MOST_WIDGETS) {
    throw new Error(
      `the dashboard ${title} has ${panels.length} panels and ${total} metrics: more than CloudWatch takes`,
    );
  }
  const widgets = [
    {
      type: "text",
      x: 0,
      y: 0,
      width: WIDTH * COLUMNS,
      height: TITLE_HEIGHT,
      properties: { markdown: `# ${title}\n${about} Made by the program; changes made here are lost.` },
    },
    ...panels.map((panel, index) => ({
      type: "metric",
      x: (index % COLUMNS) * WIDTH,
      y: TITLE_HEIGHT + Math.floor(index / COLUMNS) * HEIGHT,
      width: WIDTH,
      height: HEIGHT,
      properties: metricWidget(panel, region),
    })),
  ];
  const body = JSON.stringify({ widgets });
  if (body.length > LONGEST_BODY)
    throw new Error(`the dashboard ${title} has ${body.length} characters: more than CloudWatch takes`);
  return body;
}

function metricWidget(panel: Panel, region: string): object {
  return {
    title: panel.title,
    region: panel.region ?? region,
    view: "timeSeries",
    stacked: false,
    period: panel.periodSeconds,
    metrics: panel.series.map(metricRow),
  };
}

function metricRow({ namespace, metric, dimensions, label, stat }: Series): unknown[] {
  return [namespace, metric, ...Object.entries(dimensions).flat(), { label, stat }];
}
