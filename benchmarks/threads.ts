// A thread in which one engine runs, as the command sees it: a worker in the browser's page, or a process of Node.

import { fork } from 'node:child_process'
import type { Page } from 'playwright'
import type { Threads } from './page.ts'
import type { Message, Reply, RequestName, Requests } from './requests.ts'

export interface Thread {
  /** One request at a time. @throws Error with the engine's own sentence */
  ask<N extends RequestName>(name: N, ask: Requests[N]['ask']): Promise<Requests[N]['answer']>
  close(): Promise<void>
}

/** An engine that says nothing for this long, in ms, has failed. */
const patience = 180_000

export async function browserThread(page: Page): Promise<Thread> {
  const thread = await page.evaluate(() => (globalThis as unknown as { threads: Threads }).threads.open())
  return threadOf(
    (message) =>
      page.evaluate(
        ([which, what]) => (globalThis as unknown as { threads: Threads }).threads.ask(which, what),
        [thread, message] as const,
      ),
    () =>
      page.evaluate((which) => (globalThis as unknown as { threads: Threads }).threads.close(which), thread),
  )
}

/** @param script the built process.ts @param data the folder of the packed data */
export function nodeThread(script: string, data: string): Thread {
  const child = fork(script, [data], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  })
  return threadOf(
    (message) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(new Error('The process ended.'))
        child.once('exit', ended).once('message', (reply) => {
          child.off('exit', ended)
          resolve(reply as Reply)
        })
        child.send(message)
      }),
    async () => {
      child.kill()
    },
  )
}

function threadOf(post: (message: Message) => Promise<Reply>, close: () => Promise<void>): Thread {
  return {
    async ask(name, ask) {
      const reply = await withPatience(post({ name, ask }))
      if ('failure' in reply) throw new Error(reply.failure)
      return reply.answer as never
    },
    close,
  }
}

function withPatience<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const giveUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It did not answer within ${patience / 1000} s.`)), patience)
  })
  return Promise.race([answer, giveUp]).finally(() => clearTimeout(timer))
}
