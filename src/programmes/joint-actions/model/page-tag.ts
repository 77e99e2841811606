/** What pages of letters show: a published letter never changes, so their list is all that does. */
export const lettersTag = 'letters';
