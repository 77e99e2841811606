/** The desk is made in the browser, where the keys are; the server renders nothing of it. */
export const ssr = false;
export const csr = true;
