import type { Board, Panel, Series, Unit } from "./board";

/** Version of Grafana's dashboard model that this is written in: Grafana 11. Later ones read it and bring it up to date. */
const SCHEMA_VERSION = 39;
const DATASOURCE = { type: "cloudwatch", uid: "${datasource}" } as const;
/** Names of units in Grafana. */
const UNITS: Readonly<Record<Unit, string>> = {
  count: "short",
  milliseconds: "ms",
  percent: "percent",
  bytes: "bytes",
  usd: "currencyUSD",
};
const WIDTH = 12;
const HEIGHT = 8;
const COLUMNS = 2;

/** The place whose parts Grafana fills in from the dashboard's variables. */
export const GRAFANA_PLACE = { environment: "$env", region: "$region", accountId: "$account" } as const;

/** Name of query `index`: A to Z, then AA and so on. */
export function refId(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : refId(Math.floor(index / 26) - 1) + letter;
}

/**
 * A dashboard as Grafana imports it (Grafana documentation, "Dashboard JSON model"; "Amazon CloudWatch query editor"). Data source,
 * environment, account and region are variables of it, so one file serves every stack.
 */
export function grafanaDashboard({ role, title, about, panels }: Board, project: string, region: string): object {
  return {
    uid: `${project}-${role}`,
    title: `${project}: ${title}`,
    description: about,
    tags: [project],
    schemaVersion: SCHEMA_VERSION,
    version: 1,
    editable: true,
    graphTooltip: 1,
    refresh: "5m",
    time: { from: "now-24h", to: "now" },
    timezone: "utc",
    timepicker: {},
    annotations: { list: [] },
    links: [],
    templating: {
      list: [
        {
          name: "datasource",
          label: "Data source",
          type: "datasource",
          query: "cloudwatch",
          regex: "",
          multi: false,
          includeAll: false,
          hide: 0,
          refresh: 1,
          current: {},
          options: [],
        },
        text("env", "Environment", "prod"),
        text("region", "Region", region),
        text("account", "Account", ""),
      ],
    },
    panels: panels.map((panel, index) => panelOf(panel, index)),
  };
}

function text(name: string, label: string, value: string): object {
  const option = { selected: true, text: value, value };
  return {
    name,
    label,
    type: "textbox",
    query: value,
    hide: 0,
    skipUrlSync: false,
    current: option,
    options: [option],
  };
}

function panelOf(panel: Panel, index: number): object {
  return {
    id: index + 1,
    type: "timeseries",
    title: panel.title,
    datasource: DATASOURCE,
    gridPos: { x: (index % COLUMNS) * WIDTH, y: Math.floor(index / COLUMNS) * HEIGHT, w: WIDTH, h: HEIGHT },
    fieldConfig: { defaults: { unit: UNITS[panel.unit], min: 0 }, overrides: [] },
    options: {
      legend: { displayMode: "list", placement: "bottom", showLegend: true, calcs: [] },
      tooltip: { mode: "multi", sort: "desc" },
    },
    targets: panel.series.map((series, at) => target(series, panel, at)),
  };
}

function target(series: Series, { periodSeconds, region }: Panel, index: number): object {
  return {
    refId: refId(index),
    datasource: DATASOURCE,
    queryMode: "Metrics",
    metricQueryType: 0,
    metricEditorMode: 0,
    id: "",
    expression: "",
    hide: false,
    matchExact: true,
    region: region ?? "$region",
    namespace: series.namespace,
    metricName: series.metric,
    dimensions: Object.fromEntries(Object.entries(series.dimensions).map(([key, value]) => [key, [value]])),
    statistic: series.stat,
    period: String(periodSeconds),
    label: series.label,
  };
}
