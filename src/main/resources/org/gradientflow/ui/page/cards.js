// The cards of a row: one a session, or one a parameter. A card is anything with an article.

/** A card for each key, in that order; those of other keys go. */
export function sync(cards, keys, parent, make) {
  for (const [key, card] of cards) {
    if (!keys.includes(key)) {
      card.article.remove();
      cards.delete(key);
    }
  }
  keys.forEach((key, i) => {
    if (!cards.has(key)) cards.set(key, make(parent));
    const node = cards.get(key).article.node();
    // A node that is moved, if only to its place, loses the keyboard's focus.
    if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] ?? null);
  });
}
