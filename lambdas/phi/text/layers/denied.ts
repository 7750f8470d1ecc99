/** Why a token is held to be no identifier. */
export const DENIED = { code: 1, measure: 2, eponym: 3, drug: 4, thing: 5 } as const;
