/** Graviton classes with 4 GiB or more, all of which Performance Insights knows. */
export const INSTANCE_CLASS = /^db\.(t4g\.(medium|large|xlarge|2xlarge)|[mr][678]g\.(large|\d*xlarge))$/;
export const INSTANCE_CLASS_WANTED = "a Graviton class of 4 GiB or more such as db.t4g.medium or db.m7g.large";
