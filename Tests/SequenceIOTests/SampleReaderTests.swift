// Pairs in step, interleaved reads and lanes: what is joined, and what is refused.

import Testing

@testable import SequenceIO

@Suite("Pairs and lanes")
struct SampleReaderTests {
  /// What came of reading lanes.
  private struct Outcome {
    var names: [(String, String)] = []
    var error: ParseError?
    var diagnostics: [InputDiagnostic] = []
    var summaries: [InputSummary] = []
    var lanes: [Int] = []
    var flagged = 0
  }

  private func read(
    _ lanes: [ReadLane], options: StreamOptions = StreamOptions(), screen: (@Sendable () -> BatchScreen)? = nil
  ) -> Outcome {
    var outcome = Outcome()
    do throws(ParseError) {
      let reader = try SampleReader(lanes, options: options, screen: screen)
      while let slice = try reader.next() {
        #expect(slice.firstTemplate == outcome.names.count)
        for index in 0..<slice.count {
          let first = slice.first.title(slice.firstIndex(index))
          let second = slice.second?.title(slice.secondIndex(index)) ?? []
          outcome.names.append((String(decoding: first, as: UTF8.self), String(decoding: second, as: UTF8.self)))
          outcome.lanes.append(slice.lane)
          outcome.flagged += slice.flags(index) != 0 ? 1 : 0
        }
      }
      outcome.diagnostics = reader.diagnostics
      outcome.summaries = reader.summaries
    } catch {
      outcome.error = error
    }
    return outcome
  }

  private func mates(_ count: Int, _ style: (String, String) = ("/1", "/2")) -> (FASTQText, FASTQText) {
    (FASTQText(count: count, seed: 1, mate: style.0), FASTQText(count: count, length: 33, seed: 2, mate: style.1))
  }

  private func pair(_ first: [UInt8], _ second: [UInt8], _ options: StreamOptions = StreamOptions()) -> Outcome {
    let folder = TemporaryFolder()
    let one = InputSource(path: folder.write(first, "R1"))
    let other = InputSource(path: folder.write(second, "R2"))
    return read([.paired(one, other)], options: options)
  }

  @Test("mates are joined whatever the sizes of the batches", arguments: [1 << 18, 100, 777])
  func joinsMates(size: Int) {
    var options = StreamOptions()
    options.blockSize = size
    options.chunkSize = size
    options.handOverSize = options.chunkSize
    for style in [("/1", "/2"), (" 1:N:0:ACGT", " 2:N:0:ACGT"), ("", "")] {
      let (first, second) = mates(300, style)
      let outcome = pair(Packing.gzip(first.bytes), second.bytes, options)
      #expect(outcome.error == nil && outcome.diagnostics.isEmpty)
      #expect(outcome.names.count == 300)
      for (index, names) in outcome.names.enumerated() {
        #expect(names.0 == "read\(index + 1)\(style.0)" && names.1 == "read\(index + 1)\(style.1)")
      }
    }
  }

  @Test("interleaved reads are joined across batches", arguments: [1 << 18, 90, 333])
  func joinsInterleaved(size: Int) {
    var options = StreamOptions()
    options.blockSize = size
    let (first, second) = mates(101)
    var text = FASTQText(count: 0)
    for record in 0..<101 {
      text.lines.append(contentsOf: first.lines[record * 4..<record * 4 + 4])
      text.lines.append(contentsOf: second.lines[record * 4..<record * 4 + 4])
    }
    let folder = TemporaryFolder()
    let outcome = read([.interleaved(InputSource(path: folder.write(text.bytes)))], options: options)
    #expect(outcome.error == nil && outcome.names.count == 101)
    #expect(outcome.names.enumerated().allSatisfy { $1.0 == "read\($0 + 1)/1" && $1.1 == "read\($0 + 1)/2" })
    text.lines.removeLast(4)
    let odd = read([.interleaved(InputSource(path: folder.write(text.bytes)))], options: options)
    #expect(odd.error?.code == .mateMissing && odd.error?.record == 201)
  }

  @Test("files that are no mates are refused at the record")
  func refusesOthers() {
    let (first, second) = mates(60)
    let short = second.with { $0.lines.removeLast(4) }
    #expect(pair(first.bytes, short.bytes).error?.code == .mateMissing)
    #expect(pair(first.bytes, short.bytes).error?.record == 60)
    #expect(pair(short.bytes, first.bytes).error?.code == .mateMissing)
    #expect(pair(first.bytes, Array(second.bytes.prefix(0))).error?.code == .emptyInput)
    let renamed = second.with { $0[30, 0] = Array("@other/2".utf8) }
    #expect(pair(first.bytes, renamed.bytes).error?.code == .mateNameMismatch)
    #expect(pair(first.bytes, renamed.bytes).error?.record == 30)
    #expect(pair(first.bytes, renamed.bytes).error?.line == 117)
    let shifted = second.with { $0.lines.removeFirst(4) }
    #expect(pair(first.bytes, shifted.bytes).error?.record == 1)
    let dropped = (first.with { $0.lines.removeSubrange(36..<40) }, second.with { $0.lines.removeSubrange(76..<80) })
    #expect(pair(dropped.0.bytes, dropped.1.bytes).error?.record == 10)
    let cut = Packing.gzip(second.bytes)
    #expect(pair(first.bytes, Array(cut.prefix(cut.count - 9))).error?.code == .truncatedContainer)
    #expect(pair(first.bytes, Array(second.bytes.dropLast(7))).error?.code == .truncatedRecord)
    let text = pair(first.bytes, renamed.bytes).error?.description ?? ""
    #expect(text.hasPrefix("R2:117:30:") && !text.contains("other") && !text.contains("read30"))
  }

  @Test("one file given twice is refused, however it is packed")
  func refusesSameFile() {
    let folder = TemporaryFolder()
    let (first, _) = mates(100, ("", ""))
    let path = folder.write(first.bytes, "a")
    let source = InputSource(path: path)
    #expect(read([.paired(source, source)]).error?.code == .sameFileTwice)
    #expect(read([.single(source), .single(source)]).error?.code == .sameFileTwice)
    let copy = InputSource(path: folder.write(first.bytes, "b"))
    #expect(read([.paired(source, copy)]).error?.code == .sameFileTwice)
    #expect(read([.single(source), .single(copy)]).error?.code == .sameFileTwice)
    let packed = InputSource(path: folder.write(Packing.gzip(first.bytes), "c"))
    #expect(read([.paired(source, packed)]).error?.code == .sameFileTwice)
    let few = FASTQText(count: 3).bytes
    #expect(pair(few, Packing.gzip(few)).error?.code == .sameFileTwice)
    let marked = mates(5).0.bytes
    #expect(pair(marked, mates(5, ("/1", "/1")).1.bytes).error?.code == .sameFileTwice)
  }

  @Test("swapped mates are told, not refused")
  func tellsSwapped() {
    let (first, second) = mates(20)
    let outcome = pair(second.bytes, first.bytes)
    #expect(outcome.error == nil && outcome.names.count == 20)
    #expect(outcome.diagnostics.map(\.code) == [.swappedMates])
  }

  @Test("lanes follow each other, and screens run on every batch")
  func readsLanes() {
    let folder = TemporaryFolder()
    let (first, second) = mates(40)
    let lanes: [ReadLane] = [
      .paired(InputSource(path: folder.write(first.bytes, "1")), InputSource(path: folder.write(second.bytes, "2"))),
      .single(InputSource(path: folder.write(Packing.bgzf(FASTQText(count: 30, seed: 9).bytes, hasEnd: false), "3"))),
    ]
    let outcome = read(lanes) {
      { batch in for index in 0..<batch.count where batch.recordNumber(index) % 10 == 0 { batch.setFlags(1, at: index) }
      }
    }
    #expect(outcome.error == nil && outcome.names.count == 70 && outcome.flagged == 7)
    #expect(outcome.lanes == [Int](repeating: 0, count: 40) + [Int](repeating: 1, count: 30))
    #expect(outcome.summaries.map(\.recordCount) == [40, 40, 30])
    #expect(outcome.diagnostics.map(\.code) == [.unprovenEnd])
    let mixed = read([.paired(InputSource(path: folder.path + "/1"), InputSource(path: folder.path + "/none"))])
    #expect(mixed.error?.code == .notFound)
  }
}
