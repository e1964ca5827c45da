// What happened to the file with the history, for all who tell of it on the same screen.

class HistoryFile {
	/** Moves on when another file took its place: with it all settings that are kept in it. */
	replaced = $state(0);
	/** Moves on when it holds less, or takes less room. */
	smaller = $state(0);
}

export const historyFile = new HistoryFile();
