// The heading of this instrument, apart from its words, because every page shows the headings.

export const title = { en: 'First-layer features' }
