export interface Waiting {
  /** Ends the wait of the state that the token belongs to; Step Functions takes the first answer alone. */
  answer(token: string, output: object): Promise<void>;
}
