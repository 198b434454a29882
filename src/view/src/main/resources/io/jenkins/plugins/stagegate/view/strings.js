import en from './strings/en.js';
import { times } from './strings/times.js';

const others = { de: () => import('./strings/de.js') };

/** The strings of a language (its tag may carry a region), English where we have none; times are formatted to match. */
export async function speak(tag = 'en') {
  const language = tag.toLowerCase().split('-')[0];
  const strings = language in others ? (await others[language]()).default : en;
  return { ...strings, ...times(strings, strings.language === language ? tag : strings.language) };
}
