/**
 * Makes an element light or dark as the page around it is.
 *
 * Themes of Jenkins only set variables and do not always say `color-scheme`, so the page's own text colour decides: light text
 * means a dark page. An attribute theme="light" or theme="dark" overrules it.
 */
export function matchScheme(element) {
  const match = () => {
    element.style.colorScheme = element.getAttribute('theme') ?? (lightText(element.parentElement) ? 'dark' : 'light');
  };
  const observer = new MutationObserver(match);
  for (const root of [document.documentElement, document.body]) {
    observer.observe(root, { attributes: true, attributeFilter: ['class', 'data-theme', 'style'] });
  }
  observer.observe(element, { attributes: true, attributeFilter: ['theme'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', match);
  match();
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', match);
  };
}

/** Paints one pixel, since a computed colour may be written in any colour space. */
function lightText(parent) {
  const pixel = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
  pixel.fillStyle = getComputedStyle(parent ?? document.body).color;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 127;
}
