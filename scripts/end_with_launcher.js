// Loaded first by every process that a launcher starts: if the launcher is gone, even by kill -9, this one ends too.
// Otherwise it would hold its port, or go on building, against the next start.
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 10_000).unref()
})
// Listening alone does not keep a process alive whose work is done.
process.channel?.unref()
