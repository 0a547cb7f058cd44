// Commands as buttons and menus offer them now.

import type { MenuItem } from '../ui/Menu.tsx'
import { useWords } from '../ui/words.tsx'
import { commandOf, type Command } from './commands.ts'
import { usePair, useSides } from './LabContext.tsx'
import { words } from './words.ts'

/** A command in the reader's language, with whether it can be given now. */
export interface Offered {
  readonly id: Command['id']
  readonly name: string
  /** the name with the key */
  readonly title: string
  readonly keyName: string | undefined
  readonly can: boolean
  /** of a choice: is it the one that holds? */
  readonly holds: boolean | undefined
  readonly perform: () => void
}

export function useCommands(ids: readonly Command['id'][]): readonly Offered[] {
  const t = useWords(words)
  const pair = usePair()
  const known = useSides((states) =>
    ids
      .map(commandOf)
      .map(({ can, holds }) => Number(can(states)) + 2 * Number(holds?.(states[0]!) ?? false))
      .join(''),
  )
  return ids.map(commandOf).map(({ id, name: nameIn, key, holds, perform }, i) => {
    const name = nameIn(t)
    const bits = Number(known[i])
    return {
      id,
      name,
      title: key ? `${name} (${key.name})` : name,
      keyName: key?.name,
      can: (bits & 1) === 1,
      holds: holds && bits >= 2,
      perform: () => perform(pair),
    }
  })
}

export function useCommand(id: Command['id']): Offered {
  return useCommands([id])[0]!
}

/** An entry of a menu, its key at its right. */
export function entryOf({ id, name, keyName, can, holds, perform }: Offered): MenuItem {
  return { id, label: name, hint: keyName, disabled: !can, checked: holds, onSelect: perform }
}
