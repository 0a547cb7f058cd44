// The chapters' texts, each loaded when it is opened.

import { lazy, type ComponentType } from 'react'

type Text = ComponentType<{ components: Readonly<Record<string, unknown>> }>

const files = import.meta.glob<{ default: Text }>('./*/text.en.mdx')

export const texts: Readonly<Record<string, Text>> = Object.fromEntries(
  Object.entries(files).map(([path, load]) => [path.split('/')[1]!, lazy(load)]),
)
