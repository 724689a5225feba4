// What is written is what is read again, byte for byte the same every time.

#if canImport(Glibc)
  import Glibc
#endif
import Testing

@testable import SequenceIO

@Suite("Writers")
struct SequenceWriterTests {
  private func written(
    _ folder: TemporaryFolder, _ name: String, _ container: SequenceWriter.Container,
    _ body: (SequenceWriter) throws -> Void
  ) throws -> String {
    let path = folder.file(name)
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(descriptor) }
    let writer = SequenceWriter(descriptor: descriptor, name: name, container: container)
    try body(writer)
    try writer.finish()
    #expect(writer.byteCount == TemporaryFolder.read(path).count)
    return path
  }

  @Test("FASTQ comes back as it was, plain and as BGZF")
  func roundTripsFASTQ() throws {
    let folder = TemporaryFolder()
    let text = FASTQText(count: 2500, length: 70)
    let source = folder.write(text.bytes)
    for container in [SequenceWriter.Container.plain, .bgzf(level: 1), .bgzf(level: 6)] {
      let path = try written(folder, "out", container) { writer in
        let stream = try RecordStream(InputSource(path: source))
        while let batch = try stream.next() {
          for index in 0..<batch.count { try writer.write(batch, at: index) }
        }
      }
      let outcome = ReadOutcome.of(path)
      #expect(outcome.isWhole && outcome.summary?.completeness == .verified)
      #expect(outcome.records == ReadOutcome.of(source).records)
      #expect(outcome.summary?.container == (container == .plain ? .plain : .bgzf))
      if container == .plain { #expect(TemporaryFolder.read(path) == text.bytes) }
    }
  }

  @Test("FASTA comes back as it was, on lines of any width")
  func roundTripsFASTA() throws {
    let folder = TemporaryFolder()
    let bases = FASTQText(count: 1, length: 997)[1, 1]
    for width in [0, 1, 60, 997, 2000] {
      let path = try written(folder, "out.fa", .bgzf(level: 4)) { writer in
        try writer.writeFASTA(title: "a record", bases: bases, lineWidth: width)
        try writer.writeFASTA(title: "empty", bases: [], lineWidth: width)
      }
      let outcome = ReadOutcome.of(path)
      #expect(outcome.records.map(\.title) == ["a record", "empty"])
      #expect(outcome.records.first?.bases == String(decoding: bases, as: UTF8.self))
    }
  }

  @Test("the same records give the same bytes")
  func isDeterministic() throws {
    let folder = TemporaryFolder()
    let text = FASTQText(count: 1200, length: 80)
    let paths = try ["a", "b"].map { name in
      try written(folder, name, .bgzf(level: 4)) { writer in
        for record in 1...1200 {
          try writer.writeFASTQ(title: "r\(record)", bases: text[record, 1], qualities: text[record, 3])
        }
      }
    }
    #expect(TemporaryFolder.read(paths[0]) == TemporaryFolder.read(paths[1]))
    #expect(TemporaryFolder.read(paths[0]).count > 28)
  }

  @Test("a full disk is told")
  func tellsFullDisk() throws {
    let descriptor = unsafe open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    let writer = SequenceWriter(descriptor: descriptor, name: "full", container: .plain)
    try writer.writeFASTQ(title: "a", bases: [65], qualities: [73])
    #expect(throws: WriteError(file: "full", systemError: ENOSPC, offset: 0)) { try writer.finish() }
  }
}
