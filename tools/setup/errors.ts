/** A mistake or a lack that the user can mend: shown as one message without a stack trace. */
export class SetupError extends Error {
  constructor(
    message: string,
    /** Exit code of the command, in [1, 125]. */
    readonly exitCode = 2,
  ) {
    super(message);
    this.name = "SetupError";
  }
}
