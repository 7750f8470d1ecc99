/** A ledger, a key or a bundle that can't be worked with; one sentence for the user: what, where, what was wanted. */
export class LedgerError extends Error {
  override readonly name: string = "LedgerError";
}

/** What was read is not what may stand there. */
export class MalformedObject extends Error {
  override readonly name = "MalformedObject";
}

/** Others wrote heads all the time; nothing of ours was lost, and a later try finds it. */
export class ContendedLedger extends LedgerError {
  override readonly name = "ContendedLedger";
}

/** The clock stands before the newest head's time. */
export class ClockBehind extends LedgerError {
  override readonly name = "ClockBehind";
}
