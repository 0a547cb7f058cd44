// A command as a button: its name in it, or an icon with that name.

import { Button, type ButtonProps } from '../ui/Button.tsx'
import type { Command } from './commands.ts'
import { useCommand } from './useCommands.ts'

interface CommandButtonProps extends ButtonProps {
  readonly command: Command['id']
}

/** What stands in it is the command's name unless told. */
export function CommandButton({ command, children, ...rest }: CommandButtonProps) {
  const { name, title, can, perform } = useCommand(command)
  const isIcon = rest.kind === 'icon' || rest.kind === 'round'
  return (
    <Button title={title} aria-label={isIcon ? name : undefined} disabled={!can} onClick={perform} {...rest}>
      {children ?? name}
    </Button>
  )
}
