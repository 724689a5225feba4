// The reads of a screen as lines of BAM: fields and flags that other programs check, on both strands and assemblies.

import Alignment
import BioSequence
import Numerics
import Reporting
import Testing
import TypeICollagen

@testable import Collagen

@Suite struct KeptAlignmentsTests {
  private let genes = GeneCatalog.embedded

  /// A pair of reads with changes drawn from a seed; the second one faces the first.
  private func pair(_ store: inout AlignedReadStore, _ number: Int, _ template: Int, _ draw: inout RandomSource) {
    let codes = genes.genes[number].record.sequence.codes
    let start = 1000 + Int(draw.next() % 8000)
    for isSecond in [false, true] {
      let left = start + (isSecond ? 180 : 0)
      let lost = 1 + Int(draw.next() % 9)
      let plans: [[CIGAROperation]] = [
        [.init(.match, 100)], [.init(.softClip, 12), .init(.match, 88)],
        [.init(.match, 30), .init(.deletion, lost), .init(.match, 70)],
        [.init(.match, 41), .init(.insertion, 7), .init(.match, 52)],
        [.init(.match, 20), .init(.skip, 400), .init(.match, 80)],
      ]
      let cigar = plans[Int(draw.next() % 5)]
      var bases: [UInt8] = []
      var offset = left
      for operation in cigar {
        switch operation.kind {
        case .match:
          // One base in twelve differs, one in forty was not read.
          bases += codes[offset..<offset + operation.length].map {
            draw.next() % 12 == 0 ? UInt8(draw.next() % 4) : draw.next() % 40 == 0 ? 4 : $0
          }
        case .insertion, .softClip: bases += (0..<operation.length).map { _ in UInt8(draw.next() % 4) }
        case .deletion, .skip: break
        }
        if operation.consumesReference { offset += operation.length }
      }
      store.append(
        reference: number, start: left, strand: isSecond ? .reverse : .forward, mappingQuality: 60, template: template,
        isSecond: isSecond, isProperPair: true, bases: bases,
        qualities: [UInt8](repeating: template % 7 == 0 ? 20 : 30, count: bases.count), cigar: cigar)
    }
  }

  private func text(_ record: BAMRecord, _ tag: String) -> String? {
    guard case .text(let text)? = record.fields.first(where: { $0.tag == tag })?.value else { return nil }
    return text
  }

  private func number(_ record: BAMRecord, _ tag: String) -> Int? {
    guard case .number(let number)? = record.fields.first(where: { $0.tag == tag })?.value else { return nil }
    return Int(number)
  }

  /// The reference that MD and the read's own bases say, introns left out, and the distance.
  private func told(_ record: BAMRecord) throws -> (reference: [UInt8], distance: Int) {
    var aligned: [UInt8] = []
    var read = 0
    var inserted = 0
    for operation in record.cigar.map(CIGAROperation.init(packed:)) {
      switch operation.kind {
      case .match: aligned += record.bases[read..<read + operation.length]
      case .insertion: inserted += operation.length
      case .deletion, .skip, .softClip: break
      }
      if operation.consumesRead { read += operation.length }
    }
    var reference: [UInt8] = []
    var distance = inserted
    var taken = 0
    var rest = Array(try #require(text(record, "MD")).utf8)[...]
    while let next = rest.first {
      if (48...57).contains(next) {
        let digits = rest.prefix { (48...57).contains($0) }
        rest = rest.dropFirst(digits.count)
        let count = try #require(Int(String(decoding: digits, as: UTF8.self)))
        reference += aligned[taken..<taken + count]
        taken += count
      } else if next == UInt8(ascii: "^") {
        let letters = rest.dropFirst().prefix { $0 >= 65 }
        rest = rest.dropFirst(1 + letters.count)
        reference += letters
        distance += letters.count
      } else {
        reference.append(next)
        #expect(next != aligned[taken])
        (taken, distance) = (taken + 1, distance + 1)
        rest = rest.dropFirst()
      }
    }
    #expect(taken == aligned.count)
    return (reference, distance)
  }

  @Test(arguments: [Assembly.grch38, .grch37]) func everyLineSaysWhereItDiffersFromTheChromosome(_ assembly: Assembly)
    throws
  {
    var store = AlignedReadStore()
    var draw = RandomSource(seed: 20_261_130)
    for template in 0..<60 { pair(&store, template % 2, template, &draw) }
    // A base in which the assemblies differ from the record lies under a read.
    for (number, gene) in genes.genes.enumerated() {
      for difference in gene.record.mapping(on: assembly)?.differences ?? [] {
        store.append(
          reference: number, start: difference.offset - 10, strand: .forward, mappingQuality: 60,
          template: store.reads.count, isSecond: false, isProperPair: false,
          bases: gene.record.sequence.codes[difference.offset - 10..<difference.offset + 10],
          qualities: [UInt8](repeating: 30, count: 20), cigar: [CIGAROperation(.match, 20)])
      }
    }
    let kept = KeptAlignments(genes: genes, store: store, names: [:], marksDuplicates: false)
    let records = kept.records(on: assembly)
    #expect(records.count == store.reads.count)
    let contigs = genes.genes.compactMap { $0.record.mapping(on: assembly) }
    for record in records {
      let (reference, distance) = try told(record)
      #expect(number(record, "NM") == distance)
      #expect(text(record, "RG") == "1")
      let mapping = try #require(contigs.first { genes.contigRank($0.chromosome, on: assembly) == record.contig })
      let gene = try #require(genes.genes.first { $0.record.mapping(on: assembly) == mapping })
      var codes = gene.record.sequence.codes
      for difference in mapping.differences { codes[difference.offset] = difference.assemblyBase.rawValue }
      let chromosome = Array(mapping.oriented(DNASequence(codes: codes)).description.utf8)
      var place = record.position - mapping.range.lowerBound
      var wanted: [UInt8] = []
      for operation in record.cigar.map(CIGAROperation.init(packed:)) where operation.consumesReference {
        if operation.kind != .skip { wanted += chromosome[place..<place + operation.length] }
        place += operation.length
      }
      #expect(reference == wanted)
    }
  }

  @Test func flagsOfMatesAgree() throws {
    var store = AlignedReadStore()
    var draw = RandomSource(seed: 7)
    for template in 0..<40 { pair(&store, template % 2, template, &draw) }
    let records = KeptAlignments(genes: genes, store: store, names: [:], marksDuplicates: false).records(on: .grch38)
    for pair in Dictionary(grouping: records, by: \.name).values {
      try #require(pair.count == 2)
      #expect(pair[0].templateLength == -pair[1].templateLength && pair[0].templateLength != 0)
      for (own, mate) in [(pair[0], pair[1]), (pair[1], pair[0])] {
        #expect(own.flags & 0x1 != 0 && (own.flags ^ mate.flags) & 0xc0 == 0xc0 && own.flags & 0x408 == 0)
        #expect((own.flags & 0x20 != 0) == (mate.flags & 0x10 != 0))
        #expect(own.mateContig == mate.contig && own.matePosition == mate.position)
        #expect(text(own, "MC") == mate.cigar.map { CIGAROperation(packed: $0).description }.joined())
      }
    }
  }

  @Test func copiesAreMarkedAndOnlyWhereCallsLeaveThemOut() {
    var store = AlignedReadStore()
    for template in 0..<3 {
      var draw = RandomSource(seed: 99)
      pair(&store, 0, template, &draw)
    }
    func marked(_ marks: Bool) -> Set<String> {
      let kept = KeptAlignments(genes: genes, store: store, names: [:], marksDuplicates: marks)
      return Set(kept.records(on: .grch38).filter { $0.flags & 0x400 != 0 }.map(\.name))
    }
    // The first of three equal fragments has the lowest qualities, so another one stays.
    #expect(marked(true) == ["template0", "template2"])
    #expect(marked(false).isEmpty)
  }

  @Test func aMateThatLiesNowhereStandsBesideItsMate() throws {
    var store = AlignedReadStore()
    let codes = genes.genes[0].record.sequence.codes
    let inserted = try #require(DNASequence(text: "ACGTTGCAAC")).codes
    for (template, strand) in [Strand.forward, .reverse].enumerated() {
      store.append(
        reference: 0, start: 5000, strand: strand, mappingQuality: 60, template: template, isSecond: template == 1,
        isProperPair: false, bases: codes[5000..<5100], qualities: [UInt8](repeating: 30, count: 100),
        cigar: [CIGAROperation(.match, 100)])
      store.append(
        orphanMate: OrphanMate(
          template: template, reference: 0, anchorStart: 5000, isAfterAnchor: strand == .forward, bases: inserted))
    }
    // Its mate was not kept: it stands alone, without a promise of a second line.
    store.append(
      reference: 0, start: 7000, strand: .forward, mappingQuality: 60, template: 2, isSecond: true, isProperPair: false,
      bases: codes[7000..<7100], qualities: [UInt8](repeating: 30, count: 100), cigar: [CIGAROperation(.match, 100)])
    let records = KeptAlignments(genes: genes, store: store, names: [:], marksDuplicates: false).records(on: .grch38)
    #expect(records.count == 5)
    for name in ["template0", "template1"] {
      let pair = records.filter { $0.name == name }.sorted { $0.flags & 0x4 < $1.flags & 0x4 }
      try #require(pair.count == 2)
      let (own, mate) = (pair[0], pair[1])
      #expect(own.flags & 0xd == 0x9 && mate.flags & 0xd == 0x5 && (own.flags ^ mate.flags) & 0xc0 == 0xc0)
      #expect(mate.contig == own.contig && mate.position == own.position && mate.cigar.isEmpty)
      #expect(mate.mateContig == own.contig && mate.matePosition == own.position && own.matePosition == own.position)
      #expect((mate.flags & 0x20 != 0) == (own.flags & 0x10 != 0) && mate.flags & 0x10 == 0)
      // As the sequencer read it: kept as if it faced its mate.
      #expect(String(decoding: mate.bases, as: UTF8.self) == (name == "template0" ? "GTTGCAACGT" : "ACGTTGCAAC"))
      #expect(mate.qualities.allSatisfy { $0 == 255 })
    }
    #expect(records.filter { $0.name == "template2" }.map { $0.flags & 0xc9 } == [0])
  }
}
