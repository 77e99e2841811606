// The closed set of pictures the product uses, so that one thing always wears the same one.
import ArrowLeft from '@lucide/svelte/icons/arrow-left';
import ArrowRight from '@lucide/svelte/icons/arrow-right';
import BookOpen from '@lucide/svelte/icons/book-open';
import Calendar from '@lucide/svelte/icons/calendar';
import Check from '@lucide/svelte/icons/check';
import ChevronDown from '@lucide/svelte/icons/chevron-down';
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import Clock from '@lucide/svelte/icons/clock';
import CloudOff from '@lucide/svelte/icons/cloud-off';
import Download from '@lucide/svelte/icons/download';
import File from '@lucide/svelte/icons/file';
import HandHelping from '@lucide/svelte/icons/hand-helping';
import Info from '@lucide/svelte/icons/info';
import Key from '@lucide/svelte/icons/key-round';
import Lock from '@lucide/svelte/icons/lock';
import LogOut from '@lucide/svelte/icons/log-out';
import Mail from '@lucide/svelte/icons/mail';
import MapPin from '@lucide/svelte/icons/map-pin';
import Menu from '@lucide/svelte/icons/menu';
import Note from '@lucide/svelte/icons/notebook-pen';
import Paperclip from '@lucide/svelte/icons/paperclip';
import Pencil from '@lucide/svelte/icons/pencil';
import Phone from '@lucide/svelte/icons/phone';
import Plus from '@lucide/svelte/icons/plus';
import Printer from '@lucide/svelte/icons/printer';
import Reply from '@lucide/svelte/icons/reply';
import Search from '@lucide/svelte/icons/search';
import Send from '@lucide/svelte/icons/send';
import Settings from '@lucide/svelte/icons/settings';
import Trash from '@lucide/svelte/icons/trash-2';
import Upload from '@lucide/svelte/icons/upload';
import User from '@lucide/svelte/icons/user';
import Users from '@lucide/svelte/icons/users';
import X from '@lucide/svelte/icons/x';

export const icons = {
	back: ArrowLeft,
	forward: ArrowRight,
	read: BookOpen,
	calendar: Calendar,
	check: Check,
	down: ChevronDown,
	alert: CircleAlert,
	done: CircleCheck,
	clock: Clock,
	offline: CloudOff,
	download: Download,
	file: File,
	take: HandHelping,
	info: Info,
	key: Key,
	sealed: Lock,
	leave: LogOut,
	mail: Mail,
	place: MapPin,
	menu: Menu,
	note: Note,
	attach: Paperclip,
	write: Pencil,
	call: Phone,
	add: Plus,
	print: Printer,
	reply: Reply,
	search: Search,
	send: Send,
	settings: Settings,
	destroy: Trash,
	upload: Upload,
	person: User,
	people: Users,
	close: X,
} as const;

/** A picture's name in this product (what it stands for, not what it shows). */
export type IconName = keyof typeof icons;
