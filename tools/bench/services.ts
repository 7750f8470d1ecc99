/** A figure of one of the services, with what it has to reach. */
export interface ServiceFigure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}
