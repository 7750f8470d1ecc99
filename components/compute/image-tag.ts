/** No `latest`: it would say nothing about what runs, and can't move in a repository with immutable tags anyway. */
export const IMAGE_TAG = /^(?!latest$)(sha256:[0-9a-f]{64}|[A-Za-z0-9_][\w.-]{0,127})$/;
export const IMAGE_TAG_WANTED = "a release's tag such as 1.2.0, or a digest (sha256:...), and not latest";
