/** A mistake in the project, its configuration or the request that the user can mend; the message is all they need. */
export class ProjectError extends Error {
  override readonly name = "ProjectError";
}

/** The program or a resource is at fault: the run ends and the message is shown as the engine shows it. */
export class DeploymentError extends Error {
  override readonly name = "DeploymentError";

  constructor(
    message: string,
    readonly urn?: string,
  ) {
    super(message);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
