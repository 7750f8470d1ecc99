import { version } from "../package.json";

/** The project's version; packs, records and reports carry it. */
export const VERSION: string = version;
