// What is settled before the page is painted: light or dark, and the places of what other scripts bring, so that nothing moves when
// they come. Runs in the head, so it stays tiny.
{
  const { classList, dataset } = document.documentElement;
  classList.add("awaiting", "asks-commune");
  if (location.pathname.endsWith("/tim-kiem/") && new URLSearchParams(location.search).get("q")) classList.add("is-seeking");
  // Nothing is kept free for a script that does not come, nor does a question stand there that nothing answers.
  for (const kind of ["error", "unhandledrejection"]) {
    addEventListener(kind, ({ target }) => {
      if (target !== window && !(target instanceof HTMLScriptElement)) return;
      classList.remove("awaiting", "asks-commune");
      classList.add("is-lost");
    }, true);
  }
  try {
    const scheme = localStorage.getItem("niemyet.scheme");
    if (scheme === "light" || scheme === "dark") dataset.scheme = scheme;
    if (localStorage.getItem("niemyet.commune")) classList.remove("asks-commune");
  } catch { /* storage is closed: the system's own choice holds */ }
}
