/** Characters that no text has: all below the space but tab and line ends, and delete. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
export const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** FHIR's texts have no space but the plain one (R4, `string`); a no-break space says the same. */
export const plainSpaces = (text: string): string => text.replace(/[^\S \r\n\t]/g, " ");
