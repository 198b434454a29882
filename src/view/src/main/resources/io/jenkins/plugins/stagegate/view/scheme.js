/**
 * Makes an element light or dark as the page around it is.
 *
 * A page that has a `color-scheme` hands it down by itself. Themes of Jenkins may only set variables and say none: then the page's
 * text colour decides, since light text means a dark page. An attribute theme="light" or theme="dark" overrules both.
 */
export function matchScheme(element) {
  const match = () => {
    element.style.colorScheme = element.getAttribute('theme') ?? around(element.parentElement ?? document.body);
  };
  const soon = () => requestAnimationFrame(match);
  const observer = new MutationObserver(soon);
  for (const root of [document.documentElement, document.body]) {
    observer.observe(root, { attributes: true, attributeFilter: ['class', 'data-theme', 'style'] });
  }
  observer.observe(element, { attributes: true, attributeFilter: ['theme'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', soon);
  match();
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', soon);
  };
}

function around(parent) {
  const { colorScheme, color } = getComputedStyle(parent);
  if (colorScheme !== 'normal') return '';
  return isLight(color) ? 'dark' : 'light';
}

/** Paints one pixel, since a computed colour may be written in any colour space. */
function isLight(color) {
  const pixel = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
  pixel.fillStyle = color;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 127;
}
