export interface Waiting {
  /** Ends the wait of the state that the token belongs to. Step Functions takes the first answer alone, and none once the time is over. */
  answer(token: string, output: object): Promise<"taken" | "nobody-waits">;
}
