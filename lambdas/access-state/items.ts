/** Sort keys of a caller's items. */
export const SUSPENSION = "suspension";
