/** Audit events that can't be asked; one sentence for the user. */
export class EventsError extends Error {
  override readonly name = "EventsError";
}
