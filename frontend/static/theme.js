// Runs before the application: keep the keys in step with src/lib/appearance.svelte.ts.
;(function () {
  var theme = 'system'
  try {
    theme = localStorage.getItem('kontor.theme') || 'system'
  } catch (error) {
    // Storage may be forbidden; the system's choice is fine then.
  }
  var dark =
    theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('dark', dark)
})()
