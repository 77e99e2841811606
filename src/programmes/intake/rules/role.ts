/** Whoever works at the desk that answers those who write has this role in their organisation. */
export const intakeRole = 'intake';
