// SAM, BAM and CRAM as reads: the same templates in whatever order the lines are, and no fault that goes unseen.

import Numerics
import Testing

@testable import SequenceIO

@Suite("SAM, BAM and CRAM as reads")
struct AlignmentFileTests {
  /// What came of reading one alignment file.
  struct Outcome {
    var templates: [String] = []
    var error: ParseError?
    var summary: InputSummary?
    var diagnostics: [InputDiagnostic] = []
    var screenedOut = 0
  }

  static func read(
    _ path: String, options: StreamOptions = StreamOptions(), screen: (@Sendable () -> BatchScreen)? = nil
  ) -> Outcome {
    var outcome = Outcome()
    func text(_ batch: RecordBatch, _ index: Int) -> String {
      " \(String(decoding: batch.sequence(index), as: UTF8.self)) \(String(decoding: batch.qualities(index), as: UTF8.self))"
    }
    do throws(ParseError) {
      let reader = try SampleReader([.single(InputSource(path: path))], options: options, screen: screen)
      while let slice = try reader.next() {
        for index in 0..<slice.count {
          let first = slice.firstIndex(index)
          var told = String(decoding: slice.first.title(first), as: UTF8.self) + text(slice.first, first)
          if let second = slice.second { told += text(second, slice.secondIndex(index)) }
          outcome.templates.append(told)
        }
      }
      outcome.summary = reader.summaries.first
      outcome.diagnostics = reader.diagnostics
      outcome.screenedOut = reader.screenedOut
    } catch {
      outcome.error = error
    }
    outcome.templates.sort()
    return outcome
  }

  static func read(_ bytes: [UInt8], options: StreamOptions = StreamOptions()) -> Outcome {
    let folder = TemporaryFolder()
    return read(folder.write(bytes), options: options)
  }

  @Test("templates come whole, whatever the form, the order and the sizes of buffers", arguments: [1, 2, 3, 4])
  func readsTemplates(seed: UInt64) {
    for isSorted in [false, true] {
      let made = AlignedTemplates(count: 400, seed: seed, sorted: isSorted)
      var small = StreamOptions()
      small.chunkSize = 700
      small.blockSize = 300
      for (bytes, options) in [
        (made.bam, StreamOptions()), (made.bam, small), (made.sam, StreamOptions()), (made.sam, small),
        (Packing.gzip(made.sam), StreamOptions()), (made.plainBAM, small),
      ] {
        let outcome = AlignmentFileTests.read(bytes, options: options)
        #expect(outcome.templates == made.expected, "seed \(seed)")
        #expect(
          outcome.error == nil && outcome.diagnostics.isEmpty, "seed \(seed): \(String(describing: outcome.error))")
        #expect(outcome.summary?.alignments?.qualityFailed == made.failed)
        #expect(outcome.summary?.recordCount == made.expected.map { $0.split(separator: " ").count / 2 }.reduce(0, +))
      }
    }
  }

  @Test("with a screen only templates with a marked read come, their mates with them, however little may wait")
  func screensTemplates() {
    for seed in UInt64(1)...4 {
      let made = AlignedTemplates(count: 3000, seed: seed, sorted: seed > 2)
      let folder = TemporaryFolder()
      let path = folder.write(made.bam)
      // Marks reads by their bases: templates with the word come whole.
      let isMarked = { (template: String) in
        template.split(separator: " ").enumerated().contains { $0.offset % 2 == 1 && $0.element.hasPrefix("ACG") }
      }
      for waiting in [32 << 20, 40_000] {
        var options = StreamOptions()
        options.waitingBytes = waiting
        let outcome = AlignmentFileTests.read(path, options: options) {
          { batch in
            for index in 0..<batch.count where batch.sequence(index).prefix(3).elementsEqual("ACG".utf8) {
              batch.setFlags(1, at: index)
            }
          }
        }
        let wanted = made.expected.filter(isMarked)
        #expect(outcome.error == nil)
        #expect(outcome.templates == wanted, "seed \(seed), \(waiting) bytes")
        let reads = { (templates: [String]) in templates.map { $0.split(separator: " ").count / 2 }.reduce(0, +) }
        #expect(outcome.screenedOut + reads(wanted) == reads(made.expected), "seed \(seed), \(waiting) bytes")
      }
    }
  }

  @Test("a BAM with a damaged byte or end gives an error or the same reads", arguments: [UInt64(11), 12])
  func noticesDamage(seed: UInt64) {
    let made = AlignedTemplates(count: 60, seed: seed)
    let good = made.bam
    var random = RandomSource(seed: seed)
    var refused = 0
    for _ in 0..<100 {
      var bytes = good
      switch random.below(3) {
      case 0: bytes = Array(bytes.prefix(random.below(bytes.count)))
      case 1: bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
      default: bytes.removeSubrange(random.below(bytes.count - 40)..<(bytes.count - random.below(30)))
      }
      let outcome = AlignmentFileTests.read(bytes)
      refused += outcome.error == nil ? 0 : 1
      let isSame = outcome.templates == made.expected && outcome.error == nil
      // Cut between two blocks the end is not proven, which is told.
      #expect(outcome.error != nil || isSame || outcome.summary?.completeness == .unproven, "seed \(seed)")
    }
    #expect(refused > 60)
  }

  @Test("records that make no sense are refused and never trap, however well they are packed")
  func refusesNonsense() {
    let good = AlignedTemplates(count: 40, seed: 5).plainBAM
    var random = RandomSource(seed: 5)
    var refused = 0
    for _ in 0..<300 {
      var bytes = good
      for _ in 0...random.below(3) {
        let place = random.below(bytes.count - 4)
        if random.below(2) == 0 {
          bytes[place] = UInt8(random.below(256))
        } else {
          bytes.replaceSubrange(
            place..<place + 4, with: Packing.word([0x7FFF_FFFF, 0xFFFF_FFFF, 0x8000_0000, 65_536][random.below(4)]))
        }
      }
      if AlignmentFileTests.read(Packing.bgzf(bytes)).error != nil { refused += 1 }
    }
    #expect(refused > 100)
    let sam = AlignedTemplates(count: 20, seed: 6).sam
    for _ in 0..<200 {
      var bytes = sam
      bytes[random.below(bytes.count)] = UInt8(random.below(256))
      _ = AlignmentFileTests.read(bytes)
    }
  }

  @Test("CRAM that carries what it needs is read as the SAM that it was made from, and its damage is noticed")
  func readsCRAM() throws {
    #if HTSlib
      let cram = TemporaryFolder.read(fixture("alignments/pairs.cram"))
      let expected = AlignmentFileTests.read(fixture("alignments/pairs.sam"))
      let whole = AlignmentFileTests.read(cram)
      #expect(whole.error == nil && whole.templates == expected.templates && expected.templates.count == 120)
      #expect(whole.summary?.completeness == .verified)
      var random = RandomSource(seed: 21)
      for _ in 0..<120 {
        var bytes = cram
        if random.below(2) == 0 {
          bytes = Array(bytes.prefix(random.below(bytes.count)))
        } else {
          bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
        }
        let outcome = AlignmentFileTests.read(bytes)
        let isSame = outcome.error == nil && outcome.templates == expected.templates
        #expect(outcome.error != nil || isSame || outcome.summary?.completeness == .unproven)
      }
    #endif
  }

  @Test("CRAM without its reference says what is needed, and takes no other reference")
  func needsReference() {
    #if HTSlib
      let path = fixture("alignments/mapped.cram")
      #expect(AlignmentFileTests.read(path).error?.code == .referenceNeeded)
      #expect(AlignmentFileTests.read(path).error?.exitStatus == 66)
      var options = StreamOptions()
      options.reference = fixture("alignments/other.fa")
      #expect(AlignmentFileTests.read(path, options: options).error?.code == .wrongReference)
      options.reference = fixture("alignments/reference.fa")
      let outcome = AlignmentFileTests.read(path, options: options)
      #expect(outcome.error == nil && outcome.templates.count == 120)
      options.reference = fixture("alignments/none.fa")
      #expect(AlignmentFileTests.read(path, options: options).error?.code == .notFound)
    #endif
  }

  @Test("an alignment file is no file of mates, and what it lacks is told")
  func tellsWhatIsOdd() {
    let folder = TemporaryFolder()
    let made = AlignedTemplates(count: 30, seed: 8)
    let one = InputSource(path: folder.write(made.bam, "a.bam"))
    let other = InputSource(path: folder.write(AlignedTemplates(count: 30, seed: 9).bam, "b.bam"))
    #expect(throws: ParseError.self) {
      let reader = try SampleReader([.paired(one, other)])
      while try reader.next() != nil {}
    }
    var odd = AlignedTemplates(count: 0, seed: 1)
    odd.lines = [
      AlignedLine(name: "a", flags: 0x41, cigar: [(3, "H"), (4, "M")], bases: "ACGT", qualities: [30, 30, 30, 30]),
      AlignedLine(name: "b", flags: 0, bases: "ACGT", qualities: []),
      AlignedLine(name: "c", flags: 0, bases: "", qualities: []),
    ]
    let outcome = AlignmentFileTests.read(odd.bam)
    #expect(outcome.templates == ["a ACGT ????", "b ACGT ????"])
    let told = outcome.diagnostics.map(\.message).joined(separator: "\n")
    for word in ["1 reads are hard-clipped", "no base qualities", "no bases", "without their mates"] {
      #expect(told.contains(word), "\(told)")
    }
    let groups = Array(
      "@HD\tVN:1.6\n@RG\tID:1\tSM:a\n@RG\tID:2\tSM:b\n@RG\tID:3\tSM:b\nr\t0\t*\t0\t0\t*\t*\t0\t0\tAC\tII\n".utf8)
    #expect(AlignmentFileTests.read(groups).diagnostics.contains { $0.message.contains("name 2 samples") })
    #expect(AlignmentFileTests.read(Array("@HD\tVN:1.6\nr\t0\t*\n".utf8)).error?.code == .badRecordStart)
  }
}
