/** Every page that search engines may show, after the language; those with a dialogue in them are nobody's business. */
export const publicAddresses: readonly string[] = ['', '/directory', '/write', '/join'];
