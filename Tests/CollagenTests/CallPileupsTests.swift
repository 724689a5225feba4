// Pictures of the fragments at calls: which ones are drawn, and that each change lies where the reads have it.

import Alignment
import BioSequence
import HGVS
import Pages
import Reporting
import Testing
import TypeICollagen

@testable import Collagen

@Suite struct CallPileupsTests {
  private let genes = GeneCatalog.embedded

  /// A call of record bases of a gene, as a VCF writes it: on the chromosome's strand, with a base before a change of length.
  private func call(_ number: Int, _ range: Range<Int>, _ replacement: String) throws -> Call {
    let record = genes.genes[number].record
    let mapping = try #require(record.mapping(on: .grch38))
    let inserted = try #require(DNASequence(text: replacement))
    let chromosome = mapping.chromosomeRange(ofRecordRange: range)
    var (lost, gained) = (mapping.oriented(record.sequence[range]), mapping.oriented(inserted))
    var pos = chromosome.lowerBound + 1
    if lost.count != gained.count {
      let before = mapping.recordRange(ofChromosomeRange: chromosome.lowerBound - 1..<chromosome.lowerBound)
      let anchor = mapping.oriented(record.sequence[before])
      (lost, gained, pos) = (anchor + lost, anchor + gained, pos - 1)
    }
    var call = Call(
      gene: genes.genes[number].symbol, assembly: .grch38, chrom: mapping.chromosome, pos: pos, ref: lost.description,
      alt: gained.description)
    call.filter = ["PASS"]
    return call
  }

  private func report(_ calls: [Call]) -> ScreenDocument {
    var report = ScreenDocument(sample: "s", assembly: .grch38)
    report.calls = calls
    return report
  }

  /// Adds a fragment of one read that has its own bases from the record but for a change.
  private func add(
    _ store: inout AlignedReadStore, _ number: Int, at start: Int, _ cigar: [CIGAROperation],
    changing place: Int? = nil, strand: Strand = .forward
  ) {
    let codes = genes.genes[number].record.sequence.codes
    var bases: [UInt8] = []
    var offset = start
    for operation in cigar {
      switch operation.kind {
      case .match: bases += codes[offset..<offset + operation.length]
      case .insertion, .softClip: bases += [UInt8](repeating: 0, count: operation.length)
      case .deletion, .skip: break
      }
      if operation.consumesReference { offset += operation.length }
    }
    if let place { bases[place - start] = 3 - bases[place - start] }
    store.append(
      reference: number, start: start, strand: strand, mappingQuality: 60, template: store.reads.count,
      isSecond: false, isProperPair: false, bases: bases, qualities: [UInt8](repeating: 30, count: bases.count),
      cigar: cigar)
  }

  @Test(arguments: [0, 1]) func anotherBaseLiesWhereTheReadsHaveIt(_ number: Int) throws {
    let place = genes.genes[number].record.preferredTranscript.exons[7].lowerBound + 10
    var store = AlignedReadStore()
    for index in 0..<10 {
      add(&store, number, at: place - 40 - index, [CIGAROperation(.match, 100)], changing: index < 4 ? place : nil)
    }
    // Reads that do not lie over the call are no fragments at it.
    add(&store, number, at: place + 3, [CIGAROperation(.match, 60)])
    let other = genes.genes[number].record.sequence[place].complement
    let call = try call(number, place..<place + 1, String(UnicodeScalar(other.ascii)))
    let picture = try #require(
      CallPileups(store: store, genes: genes, assembly: .grch38).pictures(report([call])).first)
    #expect(picture.total == 10 && picture.differing == 4 && picture.fragments.count == 10)
    #expect(picture.site.count == 1 && picture.reference.utf8.count == 37)
    let letter = String(UnicodeScalar(other.ascii))
    for (index, fragment) in picture.fragments.enumerated() {
      #expect(
        fragment[0].changes == (index < 4 ? [.base(picture.site.lowerBound, letter: letter)] : []), "\(index)")
    }
    #expect(picture.words.hasSuffix("10 fragments; the first 4 show the variant"))
  }

  @Test(arguments: [0, 1]) func lossesInsertionsAndClippedEndsAreDrawn(_ number: Int) throws {
    let place = genes.genes[number].record.preferredTranscript.exons[11].lowerBound + 12
    var store = AlignedReadStore()
    let lost = [CIGAROperation(.match, 30), CIGAROperation(.deletion, 3), CIGAROperation(.match, 40)]
    let gained = [CIGAROperation(.match, 30), CIGAROperation(.insertion, 2), CIGAROperation(.match, 40)]
    let clipped = [CIGAROperation(.match, 32), CIGAROperation(.softClip, 20)]
    add(&store, number, at: place - 30, lost, strand: .reverse)
    add(&store, number, at: place - 30, gained)
    add(&store, number, at: place - 30, clipped)
    add(&store, number, at: place - 30, [CIGAROperation(.match, 70)])
    let calls = [try call(number, place..<place + 3, ""), try call(number, place..<place, "AA")]
    let pictures = CallPileups(store: store, genes: genes, assembly: .grch38).pictures(report(calls))
    #expect(pictures.count == 2 && pictures.allSatisfy { $0.total == 4 && $0.differing == 1 })
    let start = pictures[0].site.lowerBound
    #expect(pictures[0].fragments[0][0].changes == [.deletion(start..<start + 3)])
    #expect(!pictures[0].fragments[0][0].isForward)
    #expect(pictures[1].fragments[0][0].changes == [.insertion(pictures[1].site.lowerBound + 1, length: 2)])
    #expect(pictures[0].fragments.flatMap(\.self).count { $0.clips.end } == 1)
    #expect(pictures[0].svg().description.contains("class=\"clip\""))
    #expect(pictures[0].svg().description.contains("3 deleted"))
  }

  /// Many fragments are thinned evenly; both kinds stay in proportion, and large events have no picture.
  @Test func deepSamplesAreThinnedAndLargeEventsLeftOut() throws {
    let place = genes.genes[0].record.preferredTranscript.exons[7].lowerBound + 10
    var store = AlignedReadStore()
    for index in 0..<1000 {
      add(&store, 0, at: place - 5 - index % 80, [CIGAROperation(.match, 90)], changing: index % 10 == 0 ? place : nil)
    }
    let other = String(UnicodeScalar(genes.genes[0].record.sequence[place].complement.ascii))
    let substitution = try call(0, place..<place + 1, other)
    let large = try call(0, place..<place + 60, "")
    let pictures = CallPileups(store: store, genes: genes, assembly: .grch38)
      .pictures(report([large, substitution] + Array(repeating: substitution, count: 9)))
    #expect(pictures.count == CallPileups.mostCalls)
    #expect(pictures[0].total == 1000 && pictures[0].fragments.count == 22 && pictures[0].differing == 2)
    #expect(
      CallPileups(store: AlignedReadStore(), genes: genes, assembly: .grch38).pictures(report([substitution])).isEmpty)
  }
}
