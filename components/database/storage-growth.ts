/** The least GiB that storage of a size may be let grow to: RDS asks for a tenth more (RDS User Guide, "Managing capacity automatically"). */
export const leastMaxStorageGiB = (storageGiB: number): number => storageGiB + Math.ceil(storageGiB / 10);
