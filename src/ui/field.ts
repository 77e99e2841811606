// What every field has in common, and the wiring that ties label, hint and error to the control.

/** Said of every field, whatever control it holds. */
export interface FieldProps {
	name: string;
	/** Defaults to the name, so an error summary can point at it. */
	id?: string;
	label: string;
	hint?: string;
	/** The sentence beside the field when it was refused. */
	error?: string;
	/** The word shown when it may be left empty ("optional"); leave it out where an answer is needed. */
	optional?: string;
	required?: boolean;
}

/** Attributes to spread on the control. */
export interface FieldWiring {
	id: string;
	name: string;
	required?: true;
	'aria-describedby'?: string;
	'aria-invalid'?: 'true';
}

/** The attributes that tie a control to its label, hint and error. */
export function wireField(field: FieldProps, more: string[] = []): FieldWiring {
	const id = field.id ?? field.name;
	const described = [...(field.hint ? [`${id}-hint`] : []), ...(field.error ? [`${id}-error`] : []), ...more];
	return {
		id,
		name: field.name,
		...(field.required ? { required: true as const } : {}),
		...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
		...(field.error ? { 'aria-invalid': 'true' as const } : {}),
	};
}

/** One of the answers of a Select or a RadioGroup. */
export interface Option {
	value: string;
	label: string;
	hint?: string;
	disabled?: boolean;
}

/** Answers under a heading of their own, in a Select. */
export interface OptionGroup {
	label: string;
	options: Option[];
}
