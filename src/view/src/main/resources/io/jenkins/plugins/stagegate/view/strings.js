import en from './strings/en.js';
import { times } from './strings/times.js';
import { phraseBook } from './phrases.js';

const others = { de: () => Promise.all([import('./strings/de.js'), import('./strings/host-de.js')]) };

/**
 * The strings of a language (its tag may carry a region), English where we have none; times are formatted to match. What the host
 * says goes through `said`.
 */
export async function speak(tag = 'en') {
  const language = tag.toLowerCase().split('-')[0];
  const [{ default: strings }, { default: phrases }] = language in others ? await others[language]() : [{ default: en }, { default: [] }];
  const said = phraseBook(phrases, strings);
  return {
    ...strings,
    ...times(strings, strings.language === language ? tag : strings.language),
    said,
    refusal: (refusal) => strings.refusal({ ...refusal, message: said(refusal.message) }),
  };
}
