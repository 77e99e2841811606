/** No page holds script unless it says so: the desk does. What fails above every other layout is shown without. */
export const csr = false;
