/** Days that the shortest and the longest backup of a locked vault stay. */
export const VAULT_DAYS = { least: 35, most: 3650 } as const;
