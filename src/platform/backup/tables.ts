import type pg from 'pg';

export interface TableShape {
	readonly name: string;
	readonly columns: readonly string[];
}

/**
 * Tables that a backup leaves out: sessions end with a restore, and answers kept for repeated calls are
 * of the running server alone.
 */
const passedOver = new Set(['session', 'performed']);

/** The tables of the schema, those that others refer to first, so that a restore can fill them in turn. */
export async function listTables(client: pg.ClientBase): Promise<TableShape[]> {
	const { rows: columns } = await client.query<{ table_name: string; column_name: string }>(
		`select c.relname as table_name, a.attname as column_name
		 from pg_class c join pg_namespace n on n.oid = c.relnamespace
		 join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		 where n.nspname = 'accord' and c.relkind in ('r', 'p') and a.attgenerated = ''
		 order by c.relname, a.attnum`,
	);
	const { rows: references } = await client.query<{ child: string; parent: string }>(
		`select c.relname as child, p.relname as parent
		 from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
		 join pg_namespace n on n.oid = c.relnamespace
		 where n.nspname = 'accord' and k.contype = 'f' and c.oid <> p.oid`,
	);
	const shapes = new Map<string, string[]>();
	for (const { table_name: table, column_name: column } of columns) {
		shapes.set(table, [...(shapes.get(table) ?? []), column]);
	}
	const ordered: TableShape[] = [];
	const visit = (name: string): void => {
		if (ordered.some((t) => t.name === name)) return;
		for (const { child, parent } of references) if (child === name) visit(parent);
		ordered.push({ name, columns: shapes.get(name) ?? [] });
	};
	for (const name of shapes.keys()) visit(name);
	return ordered.filter(({ name }) => !passedOver.has(name));
}

/** Quotes a name of a table or column. */
export function quoted(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}
