import type { Format } from '#vault/format/envelope.ts';

/**
 * Columns that hold nothing but sealed bytes: opened with keys that the server never has. Everything else in
 * the database stands in docs/clear-facts.md with its reason. (Signed things are not sealed: anybody reads them.)
 */
export const sealedColumns: Readonly<Record<string, readonly Format[]>> = {
	'chain_key.bytes': ['keyBox'],
	'directory_introduction.ask': ['introduction'],
	'directory_introduction.answer': ['introduction'],
	'directory_wish_list.bytes': ['wishes'],
	'entry.bytes': ['entry'],
	'folder.cover': ['cover', 'firstCover'],
	'folder_share.cover': ['cover', 'firstCover'],
	'organisation_secret.bytes': ['organisationSecrets'],
	'person.sealed_pairs': ['personPairs'],
	'person_wrap.wrapped': ['masterKey'],
	'vault_epoch.ladder': ['ladder'],
	'vault_epoch.recovery': ['recoveryGrant'],
	'vault_grant.bytes': ['grant'],
};
