/** The folder of records is not there or cannot be read. */
export class EvidenceFolderError extends Error {
  override readonly name = "EvidenceFolderError";
}

/** The organisation file as a whole cannot be read; a single bad entry is no error but a problem in the report. */
export class OrganisationFileError extends Error {
  override readonly name = "OrganisationFileError";
}

/** The report cannot be put where it was asked for. Nothing of it was left behind. */
export class ReportWriteError extends Error {
  override readonly name = "ReportWriteError";
}

/** An argument of `makeReport` is out of range. */
export class ReportArgumentError extends Error {
  override readonly name = "ReportArgumentError";
}

/** Another process collects the same. */
export class CollectionBusyError extends Error {
  override readonly name = "CollectionBusyError";
}

/** What is collected cannot be put where it was asked for; no half file is among the evidence. */
export class CollectionWriteError extends Error {
  override readonly name = "CollectionWriteError";
}

/** There is no Chromium to print with, or it could not print. */
export class PdfError extends Error {
  override readonly name = "PdfError";
}
