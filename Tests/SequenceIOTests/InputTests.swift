// Inputs that are missing, folders, pipes, changing, or dropped half way.

#if canImport(Glibc)
  import Glibc
#endif
import Digests
import Testing

@testable import SequenceIO

@Suite("Inputs")
struct InputTests {
  @Test("what cannot be opened is no input, exit status 66")
  func refusesMissing() {
    let folder = TemporaryFolder()
    #expect(ReadOutcome.of(folder.path + "/none").error?.code == .notFound)
    #expect(ReadOutcome.of(folder.path + "/none").error?.exitStatus == 66)
    #expect(ReadOutcome.of(folder.path).error?.code == .isDirectory)
    #expect(ReadOutcome.of(folder.path).error?.exitStatus == 66)
    #expect(ReadOutcome.of("/proc/self/mem").error?.exitStatus == 74, "an I/O error while reading")
  }

  @Test("a FIFO gives what the file gives")
  func readsFIFO() {
    let folder = TemporaryFolder()
    let bytes = Packing.gzip(FASTQText(count: 3000).bytes)
    let fifo = folder.file("fifo")
    #expect(unsafe mkfifo(fifo, 0o600) == 0)
    let writer = WorkerThread()
    _ = writer.start {
      let descriptor = unsafe open(fifo, O_WRONLY)
      for start in stride(from: 0, to: bytes.count, by: 911) {
        let part = Array(bytes[start..<min(start + 911, bytes.count)])
        _ = unsafe write(descriptor, part, part.count)
      }
      close(descriptor)
    }
    let outcome = ReadOutcome.of(fifo)
    writer.join()
    #expect(outcome.isWhole && outcome.records.count == 3000)
    #expect(outcome.summary?.byteCount == bytes.count)
  }

  @Test("the name of a file does not say what is in it")
  func readsByContent() {
    let folder = TemporaryFolder()
    let text = FASTQText(count: 50).bytes
    let contents: [(bytes: [UInt8], container: CompressionFormat, names: [String])] = [
      (text, .plain, ["plain.fastq.gz", "plain.fq.bz2", "plain.bam"]),
      (Packing.gzip(text), .gzip, ["packed.fastq", "packed.fq.bz2", "packed"]),
    ]
    for (bytes, container, names) in contents {
      for name in names {
        let outcome = ReadOutcome.of(folder.write(bytes, name))
        #expect(outcome.isWhole && outcome.records.count == 50, "\(name)")
        #expect(outcome.summary?.container == container, "\(name)")
      }
    }
  }

  @Test("SHA-256 is that of the bytes on disk")
  func hashesInput() {
    // FIPS 180-4 examples: "abc" and the empty message.
    var digest = SHA256()
    let bytes = Array("abc".utf8)
    unsafe bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { unsafe digest.update(base, count: 3) } }
    #expect(digest.hexadecimal() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let summary = ReadOutcome.of(fixture("fastq/example.fastq")).summary
    #expect(summary?.sha256 == "10bc5b39327a363b0019193c9823bc424a6d5706197688fdbdd45023a1481a0c")
    #expect(summary?.name == "example.fastq")
  }

  @Test("a file that grows, or is replaced, while it is read is refused")
  func seesChanges() {
    for isReplaced in [false, true] {
      let folder = TemporaryFolder()
      let text = FASTQText(count: 4000)
      let path = folder.write(text.bytes, "reads")
      var options = StreamOptions()
      options.blockSize = 4096
      options.chunkSize = 4096
      options.handOverSize = options.chunkSize
      var error: ParseError?
      do throws(ParseError) {
        let stream = try RecordStream(InputSource(path: path), options: options)
        _ = try stream.next()
        if isReplaced { _ = unsafe unlink(path) }
        folder.write(isReplaced ? text.bytes : text.bytes + Array("@x\nA\n+\nI\n".utf8), "reads")
        while try stream.next() != nil {}
      } catch let thrown {
        error = thrown
      }
      #expect(error?.code == .inputChanged)
    }
  }

  @Test("a stream that is dropped stops its threads")
  func stopsWhenDropped() throws {
    let folder = TemporaryFolder()
    let bytes = FASTQText(count: 2000).bytes
    for packed in [bytes, Packing.gzip(bytes), Packing.bgzf(bytes, blockSize: 500), Packing.bzip2(bytes)] {
      let path = folder.write(packed)
      for count in 0..<6 {
        var options = StreamOptions()
        options.blockSize = 512
        options.chunkSize = 512
        options.handOverSize = options.chunkSize
        options.decodingThreads = 3
        let stream = try RecordStream(InputSource(path: path), options: options)
        for _ in 0..<count { _ = try stream.next() }
      }
    }
    let fifo = folder.file("idle")
    #expect(unsafe mkfifo(fifo, 0o600) == 0)
    let descriptor = unsafe open(fifo, O_RDWR)
    let idle = try RecordStream(InputSource(path: fifo))
    idle.cancel()
    close(descriptor)
  }

  @Test("an empty input is refused unless it is allowed")
  func allowsEmpty() {
    var options = StreamOptions()
    options.allowsEmptyInput = true
    for bytes in [[], Packing.gzip([]), BGZFEncoder.endOfFile, Packing.bzip2([])] {
      #expect(ReadOutcome.of(bytes).error?.code == .emptyInput)
      let outcome = ReadOutcome.of(bytes, options)
      #expect(outcome.isWhole && outcome.summary?.diagnostics.map(\.code) == [.emptyInput])
    }
    #expect(ReadOutcome.of([10, 10], options).error?.code == .unknownFormat)
  }

  @Test("Phred+64 is told")
  func tellsPhred64() {
    let old = ReadOutcome.of(fixture("fastq/illumina_full_range_original_illumina.fastq"))
    #expect(old.summary?.diagnostics.isEmpty == true, "it reaches beyond h, so it proves nothing")
    let text = FASTQText(count: 50).with { text in
      for record in 1...50 { text[record, 3] = text[record, 3].map { $0 + 31 } }
    }
    #expect(ReadOutcome.of(text.bytes).summary?.diagnostics.map(\.code) == [.phred64])
    #expect(ReadOutcome.of(FASTQText(count: 50).bytes).summary?.diagnostics == [])
  }

  @Test("a name that occurs twice is told")
  func tellsRepeatedNames() {
    func diagnostics(_ titles: [String]) -> [InputDiagnostic]? {
      let text = titles.map { "@\($0)\nACGT\n+\nIIII\n" }.joined()
      return ReadOutcome.of(Array(text.utf8)).summary?.diagnostics
    }
    // Names of every length around the width of a word, with and without a comment.
    let names = (1...30).map { String(repeating: "n", count: $0) }
    #expect(diagnostics(names + names.map { "m" + $0.dropFirst() }) == [])
    for name in names {
      for title in [name, name + " 2:N:0:AC", name + "\tcomment"] {
        let told = diagnostics(names + [title])
        #expect(told?.map(\.code) == [.repeatedNames] && told?[0].message.contains("record 31 ") == true)
      }
    }
    // More names than are remembered: a file that was appended to itself is told all the same.
    let many = (1...40_000).map { "run:7:\($0)" }
    #expect(diagnostics(many) == [])
    #expect(diagnostics(many + many)?.map(\.code) == [.repeatedNames])
  }

  @Test("mates in one file are told, in turn or one half after the other, however the names number them")
  func tellsMatesInOneFile() {
    func message(_ titles: [String]) -> String {
      let text = titles.map { "@\($0)\nACGT\n+\nIIII\n" }.joined()
      return ReadOutcome.of(Array(text.utf8)).summary?.diagnostics.map(\.message).joined() ?? ""
    }
    for count in [1, 7, 30_000] {
      let names = (1...count).map { "run:7:\($0 * 31)" }
      for (first, second) in [("/1", "/2"), (" 1:N:0:AC", " 2:N:0:AC"), ("/1 a", "/2 b"), ("", "")] {
        let one = names.map { $0 + first }
        let two = names.map { $0 + second }
        #expect(message(one) == "")
        let halves = message(one + two)
        #expect(halves.contains(count == 1 ? "--interleaved" : "split it after record \(count) "))
        #expect(message(zip(one, two).flatMap { [$0, $1] }).contains("--interleaved"))
      }
    }
    // A number at the end that is no mate's makes no repetition.
    #expect(message(["run/3", "run/4", "run", "run/11"]) == "")
  }

  @Test("records of the limit are read, larger ones refused")
  func holdsLimits() {
    var options = StreamOptions()
    options.maximumRecordCount = 100_000
    options.chunkSize = 1000
    options.handOverSize = options.chunkSize
    options.blockSize = 1000
    let good = FASTQText(count: 3, length: 49_000)
    #expect(ReadOutcome.of(good.bytes, options).records.count == 3)
    let large = FASTQText(count: 1, length: 60_000)
    #expect(ReadOutcome.of(large.bytes, options).error?.code == .recordTooLong)
    let endless = Array("@x\n".utf8) + [UInt8](repeating: 65, count: 200_000)
    #expect(ReadOutcome.of(endless, options).error?.code == .recordTooLong)
    let fasta = Array(">x\n".utf8) + [UInt8](repeating: 65, count: 300_000)
    #expect(ReadOutcome.of(fasta, options).error?.code == .recordTooLong)
  }

  @Test("errors are printed without control bytes")
  func printsErrors() {
    let error = ParseError(
      code: .blankLine, file: "a\u{1B}[1m\nb\u{202E}", line: 3, record: 1, offset: 9, message: "m", remedy: "r")
    #expect(error.description == "a\\x1B[1m\\x0Ab\\xE2\\x80\\xAE:3:1:9: BLANK_LINE: m; r")
  }
}
