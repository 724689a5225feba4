// Operations of an alignment while it is built: merged, cut at an end, and moved to the left.

import BioSequence
import Testing

@testable import Alignment

@Suite struct CIGARBuilderTests {
  /// A builder with these operations, and one for work; both use memory that is freed after `body`.
  private func withBuilder(
    _ operations: [(CIGAROperation.Kind, Int)], _ body: (inout CIGARBuilder, inout CIGARBuilder) -> Void
  ) {
    let storage = (0..<2).map { _ in FlatBuffer<UInt32>.allocate(count: 64, filledWith: 0) }
    defer { for buffer in storage { buffer.deallocate() } }
    var builder = CIGARBuilder(storage: storage[0])
    var work = CIGARBuilder(storage: storage[1])
    for (kind, length) in operations { builder.append(kind, length) }
    body(&builder, &work)
  }

  private func text(_ builder: CIGARBuilder) -> String { builder.operations.map(\.description).joined() }

  @Test func equalNeighboursAreOneOperation() {
    withBuilder([(.match, 5), (.match, 3), (.insertion, 0), (.deletion, 2), (.match, 1)]) { builder, _ in
      #expect(text(builder) == "8M2D1M")
      builder.reverse()
      #expect(text(builder) == "1M2D8M")
      builder.shorten(by: 3)
      #expect(text(builder) == "1M2D5M")
      builder.removeLast()
      #expect(text(builder) == "1M2D" && builder.count == 2)
    }
  }

  @Test func everyKindUsesUpWhatSAMSays() {
    let kinds: [(CIGAROperation.Kind, String, Bool, Bool)] = [
      (.match, "M", true, true), (.insertion, "I", true, false), (.deletion, "D", false, true),
      (.skip, "N", false, true), (.softClip, "S", true, false),
    ]
    for (kind, letter, read, reference) in kinds {
      let operation = CIGAROperation(kind, 1_000_000)
      #expect(operation.description == "1000000\(letter)" && operation.kind == kind)
      #expect(operation.consumesRead == read && operation.consumesReference == reference)
      #expect(CIGAROperation(packed: operation.packed) == operation)
    }
  }

  @Test func endsAreCutAtATextOffset() {
    let candidate = CandidateAlignment(
      isAligned: true, textStart: 100, textEnd: 122, queryStart: 0, queryEnd: 21, score: 0, secondScore: 0)
    // 10M1I5M2D5M: text 100..<110, 110..<115, 115..<117, 117..<122.
    let operations: [(CIGAROperation.Kind, Int)] = [
      (.match, 10), (.insertion, 1), (.match, 5), (.deletion, 2), (.match, 5),
    ]
    for (limit, wanted, textEnd, queryEnd) in [
      (119, "10M1I5M2D2M", 119, 18), (117, "10M1I5M", 115, 16), (110, "10M", 110, 10), (100, "", 100, 0),
    ] {
      withBuilder(operations) { builder, _ in
        var cut = candidate
        builder.clipEnd(of: &cut, at: limit)
        #expect(text(builder) == wanted && cut.textEnd == textEnd && cut.queryEnd == queryEnd, "\(limit)")
        #expect(cut.isAligned == !wanted.isEmpty)
      }
    }
    for (limit, wanted, textStart, queryStart) in [
      (103, "7M1I5M2D5M", 103, 3), (110, "5M2D5M", 110, 11), (116, "5M", 117, 16), (90, "10M1I5M2D5M", 100, 0),
    ] {
      withBuilder(operations) { builder, work in
        var cut = candidate
        builder.clipStart(of: &cut, at: limit, work: &work)
        #expect(text(builder) == wanted && cut.textStart == textStart && cut.queryStart == queryStart, "\(limit)")
      }
    }
  }

  @Test func gapsMoveAsFarLeftAsTheyGo() {
    // Text C AAAA G: a deletion of the last A is one of the first, an inserted A likewise; one base stays before it.
    let reference: [UInt8] = [1, 3, 1, 0, 0, 0, 0, 2, 3, 2]
    let text = ReferenceText(references: [DNASequence(codes: reference)], repeats: [[]])
    let start = text.ranges[0].lowerBound
    let cases: [(read: [UInt8], operations: [(CIGAROperation.Kind, Int)], wanted: String)] = [
      ([1, 3, 1, 0, 0, 0, 2, 3, 2], [(.match, 6), (.deletion, 1), (.match, 3)], "3M1D6M"),
      ([1, 3, 1, 0, 0, 0, 0, 0, 2, 3, 2], [(.match, 7), (.insertion, 1), (.match, 3)], "3M1I7M"),
      ([1, 3, 0, 0, 0, 0, 2, 3, 2], [(.match, 2), (.deletion, 1), (.match, 7)], "2M1D7M"),
    ]
    for (read, operations, wanted) in cases {
      withBuilder(operations) { builder, work in
        var candidate = CandidateAlignment(
          isAligned: true, textStart: start, textEnd: start + 10, queryStart: 0, queryEnd: read.count, score: 0,
          secondScore: 0)
        unsafe read.withUnsafeBufferPointer { codes in
          guard let base = codes.baseAddress else { return }
          unsafe GapNormalization.leftAlign(&builder, candidate: &candidate, codes: base, text: text, work: &work)
        }
        #expect(self.text(builder) == wanted)
      }
    }
  }
}
