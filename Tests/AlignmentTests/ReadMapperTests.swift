// Reads with known positions and changes come back at their places with their changes.

import BioSequence
import Numerics
import Testing
import TypeICollagen

@testable import Alignment

@Suite struct ReadMapperTests {
  @Test func exactPairsAreAtTheirPlaces() {
    var random = SplitMix64(seed: 1)
    var scratch = MapperScratch()
    for gene in 0...1 {
      let codes = Fixture.codes(gene)
      for _ in 0..<300 {
        let insert = Int.random(in: 160...600, using: &random)
        let start = Int.random(in: 4900..<codes.count - insert - 2200, using: &random)
        let template = Array(codes[start..<start + insert])
        var store = AlignedReadStore()
        let outcome = Fixture.mapper.map(
          TextRead(codes: Array(template.prefix(150))), TextRead(codes: Array(reverseComplement(template).prefix(150))),
          into: &store, scratch: &scratch)
        if case .filtered(.repeatOnly) = outcome.first { continue }
        #expect(outcome == TemplateOutcome(first: .used, second: .used))
        guard store.reads.count == 2 else { continue }
        #expect(store.reads[0].reference == gene && store.reads[0].start == start)
        #expect(store.reads[1].reference == gene && store.reads[1].end == start + insert)
        #expect(store.reads[0].isProperPair && store.reads[1].isProperPair)
        #expect(cigarText(store.reads[0], in: store) == "150M")
      }
    }
  }

  /// One template with a variant, both mates of 150 bases; the variant starts `changeOffset` bases into the template.
  private static func pair(_ template: [UInt8]) -> (TextRead, TextRead) {
    (TextRead(codes: Array(template.prefix(150))), TextRead(codes: Array(reverseComplement(template).prefix(150))))
  }

  @Test func indelsAreLeftAlignedAndExact() {
    var random = SplitMix64(seed: 21)
    var scratch = MapperScratch()
    var exact = 0
    var all = 0
    for number in 0..<400 {
      let gene = number % 2
      let codes = Fixture.codes(gene)
      let exons = Fixture.genes[gene].record.preferredTranscript.exons
      let exon = exons[Int(random.next() % UInt64(exons.count))]
      let length = [1, 2, 3, 6, 9, 15, 30, 45, 60][number % 9]
      let isDeletion = number % 4 < 2
      let at = Int.random(in: exon.lowerBound - 20..<exon.upperBound, using: &random)
      let before = Int.random(in: 30...105 - (isDeletion ? 0 : min(length, 45)), using: &random)
      let start = at - before
      var template = Array(codes[start..<start + 460])
      let inserted = (0..<length).map { _ in UInt8.random(in: 0...3, using: &random) }
      if isDeletion {
        template.removeSubrange(before..<before + length)
      } else {
        template.insert(contentsOf: inserted, at: before)
      }
      var store = AlignedReadStore()
      let (first, second) = Self.pair(Array(template.prefix(400)))
      let outcome = Fixture.mapper.map(first, second, into: &store, scratch: &scratch)
      #expect(outcome == TemplateOutcome(first: .used, second: .used))
      guard let read = store.reads.first else { continue }
      all += 1
      // The leftmost position of the same variant.
      var leftmost = at
      if isDeletion {
        while leftmost > 0, codes[leftmost - 1] == codes[leftmost + length - 1] { leftmost -= 1 }
      } else {
        var unit = inserted
        while let last = unit.last, codes[leftmost - 1] == last {
          unit.removeLast()
          unit.insert(last, at: 0)
          leftmost -= 1
        }
      }
      let matched = leftmost - start
      let expected = "\(matched)M\(length)\(isDeletion ? "D" : "I")\(150 - matched - (isDeletion ? 0 : length))M"
      if cigarText(read, in: store) == expected && read.start == start { exact += 1 }
    }
    #expect(all == 400)
    #expect(Double(exact) >= 0.97 * Double(all), "\(exact) of \(all) exact")
  }

  @Test func theOtherStrandMapsAlike() {
    var random = SplitMix64(seed: 22)
    var scratch = MapperScratch()
    for number in 0..<300 {
      let codes = Fixture.codes(number % 2)
      let start = Int.random(in: 5000..<20_000, using: &random)
      var template = Array(codes[start..<start + 380])
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        template[Int.random(in: 0..<template.count, using: &random)] = UInt8.random(in: 0...3, using: &random)
      }
      if number % 3 == 0 {
        let at = Int.random(in: 5..<140, using: &random)
        template.removeSubrange(at..<at + Int.random(in: 1...20, using: &random))
      }
      let (first, second) = Self.pair(template)
      var store = AlignedReadStore()
      var mirrored = AlignedReadStore()
      let outcome = Fixture.mapper.map(first, second, into: &store, scratch: &scratch)
      let other = Fixture.mapper.map(second, first, into: &mirrored, scratch: &scratch)
      #expect(outcome.first == other.second && outcome.second == other.first)
      #expect(store.reads.count == mirrored.reads.count)
      for read in store.reads {
        guard let twin = mirrored.reads.first(where: { $0.isSecond != read.isSecond }) else { continue }
        #expect(read.start == twin.start && read.end == twin.end && read.strand == twin.strand)
        #expect(read.mappingQuality == twin.mappingQuality)
        #expect(Array(store.cigars[read.cigar]) == Array(mirrored.cigars[twin.cigar]))
        #expect(Array(store.bases[read.bases]) == Array(mirrored.bases[twin.bases]))
      }
      // A single read and its other strand.
      var single = AlignedReadStore()
      var turned = AlignedReadStore()
      let reverse = TextRead(codes: reverseComplement(Array(template.prefix(150))))
      let left = Fixture.mapper.map(first, into: &single, scratch: &scratch)
      let right = Fixture.mapper.map(reverse, into: &turned, scratch: &scratch)
      #expect(left == right)
      #expect(single.reads.map(\.start) == turned.reads.map(\.start))
      #expect(single.cigars == turned.cigars && single.bases == turned.bases)
      #expect(single.reads.map(\.strand) == turned.reads.map { $0.strand.opposite })
    }
  }

  @Test func changesNearReadEndsAreAligned() {
    var scratch = MapperScratch()
    for fromEnd in [0, 1, 2, 5, 148, 149] {
      var template = Array(Fixture.codes(0)[9_300..<9_700])
      template[fromEnd] = (template[fromEnd] + 1) % 4
      let (first, second) = Self.pair(template)
      var store = AlignedReadStore()
      _ = Fixture.mapper.map(first, second, into: &store, scratch: &scratch)
      #expect(store.reads.first.map { cigarText($0, in: store) } == "150M")
    }
  }

  @Test func adapterBeyondTheMateIsClipped() {
    var random = SplitMix64(seed: 23)
    var scratch = MapperScratch()
    let adapters = ["AGATCGGAAGAGCACACGTCTGAACTCCAGTCAC", "AGATCGGAAGAGCGTCGTGTAGGGAAAGAGTGTA"]
    for insert in [40, 60, 75, 99, 120, 140, 146, 148, 149] {
      let start = Int.random(in: 9_000..<12_000, using: &random)
      let template = Array(Fixture.codes(0)[start..<start + insert])
      let reads = [template, reverseComplement(template)].enumerated().map { number, part in
        let tail =
          (DNASequence(text: adapters[number])?.codes ?? [])
          + (0..<80).map { _ in UInt8.random(in: 0...3, using: &random) }
        return TextRead(codes: Array((part + tail).prefix(150)))
      }
      var store = AlignedReadStore()
      let outcome = Fixture.mapper.map(reads[0], reads[1], into: &store, scratch: &scratch)
      #expect(outcome == TemplateOutcome(first: .used, second: .used), "insert \(insert)")
      guard store.reads.count == 2 else { continue }
      #expect(cigarText(store.reads[0], in: store) == "\(insert)M\(150 - insert)S", "insert \(insert)")
      #expect(cigarText(store.reads[1], in: store) == "\(150 - insert)S\(insert)M", "insert \(insert)")
      #expect(store.reads[0].start == start && store.reads[1].start == start)
      var single = AlignedReadStore()
      _ = Fixture.mapper.map(reads[0], into: &single, scratch: &scratch)
      if insert <= 130 && insert > 70 {
        #expect(single.reads.first.map { cigarText($0, in: single) } == "\(insert)M\(150 - insert)S")
      }
    }
  }

  @Test func repeatsAloneAreFiltered() {
    var scratch = MapperScratch()
    for (gene, model) in Fixture.genes.enumerated() {
      for stretch in model.repeats where stretch.count > 300 {
        let template = Array(Fixture.codes(gene)[stretch.lowerBound..<stretch.lowerBound + 280])
        let (first, second) = Self.pair(template)
        var store = AlignedReadStore()
        let outcome = Fixture.mapper.map(first, second, into: &store, scratch: &scratch)
        #expect(outcome == TemplateOutcome(first: .filtered(.repeatOnly), second: .filtered(.repeatOnly)))
        #expect(store.reads.isEmpty)
      }
    }
  }

  @Test func aRepeatReadWithAnAnchoredMateIsKept() {
    var scratch = MapperScratch()
    let stretch = Fixture.genes[0].repeats[1]
    let template = Array(Fixture.codes(0)[stretch.lowerBound + 40..<stretch.lowerBound + 580])
    let (first, second) = Self.pair(template)
    var store = AlignedReadStore()
    let outcome = Fixture.mapper.map(first, second, into: &store, scratch: &scratch)
    #expect(outcome == TemplateOutcome(first: .used, second: .used))
    #expect(store.reads.allSatisfy { $0.isProperPair && $0.mappingQuality >= 20 })
    var divergent = first
    for offset in stride(from: 5, to: 150, by: 12) { divergent.bases[offset] = divergent.bases[offset] == 65 ? 67 : 65 }
    var other = AlignedReadStore()
    #expect(Fixture.mapper.map(divergent, second, into: &other, scratch: &scratch).first == .filtered(.repeatOnly))
  }

  @Test func lengthsOutsideTheLimitsAreToldApart() {
    var scratch = MapperScratch()
    var store = AlignedReadStore()
    let good = TextRead(codes: Array(Fixture.codes(0)[9_300..<9_450]))
    let empty = TextRead(codes: [])
    let long = TextRead(codes: Array(Fixture.codes(0)[9_300..<10_400]))
    #expect(
      Fixture.mapper.map(empty, good, into: &store, scratch: &scratch)
        == TemplateOutcome(first: .filtered(.tooShort), second: .used))
    #expect(
      Fixture.mapper.map(good, long, into: &store, scratch: &scratch)
        == TemplateOutcome(first: .used, second: .filtered(.tooLong)))
    #expect(store.reads.map(\.isSecond) == [true, false])
    #expect(Fixture.mapper.map(empty, into: &store, scratch: &scratch) == TemplateOutcome(first: .filtered(.tooShort)))
    let unknown = TextRead(codes: [UInt8](repeating: 4, count: 150))
    #expect(
      Fixture.mapper.map(unknown, unknown, into: &store, scratch: &scratch)
        == TemplateOutcome(first: .unmapped, second: .unmapped))
  }

  @Test func largeEventsLeaveSplitReads() {
    var scratch = MapperScratch()
    let codes = Fixture.codes(0)
    // A deletion of exons 30-31 with breakpoints in introns, and a tandem duplication of 80 bases; both sides of a read.
    for leftPart in [40, 75, 110] {
      let deleted = Array(codes[14_500 - leftPart..<14_500]) + Array(codes[15_000..<15_000 + 400 - leftPart])
      let doubled = Array(codes[9_500 - leftPart..<9_500]) + Array(codes[9_420..<9_420 + 400 - leftPart])
      for (template, left, right) in [(deleted, 14_500, 15_000), (doubled, 9_500, 9_420)] {
        let (first, second) = Self.pair(template)
        var store = AlignedReadStore()
        let outcome = Fixture.mapper.map(first, second, into: &store, scratch: &scratch)
        #expect(outcome == TemplateOutcome(first: .used, second: .used))
        if let split = store.splits.first {
          #expect(split.span == right - left)
          #expect((split.leftEnd...split.leftEnd + split.homology).contains(left))
          #expect(store.splits.count == 1 && split.read == 0 && split.inserted == 0)
        } else {
          // A duplication that fits the read is an insertion of its length.
          #expect(left > right && store.reads.first.map { cigarText($0, in: store).contains("80I") } == true)
        }
      }
    }
  }

  @Test func mateInsideALongInsertionIsKeptLoose() throws {
    var scratch = MapperScratch()
    var random = SplitMix64(seed: 31)
    let codes = Fixture.codes(0)
    let new = (0..<300).map { _ in UInt8.random(in: 0...3, using: &random) }
    let before = Array(codes[9_300..<9_500]) + new
    let after = new + Array(codes[9_500..<9_700])
    for (template, isAfterAnchor, start) in [(before, true, 9_300), (after, false, 9_550)] {
      let (first, second) = Self.pair(template)
      var turns: [OrphanMate] = []
      for (one, two) in [(first, second), (second, first)] {
        var store = AlignedReadStore()
        let outcome = Fixture.mapper.map(one, two, into: &store, scratch: &scratch)
        #expect([outcome.first, outcome.second].contains(.used) && store.reads.count == 1)
        turns += store.orphanMates
      }
      try #require(turns.count == 2)
      #expect(turns[0] == turns[1])
      #expect(turns[0].isAfterAnchor == isAfterAnchor && turns[0].anchorStart == start)
      #expect(turns[0].bases == (isAfterAnchor ? Array(template.suffix(150)) : Array(template.prefix(150))))
    }
    // Nothing is kept beside a mate that has no position either.
    var store = AlignedReadStore()
    let (first, second) = Self.pair(new)
    _ = Fixture.mapper.map(first, second, into: &store, scratch: &scratch)
    #expect(store.orphanMates.isEmpty && store.reads.isEmpty)
  }

  @Test func resultsDoNotDependOnWhatWasMappedBefore() {
    var random = SplitMix64(seed: 24)
    let pairs = (0..<120).map { number -> (TextRead, TextRead) in
      let codes = Fixture.codes(number % 2)
      let start = Int.random(in: 500..<20_000, using: &random)
      var template = Array(codes[start..<start + Int.random(in: 100...420, using: &random)])
      let at = Int.random(in: 10..<90, using: &random)
      if number % 3 == 0 { template.removeSubrange(at..<at + 7) }
      if number % 7 == 0 { template = template.map { _ in UInt8.random(in: 0...3, using: &random) } }
      return Self.pair(template)
    }
    var shared = MapperScratch()
    var backwards: [Int: (TemplateOutcome, AlignedReadStore)] = [:]
    for number in pairs.indices.reversed() {
      var store = AlignedReadStore()
      let outcome = Fixture.mapper.map(pairs[number].0, pairs[number].1, into: &store, scratch: &shared)
      backwards[number] = (outcome, store)
    }
    for number in pairs.indices {
      var fresh = MapperScratch()
      var store = AlignedReadStore()
      let outcome = Fixture.mapper.map(pairs[number].0, pairs[number].1, into: &store, scratch: &fresh)
      #expect(outcome == backwards[number]?.0)
      #expect(store.reads == backwards[number]?.1.reads && store.cigars == backwards[number]?.1.cigars)
    }
  }
}
