/** What dashboards are made of, whoever draws them: CloudWatch and Grafana get the same. */
export interface Series {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly label: string;
  readonly stat: "Average" | "Maximum" | "Minimum" | "Sum" | "p95";
}

export type Unit = "count" | "milliseconds" | "percent" | "bytes" | "usd";

export interface Panel {
  readonly title: string;
  readonly series: readonly Series[];
  /** Seconds that one point is made from. */
  readonly periodSeconds: number;
  readonly unit: Unit;
  /** Region of the metrics; the dashboard's own where it is left out. */
  readonly region?: string;
}

export interface Board {
  /** Last part of its name. */
  readonly role: string;
  readonly title: string;
  /** Who looks at it and for what. */
  readonly about: string;
  readonly panels: readonly Panel[];
}
