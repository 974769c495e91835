const REASONS = {
  ENOSPC: 'The disk is full',
  EACCES: 'No permission',
  EPERM: 'No permission',
  EROFS: 'The disk is read-only',
  EIO: 'The disk cannot be written, it may be full',
  ENOENT: 'There is no such folder and it cannot be made',
}

/** One sentence for what the machine refused; everything else in its own words. */
export function explain(error, folder) {
  const reason = REASONS[error.code]
  if (!reason) return process.env.DEBUG ? error.stack : error.message
  return `${reason}: ${error.path ?? folder}. The data belongs in ${folder}; KONTOR_DATA_DIR chooses another folder.`
}
