/**
 * Says in another language what a host says in English.
 *
 * Hosts answer whole sentences: those of the journal are kept as they were said, for years, and those of refusals come in
 * CodePipeline's shape, which has no place for parts. A phrase is such a sentence with names in braces for what differs, and the
 * same in the other language. What no phrase fits is somebody's own words, a command's or a plugin's, and stays as it is.
 *
 * What stands for `{said}`, or another name that begins so, is a sentence itself, and `{status}` one of CodePipeline's words for how something stands.
 */
export function phraseBook(phrases, words) {
  const readers = phrases.map(([from, to]) => reader(from, to));
  const known = new Map();

  function say(text) {
    if (!text) return text;
    if (!known.has(text)) known.set(text, look(text));
    return known.get(text);
  }

  function look(text) {
    for (const { pattern, names, write } of readers) {
      const found = pattern.exec(text);
      if (found) return write(Object.fromEntries(names.map((name, index) => [name, part(name, found[index + 1])])));
    }
    return text;
  }

  function part(name, value) {
    if (name.startsWith('said')) return say(value);
    return name === 'status' ? (words.status[value] ?? value).toLowerCase() : value;
  }

  return say;
}

const NAME = /\{(\w+)\}/g;

function reader(from, to) {
  const names = [...from.matchAll(NAME)].map(([, name]) => name);
  const pattern = from.split(NAME).map((piece, index) => (index % 2 ? '(.*?)' : piece.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'))).join('');
  return { names, pattern: new RegExp(`^${pattern}$`, 's'), write: (parts) => to.replaceAll(NAME, (name, key) => parts[key]) };
}
