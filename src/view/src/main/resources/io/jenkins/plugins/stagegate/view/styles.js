/** The view's style sheets, fetched once; constructed, because a strict policy lets no inline style through. */
const names = ['theme.css', 'parts.css', 'line.css', 'execution.css', 'stage.css', 'gate.css', 'history.css', 'detail.css', 'overview.css'];

export const sheets = Promise.all(names.map(async (name) => {
  const answer = await fetch(new URL(name, import.meta.url));
  return new CSSStyleSheet().replace(answer.ok ? await answer.text() : '');
}));
