/** FHIR R4, "id"; but for the two that are steps of a path, as ids are put into paths. */
export const FHIR_ID = /^(?!\.{1,2}$)[A-Za-z0-9\-.]{1,64}$/;
