/** Answers a search with the addresses of the first pages it finds, in order, from the index of a built site. */

import { readFile } from "node:fs/promises"
import { search } from "../../../overrides/search/engine.js"
import { fromAddress } from "../../../overrides/search/state.js"
import { Store } from "../../../overrides/search/store.js"

const SHOWN = 20
/** @type {Map<string, Store>} */
const stores = new Map()

// The files lie on the disk: what a server would send is read there.
globalThis.fetch = async (address) => new Response(new Uint8Array(await readFile(new URL(String(address)))))

/** @param {{ site: string, query: string }} asked The address of the site's folder, and what follows `catalogue/?`. */
export async function answer({ site, query }) {
  const store = stores.get(site) ?? new Store(new URL("search/", site))
  stores.set(site, store)
  const { renamed } = await store.facets()
  const { pages, postings } = await search(store, fromAddress(`https://eksempel.invalid/catalogue/?${query}`, renamed))
  const cards = await Promise.all(await store.cards(pages.slice(0, SHOWN), postings))
  return cards.map(({ address }) => address)
}
