type Node = { word: boolean; readonly next: Map<number, Node> };

function emptyNode(): Node {
  return { word: false, next: new Map() };
}

/** Words in both directions, so that a text can be taken apart from its start and from its end. */
export class Trie {
  readonly #forward = emptyNode();
  readonly #backward = emptyNode();

  constructor(words: Iterable<string>) {
    for (const word of words) {
      let forward = this.#forward;
      let backward = this.#backward;
      for (let at = 0; at < word.length; at += 1) {
        forward = step(forward, word.charCodeAt(at));
        backward = step(backward, word.charCodeAt(word.length - 1 - at));
      }
      forward.word = true;
      backward.word = true;
    }
  }

  /** The ends of all words that begin at `from`. */
  endsFrom(text: string, from: number): number[] {
    const ends: number[] = [];
    let node: Node | undefined = this.#forward;
    for (let at = from; at < text.length; at += 1) {
      node = node.next.get(text.charCodeAt(at));
      if (node === undefined) break;
      if (node.word) ends.push(at + 1);
    }
    return ends;
  }

  /** Cuts up to which the text, read from its start, consists of whole words; 0 always is one. */
  prefixCuts(text: string): number[] {
    return cuts(text, this.#forward, (at) => text.charCodeAt(at));
  }

  /** Cuts from which the text, up to its end, consists of whole words; its length always is one. */
  suffixCuts(text: string): number[] {
    const last = text.length - 1;
    return cuts(text, this.#backward, (at) => text.charCodeAt(last - at)).map((cut) => text.length - cut);
  }

  /** The words that the text consists of, the fewest first found, or undefined where some of it is no word. */
  split(text: string): readonly string[] | undefined {
    const best: (readonly string[] | undefined)[] = [[]];
    for (let at = 0; at < text.length; at += 1) {
      const before = best[at];
      if (before === undefined) continue;
      for (const end of this.endsFrom(text, at)) {
        const known = best[end];
        if (known === undefined || known.length > before.length + 1) best[end] = [...before, text.slice(at, end)];
      }
    }
    return best[text.length];
  }
}

function step(node: Node, code: number): Node {
  let next = node.next.get(code);
  if (next === undefined) {
    next = emptyNode();
    node.next.set(code, next);
  }
  return next;
}

function cuts(text: string, root: Node, codeAt: (at: number) => number): number[] {
  const found = [0];
  const reached = new Set(found);
  // The list grows while it is walked: each cut opens the words that follow it, and no cut is visited twice.
  for (const cut of found) {
    let node: Node | undefined = root;
    for (let at = cut; at < text.length; at += 1) {
      node = node.next.get(codeAt(at));
      if (node === undefined) break;
      if (node.word && !reached.has(at + 1)) {
        reached.add(at + 1);
        found.push(at + 1);
      }
    }
  }
  return found;
}
