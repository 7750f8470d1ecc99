/** What a work wrote to standard output and standard error, where logs and figures go; nothing of it is shown. */
export async function saying<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly said: string }> {
  let said = "";
  const restore = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write;
    stream.write = ((chunk: string | Uint8Array) => {
      said += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
      return true;
    }) as typeof stream.write;
    return () => (stream.write = write);
  });
  try {
    const result = await work();
    return { result, said };
  } finally {
    for (const back of restore) back();
  }
}

export interface Figure {
  readonly namespace: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly name: string;
  readonly value: number;
}

interface Embedded extends Readonly<Record<string, unknown>> {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
}

/** Figures that CloudWatch takes out of a log's lines (CloudWatch User Guide, "Embedded metric format specification"). */
export function figuresIn(said: string): Figure[] {
  const lines = said.split("\n").filter((line) => line.startsWith('{"_aws":'));
  return lines.flatMap((line) => {
    const of = JSON.parse(line) as Embedded;
    return of._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
      Dimensions.flatMap((names) =>
        Metrics.map(({ Name }) => ({
          namespace: Namespace,
          dimensions: Object.fromEntries(names.map((name) => [name, String(of[name])])),
          name: Name,
          value: Number(of[Name]),
        })),
      ),
    );
  });
}
