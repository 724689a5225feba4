// Coordinates, events, votes and alignments on a gene of three exons, small enough to count by hand.

import Alignment
import BioSequence
import Testing
import VariantCalling

@testable import TranscriptAnalysis

/// Exons of 40, 60 and 50 bases; introns of 60 and 80 that begin with GT and end with AG.
enum SmallGene {
  static let exons = [20..<60, 120..<180, 260..<310]
  static let gene: SplicedGene = {
    var state: UInt64 = 77
    var codes = (0..<340).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(state >> 62)
    }
    for intron in [60..<120, 180..<260] {
      codes.replaceSubrange(intron.lowerBound..<intron.lowerBound + 2, with: [2, 3])
      codes.replaceSubrange(intron.upperBound - 2..<intron.upperBound, with: [0, 2])
    }
    guard
      let transcript = try? Transcript(
        accession: "NM_1.1", proteinAccession: "NP_1.1", exons: exons, codingRange: 0..<150)
    else { preconditionFailure("a sound transcript") }
    return SplicedGene(record: DNASequence(codes: codes), transcript: transcript)
  }()

  /// A read of the store's first reference.
  static func add(
    _ bases: [UInt8], at start: Int, _ operations: [CIGAROperation], template: Int, to store: inout AlignedReadStore,
    strand: Strand = .forward, isSecond: Bool = false
  ) {
    store.append(
      reference: 0, start: start, strand: strand, mappingQuality: 60, template: template, isSecond: isSecond,
      isProperPair: false, bases: bases, qualities: bases.map { _ in 37 }, cigar: operations)
  }
}

@Suite struct SplicedGeneTests {
  private let gene = SmallGene.gene

  @Test func offsetsGoBothWays() {
    #expect(gene.mRNA.count == 150 && gene.exonStarts == [0, 40, 100, 150])
    #expect(gene.introns == [60..<120, 180..<260])
    // At a border the start lies on the next exon, the end on the one before.
    #expect(gene.recordStart(40) == 120 && gene.recordEnd(40) == 60)
    #expect(gene.recordStart(0) == 20 && gene.recordEnd(150) == 310)
    #expect(gene.recordPieces(of: 30..<110) == [50..<60, 120..<180, 260..<270])
    #expect(gene.recordPieces(of: 40..<40).isEmpty)
    #expect(gene.mRNARanges(of: [50..<130, 200..<250]) == [30..<40, 40..<50])
    #expect(gene.exon(startingAt: 100) == 2 && gene.exon(startingAt: 99) == nil && gene.exon(startingAt: 150) == nil)
  }

  @Test func eventsAreEditsOfTheTranscript() {
    let skip = SplicingEvent.skip(exons: 1...1, of: gene, number: 0)
    #expect(skip.lost == 40..<100 && skip.isLoss && skip.length == 60 && skip.skippedExons(of: gene) == 1...1)
    #expect(skip.recordRange(on: gene) == 60..<260)
    let retention = SplicingEvent.retention(intron: 1, of: gene, number: 0)
    #expect(retention.lost == 100..<100 && retention.gained == 180..<260 && !retention.isLoss)
    #expect(retention.recordRange(on: gene) == 180..<260 && retention.skippedExons(of: gene) == nil)
    let donor = SplicingEvent(gene: 0, kind: .crypticDonor, at: 40, gained: 60..<72)
    #expect(donor.recordRange(on: gene) == 72..<120)
    let acceptor = SplicingEvent(gene: 0, kind: .crypticAcceptor, at: 40, gained: 110..<120)
    #expect(acceptor.recordRange(on: gene) == 60..<110)
    let variant = retention.transcriptVariant(on: gene)
    #expect(
      variant.applied(to: gene.mRNA)
        == Variant(range: 100..<100, replacement: gene.record[180..<260]).applied(to: gene.mRNA))
  }

  @Test func knownEventsAreInnerSkipsAndAllRetentions() {
    let known = EventFinder.known(of: gene, number: 0)
    #expect(known.map(\.kind) == [.exonSkip, .intronRetention, .intronRetention])
  }

  @Test func gapsAndUnknownJunctionsSuggestEvents() {
    let mRNA = gene.mRNA.codes
    let record = gene.record.codes
    var alignments = TranscriptAlignments()
    for template in 0..<2 {
      // Exon 1 lost as a deletion of the transcript, and an acceptor 12 bases into exon 2 as a split on the record.
      SmallGene.add(
        Array(mRNA[0..<40] + mRNA[100..<140]), at: 0,
        [CIGAROperation(.match, 40), CIGAROperation(.deletion, 60), CIGAROperation(.match, 40)], template: template,
        to: &alignments.spliced)
      SmallGene.add(
        Array(record[150..<180] + record[240..<300]), at: 150,
        [CIGAROperation(.match, 30), CIGAROperation(.skip, 60), CIGAROperation(.match, 60)], template: 10 + template,
        to: &alignments.unspliced)
    }
    let events = EventFinder(genes: [gene]).events(in: alignments)
    #expect(events.contains(SplicingEvent.skip(exons: 1...1, of: gene, number: 0)))
    let further = events.filter { $0.kind == .crypticAcceptor }
    #expect(further.allSatisfy { $0.gained == 240..<260 && $0.lost == 100..<100 } && further.count <= 1)
  }
}

@Suite struct SplicingCounterTests {
  @Test func fragmentsCountOnceAtEachSite() {
    var counts = SplicingCounts()
    // Bits: known left 1, known right 2, event left 4, event right 8.
    for said in [4 | 8, 4, 1 | 2, 1] { counts.add(said) }
    #expect(counts.event == 2 && counts.eventLeft == 2 && counts.eventRight == 1 && counts.eventBoth == 1)
    #expect(counts.known == 2 && counts.knownLeft == 2 && counts.knownRight == 1 && counts.knownBoth == 1)
  }

  @Test func aFragmentThatContradictsItselfDoesNotCount() {
    let gene = SmallGene.gene
    let skip = SplicingEvent.skip(exons: 1...1, of: gene, number: 0)
    let mRNA = gene.mRNA.codes
    var alignments = TranscriptAlignments()
    let known = (Array(mRNA[0..<100]), [CIGAROperation(.match, 100)])
    let other = (Array(mRNA[0..<40] + mRNA[100..<140]), [CIGAROperation(.match, 40), CIGAROperation(.softClip, 40)])
    for (template, reads) in [[known, other], [known], [other]].enumerated() {
      for (bases, cigar) in reads { SmallGene.add(bases, at: 0, cigar, template: template, to: &alignments.spliced) }
    }
    let counts = SplicingCounter(genes: [gene], events: [skip]).counts(in: alignments)[0]
    #expect(
      counts.event == 1 && counts.knownLeft == 1 && counts.known == 1)
  }

  @Test func readsVoteByTheBasesBeyondTheBorder() {
    let gene = SmallGene.gene
    let skip = SplicingEvent.skip(exons: 1...1, of: gene, number: 0)
    let mRNA = gene.mRNA.codes
    var alignments = TranscriptAlignments()
    SmallGene.add(Array(mRNA[0..<100]), at: 0, [CIGAROperation(.match, 100)], template: 0, to: &alignments.spliced)
    SmallGene.add(
      Array(mRNA[0..<40] + mRNA[100..<140]), at: 0, [CIGAROperation(.match, 40), CIGAROperation(.softClip, 40)],
      template: 1, to: &alignments.spliced)
    // Too few bases beyond the border to tell.
    SmallGene.add(Array(mRNA[0..<44]), at: 0, [CIGAROperation(.match, 44)], template: 2, to: &alignments.spliced)
    let counts = SplicingCounter(genes: [gene], events: [skip]).counts(in: alignments)[0]
    #expect(counts.known == 1 && counts.knownLeft == 1 && counts.event == 1 && counts.eventLeft == 1)
  }
}

@Suite struct RecordLiftTests {
  private let gene = SmallGene.gene
  private var lift: RecordLift { RecordLift(gene: gene) }

  @Test func intronsBecomeSkips() {
    let plain = lift.alignment([CIGAROperation(.softClip, 5), CIGAROperation(.match, 90)], from: 30)
    #expect(plain.start == 50)
    #expect(plain.operations.map(\.description) == ["5S", "10M", "60N", "60M", "80N", "20M"])
    // A deletion over a border leaves out the exonic bases and the intron.
    let deleted = lift.alignment(
      [CIGAROperation(.match, 30), CIGAROperation(.deletion, 20), CIGAROperation(.match, 20)], from: 0)
    #expect(deleted.operations.map(\.description) == ["30M", "10D", "60N", "10D", "20M"])
  }

  @Test func variantsKeepTheirBases() {
    let inside = Variant(range: 50..<53, replacement: DNASequence(codes: [0]))
    #expect(
      lift.variant(inside)
        == Variant(range: 130..<133, replacement: DNASequence(codes: [0])).leftAligned(on: gene.record))
    let across = lift.variant(Variant(range: 38..<42, replacement: DNASequence()))
    #expect(
      across.range.count == 64 || across.range.count == 4,
      "over a border the intron goes too, unless equal bases lie in one exon")
  }

  @Test func coverageIsThatOfTheExons() {
    let depths = (0..<150).map { Int32($0) }
    let coverage = lift.coverage(
      ReferenceCoverage(
        targets: [30..<50], depths: depths, verdicts: [CoverageVerdict](repeating: .reference, count: 150)))
    #expect(coverage.targets == [50..<60, 120..<130])
    #expect(
      coverage.depths[20] == 0 && coverage.depths[59] == 39 && coverage.depths[120] == 40 && coverage.depths[309] == 149
    )
    #expect(coverage.verdicts[59] == .reference && coverage.verdicts[60] == .noCall(.noReads))
  }

  @Test func readsOfBothStoresAreInOrder() {
    let (mRNA, record) = (gene.mRNA.codes, gene.record.codes)
    var alignments = TranscriptAlignments()
    for template in [0, 2] {
      SmallGene.add(
        Array(mRNA[30..<60]), at: 30, [CIGAROperation(.match, 30)], template: template, to: &alignments.spliced)
    }
    SmallGene.add(Array(record[70..<100]), at: 70, [CIGAROperation(.match, 30)], template: 1, to: &alignments.unspliced)
    let all = alignments.onRecords([gene])
    #expect(all.reads.map(\.template) == [0, 1, 2] && all.reads.map(\.start) == [50, 70, 50])
    #expect(all.reads.map(\.end) == [140, 100, 140])
  }
}

@Suite struct EventReadSplittingTests {
  private let gene = SmallGene.gene

  private func split(_ store: AlignedReadStore, _ event: SplicingEvent) -> AlignedReadStore {
    let counter = SplicingCounter(genes: [gene], events: [event])
    var alignments = TranscriptAlignments()
    alignments.spliced = store
    let reads = counter.count(alignments, copies: FragmentCopies()).reads
    return EventReadSplitting(genes: [gene], events: [event]).cleaned(store, reads: reads, isReal: [true])
  }

  @Test func aDeletionThatIsTheEventBecomesASkip() {
    let mRNA = gene.mRNA.codes
    var store = AlignedReadStore()
    SmallGene.add(
      Array(mRNA[0..<40] + mRNA[100..<140]), at: 0,
      [CIGAROperation(.match, 40), CIGAROperation(.deletion, 60), CIGAROperation(.match, 40)], template: 0, to: &store)
    SmallGene.add(Array(mRNA[0..<90]), at: 0, [CIGAROperation(.match, 90)], template: 1, to: &store)
    let found = split(store, SplicingEvent.skip(exons: 1...1, of: gene, number: 0))
    #expect(found.cigars[found.reads[0].cigar].contains { $0.kind == .skip && $0.length == 60 })
    #expect(!found.cigars[found.reads[0].cigar].contains { $0.kind == .deletion })
    #expect(found.cigars[found.reads[1].cigar].map(\.description) == ["90M"])
  }

  @Test func whatLiesBeyondTheEventIsCutOff() {
    let mRNA = gene.mRNA.codes
    var store = AlignedReadStore()
    // Laid on the known transcript the last 30 bases are mismatches.
    SmallGene.add(Array(mRNA[0..<40] + mRNA[100..<130]), at: 0, [CIGAROperation(.match, 70)], template: 0, to: &store)
    let found = split(store, SplicingEvent.skip(exons: 1...1, of: gene, number: 0))
    #expect(found.reads[0].bases.count == 40 && found.reads[0].end == 40)
  }

  @Test func trimmedOperationsKeepTheirStart() {
    var store = AlignedReadStore()
    SmallGene.add(
      [UInt8](repeating: 0, count: 30), at: 10,
      [CIGAROperation(.match, 10), CIGAROperation(.insertion, 5), CIGAROperation(.match, 15)], template: 0, to: &store)
    let read = store.reads[0]
    let operations = Array(store.cigars)
    let end = EventReadSplitting.trimmed(operations, read: read, to: 20..<30)
    #expect(end.start == 25 && end.operations.map(\.description) == ["10M"])
    let start = EventReadSplitting.trimmed(operations, read: read, to: 0..<13)
    #expect(start.start == 10 && start.operations.map(\.description) == ["10M", "3S"])
  }
}
