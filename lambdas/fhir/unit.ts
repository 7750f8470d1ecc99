/**
 * What the keyed hash of a unit is made of: of the Location or Organization that a person of the staff works in, and of the one that a patient is
 * in. The watch over accesses compares the two.
 */
export const unitText = (id: string): string => `unit ${id}`;
