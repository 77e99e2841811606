// Desk stories, mounted in the browser as the desk is. The address names the story.
import '../desk.css';
import { mount } from 'svelte';
import Desk from './Desk.svelte';
import Overlays from './Overlays.svelte';

const target = document.querySelector('.root');
const name = location.pathname.split('/').at(-1) ?? '';
const overlays = ['dialog', 'destroy', 'palette', 'help', 'menu', 'toasts'] as const;
const overlay = overlays.find((known) => known === name);

if (target) {
	if (overlay) mount(Overlays, { target, props: { show: overlay } });
	else {
		const count = { long: 100_000, thousand: 1000, offline: 5, empty: 0 }[name] ?? 24;
		mount(Desk, { target, props: { count, offline: name === 'offline' } });
	}
}
