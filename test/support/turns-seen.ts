import type { RunTurn } from '../../bot/turn.js';

/** Notes what the dialogs are given to answer: the words, or an event's name. */
export function turnsSeen() {
  const texts: string[] = [];
  return {
    texts,
    around:
      (runTurn: RunTurn): RunTurn =>
      (conversation, said, ...rest) => {
        texts.push(said.content.kind === 'text' ? said.content.text : said.content.name);
        return runTurn(conversation, said, ...rest);
      },
  };
}
