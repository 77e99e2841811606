import type { DeskTab } from '#commons/desk/ui/index.ts';
import { act } from '#platform/act.ts';
import type { Result } from '#platform/result.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import type { readNetworkDesks as readAction } from '../../actions/staff.ts';
import { readNetworkDesks, rememberedHere, type NetworkDesks } from '../../sealed/network.ts';

/** The desks of the network, verified on this device; their organisations' names are learnt on the way. */
export async function fetchNetworkDesks(desk: DeskTab): Promise<Result<NetworkDesks>> {
	const answer = await act<typeof readAction>('intake.readNetworkDesks', {});
	if (!answer.ok) return answer;
	desk.names.learn(answer.value.names);
	await vaultReady();
	return readNetworkDesks(answer.value, Date.now(), rememberedHere);
}
