import type { Answer, Sent } from "../../lambdas/testing/aws-server";

type Kind = "Import" | "Export";

/** A job as HealthLake tells of it; times are seconds since 1970. */
export interface Job {
  readonly kind: Kind;
  readonly input?: string;
  readonly output: string;
  readonly submittedAt: number;
  status: string;
  endedAt?: number;
  report?: Readonly<Record<string, number>>;
  /** What HealthLake says of a failure: it may cite a line of a file. */
  message?: string;
}

interface Start {
  readonly ClientToken: string;
  readonly DatastoreId: string;
  readonly InputDataConfig?: { readonly S3Uri: string };
  readonly JobOutputDataConfig?: { readonly S3Configuration: { readonly S3Uri: string } };
  readonly OutputDataConfig?: { readonly S3Configuration: { readonly S3Uri: string } };
}

/** HealthLake as far as its jobs go, behind its own protocol: the same token starts the same job, and a job is what the test makes of it. */
export class HealthLake {
  readonly jobs = new Map<string, Job>();
  /** Names of all operations that were asked for. */
  readonly asked: string[] = [];
  /** So many calls more are refused, as they come too fast. */
  throttles = 0;
  /** Whether a job that has not ended keeps others from being started. */
  oneAtATime = false;
  private readonly byToken = new Map<string, string>();

  constructor(
    readonly datastoreId: string,
    private readonly now: () => number = () => 0,
  ) {}

  readonly answer = ({ headers, body }: Sent): Answer => {
    const operation = headers["x-amz-target"]?.split(".").at(-1) ?? "";
    const [, does, kind] = /^(Start|Describe)FHIR(Import|Export)Job$/.exec(operation) ?? [];
    this.asked.push(operation);
    if (this.throttles > 0) {
      this.throttles -= 1;
      return refused("ThrottlingException");
    }
    const asked = JSON.parse(body) as Start & { JobId: string };
    if (does === "Start") return this.start(kind as Kind, asked);
    if (does === "Describe") return this.describe(kind as Kind, asked.JobId);
    throw new Error(`HealthLake has no ${operation} here`);
  };

  private start(kind: Kind, { ClientToken, InputDataConfig, JobOutputDataConfig, OutputDataConfig }: Start): Answer {
    const known = this.byToken.get(ClientToken);
    const id = known ?? (this.jobs.size + 1).toString(16).padStart(32, "0");
    if (known === undefined && this.oneAtATime && [...this.jobs.values()].some(({ status }) => status === "SUBMITTED"))
      return refused("ConflictException");
    if (known === undefined) {
      this.byToken.set(ClientToken, id);
      this.jobs.set(id, {
        kind,
        ...(InputDataConfig !== undefined && { input: InputDataConfig.S3Uri }),
        output: (JobOutputDataConfig ?? OutputDataConfig)?.S3Configuration.S3Uri ?? "",
        submittedAt: this.now(),
        status: "SUBMITTED",
      });
    }
    return json({ JobId: id, JobStatus: this.jobs.get(id)?.status, DatastoreId: this.datastoreId });
  }

  private describe(kind: Kind, id: string): Answer {
    const job = this.jobs.get(id);
    if (job?.kind !== kind) return refused("ResourceNotFoundException");
    const to = { S3Configuration: { S3Uri: job.output, KmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/k" } };
    return json({
      [`${kind}JobProperties`]: {
        JobId: id,
        JobStatus: job.status,
        DatastoreId: this.datastoreId,
        SubmitTime: job.submittedAt,
        EndTime: job.endedAt,
        Message: job.message,
        ...(kind === "Import"
          ? { InputDataConfig: { S3Uri: job.input }, JobOutputDataConfig: to, JobProgressReport: job.report }
          : { OutputDataConfig: to }),
      },
    });
  }
}

const json = (content: object): Answer => ({ body: JSON.stringify(content) });
const refused = (name: string): Answer => ({
  status: 400,
  body: JSON.stringify({ __type: `com.amazonaws.healthlake#${name}`, Message: "refused" }),
});
