// A part of a page that tells how far something is looks again by itself, until it is done. Out of sight it asks for nothing.
const part = document.querySelector('[data-looks-again]');
const look = async () => {
  const { redirected, text } = await fetch(location.href).then(async (answer) => ({ redirected: answer.redirected, text: await answer.text() }), () => ({}));
  if (redirected) return location.reload();
  const page = text && new DOMParser().parseFromString(text, 'text/html');
  const now = page && page.getElementById(part.id);
  if (now && now.innerHTML !== part.innerHTML) {
    part.replaceChildren(...now.childNodes);
    document.title = page.title;
  }
  if (!now || now.dataset.looksAgain) again();
};
const again = () => setTimeout(() => (document.hidden ? again() : look()), part.dataset.looksAgain * 1000);
if (part) again();
