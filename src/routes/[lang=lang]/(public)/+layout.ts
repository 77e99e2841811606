/** Public pages work without script: none is sent. */
export const csr = false;
