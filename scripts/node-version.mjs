// Imported first by every script: on a Node that is too old it says so in one sentence and ends.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Bottleneck needs Node 20.19 or newer, and this is Node ${process.versions.node}: see https://nodejs.org.`,
  )
  process.exit(1)
}
