const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** Whether something is the name of a domain, in lower case. */
export const isDomain = (value: unknown): value is string => typeof value === "string" && DOMAIN.test(value);
