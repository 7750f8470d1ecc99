/** What looks like an identifier and is none, by type: lab values, doses, eponyms, codes ... */
export type Traps = Readonly<Record<string, readonly string[]>>;
