/** The package ships no types; this is the part of its surface that we use. */
declare module 'yazl' {
  export class ZipFile {
    readonly outputStream: AsyncIterable<Buffer>
    addBuffer(content: Buffer, name: string, options: { mtime: Date }): void
    end(): void
  }
}
