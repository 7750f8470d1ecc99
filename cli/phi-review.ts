import { statSync } from "node:fs";
import { awsDesk, type AwsDeskPlace } from "../lambdas/phi/review/adapters";
import { UserError } from "./failure";
import { folderDesk } from "./review/folder-desk";
import { serveReview } from "./review/server";
import { ReviewSession } from "./review/session";

export interface ReviewOptions {
  readonly role: string;
  readonly port: string;
  readonly table?: string;
  readonly queueUrl?: string;
  readonly releasedBucket?: string;
  readonly maskedBucket?: string;
}

/** As an audit event takes it: a role, never a person. */
const ROLE = /^(?!.*\d{6})[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const now = (): Date => new Date();

/** Serves the page until it is stopped (Ctrl-C). */
export async function review(folder: string | undefined, options: ReviewOptions): Promise<void> {
  if (!ROLE.test(options.role))
    throw new UserError(`--role takes letters, digits, _ and -, a letter first; got ${JSON.stringify(options.role)}.`);
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UserError(`--port takes a whole number in [0, 65535]; got ${JSON.stringify(options.port)}.`);
  const place = awsPlace(options);
  if ((folder === undefined) === (place === undefined))
    throw new UserError(
      "Wanted is either a folder of documents, or --table with --queue-url, --released-bucket and --masked-bucket.",
    );
  if (folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UserError(`There is no folder ${folder}.`);
  const desk = place === undefined ? folderDesk(folder!) : awsDesk(place, now);
  const { address, close } = await served(new ReviewSession(desk, options.role, now), port);
  process.stdout.write(
    `Open ${address}\nThe address opens once. Ctrl-C ends the review; what was not decided goes on waiting.\n`,
  );
  await new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
  });
  await close();
}

async function served(session: ReviewSession, port: number): ReturnType<typeof serveReview> {
  try {
    return await serveReview(session, port, now);
  } catch (error) {
    throw new UserError(`Port ${port} cannot be taken (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function awsPlace({ table, queueUrl, releasedBucket, maskedBucket }: ReviewOptions): AwsDeskPlace | undefined {
  const parts = [table, queueUrl, releasedBucket, maskedBucket];
  if (parts.every((part) => part === undefined)) return undefined;
  if (table === undefined || queueUrl === undefined || releasedBucket === undefined || maskedBucket === undefined)
    throw new UserError("--table, --queue-url, --released-bucket and --masked-bucket go together.");
  return { table, queueUrl, releasedBucket, maskedBucket };
}
