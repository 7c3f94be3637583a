// Small things that the scripts of a page share: making elements, remembering on this device, fetching open data.

/** An element with properties and children; properties that begin with data- or aria- are attributes. */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-")) node.setAttribute(name, value); else node[name] = value;
  }
  node.append(...children);
  return node;
}

/** What this device remembers; where it may not, the page forgets when it is closed. */
export const memory = {
  read(key) { try { return localStorage.getItem(`niemyet.${key}`) ?? ""; } catch { return ""; } },
  write(key, value) {
    try { if (value) localStorage.setItem(`niemyet.${key}`, value); else localStorage.removeItem(`niemyet.${key}`); } catch { /* not allowed */ }
  },
};

const fetched = new Map();

/** JSON of this site, fetched once a page. Rejects where it cannot be had. */
export function fetchData(address) {
  if (!fetched.has(address)) {
    const asked = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
    asked.catch(() => fetched.delete(address)); // the next who asks may have a connection
    fetched.set(address, asked);
  }
  return fetched.get(address);
}

/** 8000 → "8.000 đồng" */
export const sayMoney = (amount) => `${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")} đồng`;
