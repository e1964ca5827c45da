// The way out of this computer.

import type { ProxyMode } from '../ipc/generated';

const modes: Record<ProxyMode, string> = {
	system: 'As this computer is set up',
	manual: 'A proxy server that I name',
	direct: 'No proxy server',
};

export const network = {
	title: 'Network',
	lead: 'Only companies with a proxy server of their own need this. Addresses on this computer never go through one.',
	proxy: 'Proxy server',
	modes,
	system: (name: string) => `It uses the proxy server ${name}.`,
	systemNone: 'It uses none.',
	pac: 'This computer finds its proxy server by a script (PAC), which this app does not run. Ask your IT department for the name of the server, and name it here.',
	address: 'Address of the proxy server',
	addressHelp: 'Such as http://proxy.example.com:8080. A name and a password cannot be given.',
	file: 'File with extra certificates (may stay empty)',
	fileHelp: 'The full path of a file in PEM form, from your IT department. Its authorities are trusted besides those of this computer.',
	trusted: 'Trusted besides:',
	save: 'Save the network settings',
	saving: 'Saving…',
	test: 'Test these settings',
	testing: 'Testing…',
	saved: 'The network settings were saved. New connections use them.',
	tested: (host: string) => `The way to ${host} is open.`,
	stopped: (host: string, step: string) => `The way to ${host} stopped at “${step}”.`,
	unread: 'The network settings could not be read.',
};
