/** Something the stand-in will not do or cannot answer: the message is for the user, a stack trace is not. */
export class StandInError extends Error {
  override readonly name = "StandInError";
}
