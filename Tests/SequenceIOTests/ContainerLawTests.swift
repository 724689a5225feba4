// Laws of the containers: equal text, no silent truncation, no silent damage.

import Numerics
import Testing

@testable import SequenceIO

@Suite("Laws of the containers")
struct ContainerLawTests {
  private static let text = FASTQText(count: 60, length: 30, seed: 11)

  /// The same text in every container.
  private static func packed(_ bytes: [UInt8]) -> [(name: String, bytes: [UInt8])] {
    [
      ("gzip", Packing.gzip(bytes)), ("bgzf", Packing.bgzf(bytes)), ("bgzf small", Packing.bgzf(bytes, blockSize: 700)),
      ("bzip2", Packing.bzip2(bytes)),
      ("bzip2 of two", Packing.bzip2(Array(bytes.prefix(500))) + Packing.bzip2(Array(bytes.dropFirst(500)))),
    ]
  }

  @Test("every container gives what plain text gives")
  func containersEqualPlain() {
    let folder = TemporaryFolder()
    let texts = [
      ContainerLawTests.text.bytes, TemporaryFolder.read(fixture("fastq/longreads_original_sanger.fastq")),
      TemporaryFolder.read(fixture("fastq/wrapping_original_sanger.fastq")),
    ]
    for text in texts {
      let plain = ReadOutcome.of(folder.write(text))
      #expect(plain.isWhole && !plain.records.isEmpty)
      for (name, bytes) in ContainerLawTests.packed(text) {
        for threads in 1...3 {
          var options = StreamOptions()
          options.decodingThreads = threads
          let outcome = ReadOutcome.of(folder.write(bytes), options)
          #expect(outcome.isWhole && outcome.records == plain.records, "\(name)")
          #expect(outcome.summary?.textByteCount == text.count, "\(name)")
          #expect(outcome.summary?.byteCount == bytes.count, "\(name)")
        }
      }
    }
  }

  @Test("any sizes of blocks and buffers give the same records")
  func sizesDoNotMatter() {
    let folder = TemporaryFolder()
    let wrapped = CorpusCase.wrapped(FASTQText(count: 12, length: 90, seed: 2), width: 13).bytes
    for text in [ContainerLawTests.text.bytes, wrapped] {
      let expected = ReadOutcome.of(folder.write(text)).records
      for bytes in [text, Packing.gzip(text), Packing.bgzf(text, blockSize: 900), Packing.bzip2(text)] {
        let path = folder.write(bytes)
        for size in [1, 2, 3, 7, 64, 333, 1000, 70_000] {
          var options = StreamOptions()
          options.blockSize = size
          options.chunkSize = max(1, size * 3 / 2)
          options.handOverSize = options.chunkSize
          let outcome = ReadOutcome.of(path, options)
          #expect(outcome.isWhole && outcome.records == expected, "blocks of \(size)")
        }
      }
    }
  }

  @Test("a file that is cut off anywhere is never taken for a whole one")
  func truncationIsSeen() {
    let folder = TemporaryFolder()
    let text = FASTQText(count: 6, length: 20, seed: 8).bytes
    let whole = ReadOutcome.of(folder.write(text)).records
    var unproven = 0
    for (name, bytes) in ContainerLawTests.packed(text) where name != "bzip2 of two" {
      for count in 0..<bytes.count {
        let outcome = ReadOutcome.of(folder.write(Array(bytes.prefix(count))))
        if outcome.isWhole {
          #expect(name.hasPrefix("bgzf") && outcome.summary?.completeness == .unproven, "\(name) cut at \(count)")
          #expect(outcome.records == Array(whole.prefix(outcome.records.count)))
          unproven += 1
        } else {
          #expect(outcome.error?.kind == .badData, "\(name) cut at \(count)")
        }
      }
    }
    #expect(unproven == 2, "both BGZF files without their last block")
    for count in 0..<text.count where ReadOutcome.of(folder.write(Array(text.prefix(count)))).isWhole {
      let records = ReadOutcome.of(folder.write(Array(text.prefix(count)))).records
      #expect(records == Array(whole.prefix(records.count)), "plain text cut at \(count)")
      #expect(text[count - 1] == 10 || text[count] == 10, "plain text cut at \(count)")
    }
  }

  @Test("a flipped bit gives an error or the same records")
  func flippedBitsAreSeen() {
    let folder = TemporaryFolder()
    let text = FASTQText(count: 5, length: 20, seed: 8).bytes
    let whole = ReadOutcome.of(folder.write(text)).records
    for (name, bytes) in ContainerLawTests.packed(text) {
      for index in 0..<bytes.count * 8 where index % 3 == 0 {
        var damaged = bytes
        damaged[index / 8] ^= 1 << UInt8(index % 8)
        var options = StreamOptions()
        options.usesBaseInflater = index % 2 == 0
        let outcome = ReadOutcome.of(folder.write(damaged), options)
        if outcome.isWhole { #expect(outcome.records == whole, "\(name) bit \(index)") }
      }
    }
  }

  @Test("2,000 mutations: an answer every time, and the same with zlib")
  func mutations() {
    let folder = TemporaryFolder()
    var generator = SplitMix64(seed: 20_260)
    let text = FASTQText(count: 4, length: 12, seed: 3)
    var seeds = ContainerLawTests.packed(text.bytes).map(\.bytes)
    seeds += [text.bytes, CorpusCase.wrapped(text, width: 5).bytes, Array(">a\nACGT\nAC\n>b\n".utf8)]
    var whole = 0
    for round in 0..<2000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 1...3, using: &generator) { ContainerLawTests.mutate(&bytes, &generator) }
      let path = folder.write(bytes)
      var options = StreamOptions()
      let outcome = ReadOutcome.of(path, options)
      options.usesBaseInflater = true
      options.blockSize = 50
      let other = ReadOutcome.of(path, options)
      #expect(outcome.isWhole == other.isWhole, "round \(round)")
      if outcome.isWhole {
        whole += 1
        #expect(outcome.records == other.records, "round \(round)")
      }
      #expect(outcome.isWhole || outcome.error?.kind == .badData, "round \(round)")
    }
    #expect(whole > 20 && whole < 1500)
  }

  private static func mutate(_ bytes: inout [UInt8], _ generator: inout SplitMix64) {
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: 0..<bytes.count, using: &generator)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes[index] = UInt8.random(in: 0...255, using: &generator)
    case 2: bytes.remove(at: index)
    case 3: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &generator)], at: index)
    default: bytes.removeLast(min(bytes.count, Int.random(in: 1...4, using: &generator)))
    }
  }
}
