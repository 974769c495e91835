const REASONS = {
  ENOSPC: 'The disk is full',
  EACCES: 'No permission',
  EPERM: 'No permission',
  EROFS: 'The disk is read-only',
  EIO: 'The disk cannot be written, it may be full',
}

/** One sentence for what the machine refused; everything else in its own words. */
export function explain(error, folder) {
  // What mkdir says of a disk that it may not write.
  const reason =
    error.syscall === 'mkdir' && error.code === 'ENOENT' ? REASONS.EROFS : REASONS[error.code]
  if (!reason) return process.env.DEBUG ? error.stack : error.message
  return `${reason}: ${error.path ?? folder}. The data belongs in ${folder}; KONTOR_DATA_DIR chooses another folder.`
}
