import type { SaleStore } from "../../../src/domain/sale/store.ts";

/** `taken` is what the store says to a row under a key that another row has. */
export type StoreUnderTest = { readonly store: SaleStore; readonly taken: RegExp };

/** Gives the test an empty store, wherever that store can be reached. */
export type WithStore = (test: (under: StoreUnderTest) => void) => void | Promise<void>;
