// Planted changes through the whole caller, on a short record so that the suite stays quick.

import Alignment
import BioSequence
import Numerics
import ReadSimulation
import Testing
import TypeICollagen
import VariantCalling

/// A stretch of a gene with its own reads.
struct TestBed {
  let record: DNASequence
  let reference: CallReference

  /// 2.6 kb of COL1A1 around exons 31 to 36, targets being the exons and 20 bases on each side.
  static let collagen: TestBed = {
    let gene = GeneCatalog.embedded.genes[0]
    let whole = 13_500..<16_900
    func moved(_ ranges: [Range<Int>], by pad: Int) -> [Range<Int>] {
      ranges.filter { $0.lowerBound > whole.lowerBound + 400 && $0.upperBound < whole.upperBound - 400 }
        .map { $0.lowerBound - whole.lowerBound - pad..<$0.upperBound - whole.lowerBound + pad }
    }
    let transcript = gene.record.preferredTranscript
    let record = gene.record.sequence[whole]
    return TestBed(
      record: record,
      reference: CallReference(
        sequence: record, targets: moved(transcript.exons, by: 20), codingExons: moved(transcript.codingExons, by: 0)))
  }()

  /// Reads of a sample with these variants.
  func reads(
    _ variants: [(Variant, PlantedAllele)], depth: Double = 60, seed: UInt64, design: FragmentDesign = .wholeRecord
  ) throws -> AlignedReadStore {
    var plan = SimulationPlan(
      genes: [SimulatedGene(sequence: record)],
      variants: variants.map { PlantedVariant(gene: 0, variant: $0.0, allele: $0.1) }, seed: seed)
    plan.depth = depth
    plan.design = design
    var simulator = try ReadSimulator(plan: plan)
    let aligner = PlainAligner(records: [record])
    var store = AlignedReadStore()
    var pair = SimulatedPair()
    while simulator.next(&pair) { aligner.add(pair, to: &store) }
    return store
  }

  func call(_ store: AlignedReadStore, options: CallOptions = CallOptions()) -> CallSet {
    VariantCaller(references: [reference], options: options).call(store)
  }

  /// An offset in the middle of target `index`.
  func middle(_ index: Int) -> Int { (reference.targets[index].lowerBound + reference.targets[index].upperBound) / 2 }
}

@Suite struct VariantCallerTests {
  private let bed = TestBed.collagen

  private func het(_ haplotype: Int = 0) -> PlantedAllele { .heterozygous(haplotype: haplotype) }

  private func other(_ offset: Int) -> DNASequence { DNASequence(codes: [(bed.record.codes[offset] + 1) & 3]) }

  private func shifted(_ offset: Int, by step: UInt8) -> DNASequence {
    DNASequence(codes: [(bed.record.codes[offset] + step) & 3])
  }

  @Test func everyClassIsFoundWithItsExactSequence() throws {
    let middle = (0..<5).map { bed.middle($0) }
    let unit = bed.record[middle[3]..<middle[3] + 27]
    let planted: [(Variant, PlantedAllele)] = [
      (Variant(range: middle[0]..<middle[0] + 1, replacement: other(middle[0])), het()),
      (Variant(range: middle[1]..<middle[1] + 18, replacement: DNASequence()), .homozygous),
      (Variant(range: middle[2]..<middle[2], replacement: "ACGTTGCAAGCTTACGATCC"), het(1)),
      (Variant(range: middle[3]..<middle[3], replacement: unit), het()),
      (Variant(range: middle[4]..<middle[4] + 5, replacement: "TTAAGTC"), .homozygous),
    ]
    let result = bed.call(try bed.reads(planted, seed: 1))
    let expected = planted.map { $0.0.leftAligned(on: bed.record) }
    #expect(result.passing.map(\.variant) == expected)
    #expect(result.passing.map(\.zygosity) == planted.map { $0.1 == .homozygous ? .homozygous : .heterozygous })
    #expect(result.passing.allSatisfy { $0.genotypeQuality >= 29 && $0.quality > 100 && $0.depth > 25 })
    for call in result.passing {
      #expect(
        call.alleleFraction.low <= call.alleleFraction.value && call.alleleFraction.value <= call.alleleFraction.high)
      #expect(call.alternateDepth + call.referenceDepth <= call.depth)
    }
  }

  @Test func wildTypeHasNoCallAndIsReference() throws {
    let result = bed.call(try bed.reads([], seed: 2))
    #expect(result.calls.isEmpty)
    let counts = try #require(result.coverage.first).counts
    let target = bed.reference.targets.reduce(0) { $0 + $1.count }
    #expect(counts.reference + counts.variant + counts.noCall == target)
    #expect(counts.reference == target)
  }

  @Test func changesOfOneCodonInCisAreOneCallInTransTwo() throws {
    let exon = bed.reference.codingExons[2]
    // The exons of the helix start with a glycine codon.
    let first = exon.lowerBound + 30
    let changes = [first, first + 2].map { Variant(range: $0..<$0 + 1, replacement: other($0)) }
    let cis = bed.call(try bed.reads([(changes[0], het()), (changes[1], het())], seed: 3)).passing
    #expect(cis.count == 1)
    #expect(cis.first?.variant.range == first..<first + 3)
    #expect(cis.first?.zygosity == .heterozygous)
    let trans = bed.call(try bed.reads([(changes[0], het()), (changes[1], het(1))], seed: 4)).passing
    #expect(trans.map(\.variant) == changes)
    #expect(trans.map(\.genotype.description) == ["1|0", "0|1"])
    #expect(Set(trans.map(\.phaseSet)).count == 1)
  }

  @Test func changesWithinReachOfOneFragmentArePhased() throws {
    let positions = [bed.middle(1), bed.middle(1) + 60, bed.middle(1) + 140]
    let changes = positions.map { Variant(range: $0..<$0 + 1, replacement: other($0)) }
    let whole = TestBed(record: bed.record, reference: CallReference(sequence: bed.record))
    let planted = [(changes[0], het(1)), (changes[1], het(0)), (changes[2], het(1))]
    let calls = whole.call(try bed.reads(planted, seed: 12)).passing
    #expect(calls.map(\.variant) == changes)
    #expect(Set(calls.map(\.phaseSet)) == [positions[0]])
    #expect(calls.allSatisfy { $0.genotype.isPhased })
    #expect(calls[0].genotype.first == calls[2].genotype.first)
    #expect(calls[0].genotype.first == calls[1].genotype.second)
  }

  @Test func mosaicsAreCalledByTheirMeasuredFractionAndWildTypeStaysSilent() throws {
    let site = bed.middle(1)
    let variant = Variant(range: site..<site + 1, replacement: other(site))
    let lone = TestBed(
      record: bed.record[site - 500..<site + 500],
      reference: CallReference(sequence: bed.record[site - 500..<site + 500], targets: [420..<580]))
    let moved = Variant(range: 500..<501, replacement: variant.replacement)
    let store = try lone.reads([(moved, .mosaic(fraction: 0.05))], depth: 300, seed: 14)
    // On a thousand bases nothing tells a mosaic from another person's allele: it is shown, and does not count.
    func shown(_ minVAF: Double) -> [VariantCall] {
      lone.call(store, options: CallOptions(minVAF: minVAF)).calls.filter { $0.filters == [.possibleContamination] }
    }
    let found = shown(0.02)
    #expect(lone.call(store, options: CallOptions(minVAF: 0.02)).passing.isEmpty)
    #expect(found.map(\.variant) == [moved])
    #expect(found.first?.zygosity == .mosaic)
    #expect(found.first.map { $0.alleleFraction.low < 0.05 && $0.alleleFraction.high > 0.05 } == true)
    // At the very fraction measured it is called, a little above it is not.
    let measured = try #require(found.first).alleleFraction.value
    #expect(shown(measured).map(\.variant) == [moved])
    #expect(shown(measured + 1e-6).isEmpty)
    for minVAF in [0.05, 0.2, 0.5] {
      let half = try lone.reads([(moved, het())], depth: 300, seed: 14)
      let calls = lone.call(half, options: CallOptions(minVAF: minVAF)).passing
      #expect(minVAF == 0.5 || calls.map(\.zygosity) == [.heterozygous])
    }
    let plain = try lone.reads([], depth: 300, seed: 15)
    #expect(lone.call(plain, options: CallOptions(minVAF: 0.02)).passing.isEmpty)
  }

  @Test func aGivenChangeIsCountedWhateverItsFraction() throws {
    let site = bed.middle(1)
    let variant = Variant(range: site..<site + 3, replacement: DNASequence())
    let store = try bed.reads([(variant, .mosaic(fraction: 0.08))], depth: 150, seed: 16)
    let caller = VariantCaller(references: [bed.reference])
    let found = caller.evidence(for: variant, on: 0, in: store)
    #expect(found.alternateDepth >= 4 && found.alternateDepth <= 25)
    #expect(found.alleleFraction.low < 0.08 && found.alleleFraction.high > 0.08)
    let absent = Variant(range: site + 40..<site + 41, replacement: other(site + 40))
    #expect(caller.evidence(for: absent, on: 0, in: store).alternateDepth <= 1)
  }

  @Test func misreadBasesAreNotTakenForAShare() throws {
    let store = try bed.reads([], depth: 150, seed: 17)
    let target = bed.reference.targets[1]
    let queried = target.flatMap { offset in
      (1...3).map { (Variant(range: offset..<offset + 1, replacement: shifted(offset, by: UInt8($0))), 0) }
    }
    let found = VariantCaller(references: [bed.reference]).evidence(for: queried, in: store)
    #expect(found.count == queried.count)
    #expect(found.contains { $0.alternateDepth > 0 })
    #expect(found.count { $0.alleleFraction.low > 0 } * 20 <= found.count)
    #expect(found.allSatisfy { $0.alleleFraction.value <= $0.alleleFraction.high })
    let plain = AlleleFraction(alternate: 20, total: 1000)
    let corrected = AlleleFraction(alternate: 20, total: 1000, misread: 0.002)
    #expect(corrected.value == plain.value)
    #expect(abs(corrected.low - (plain.low - 0.002) / 0.998) < 1e-12)
    #expect(abs(corrected.high - (plain.high - 0.002) / 0.998) < 1e-12)
  }

  @Test func detectionLimitsFollowTheBinomial() {
    // Three of three at 0.95^(1/3); for many fragments Poisson's mean for 5 % of 0, 1 or 2 is 6.296.
    #expect(DetectionLimit.fraction(fragments: 2) == 1)
    #expect(abs(DetectionLimit.fraction(fragments: 3) - 0.9831) < 2e-4)
    #expect(DetectionLimit.fraction(fragments: 1000) < DetectionLimit.fraction(fragments: 100))
    #expect(abs(DetectionLimit.fraction(fragments: 1000) - 0.00629) < 1e-4)
  }

  @Test func anyOrderOfWorkGivesTheSame() throws {
    let site = bed.middle(2)
    let store = try bed.reads([(Variant(range: site..<site + 2, replacement: "A"), het())], depth: 40, seed: 13)
    let caller = VariantCaller(references: [bed.reference])
    let backward = caller.call(store) { count, body in
      for index in (0..<count).reversed() { body(index) }
    }
    #expect(backward == caller.call(store))
    #expect(!backward.calls.isEmpty)
  }

  @Test func longEventsAreFoundFromClippedReads() throws {
    let start = bed.middle(2) - 30
    let duplication = Variant(range: start..<start, replacement: bed.record[start..<start + 75])
    let deletion = Variant(range: start..<start + 110, replacement: DNASequence())
    for (seed, variant) in [(UInt64(5), duplication), (6, deletion)] {
      let result = bed.call(try bed.reads([(variant, het())], seed: seed))
      #expect(result.passing.map(\.variant) == [variant.leftAligned(on: bed.record)])
      #expect(result.passing.map(\.zygosity) == [.heterozygous])
    }
  }

  @Test func longDuplicationsHaveTheirCopiesAndFraction() throws {
    let start = bed.middle(1) - 200
    let copied = Variant(range: start..<start, replacement: bed.record[start..<start + 600])
    for (seed, allele, zygosity, fraction) in [
      (UInt64(15), het(), Zygosity.heterozygous, 0.5), (16, .homozygous, .homozygous, 1),
    ] {
      let store = try bed.reads([(copied, allele)], depth: 80, seed: seed)
      let call = try #require(bed.call(store).passing.first)
      #expect(call.variant == copied.leftAligned(on: bed.record))
      #expect(call.zygosity == zygosity)
      #expect(call.alleleFraction.low <= fraction && fraction <= call.alleleFraction.high)
    }
  }

  @Test func longDeletionsHaveTheirFraction() throws {
    let start = bed.middle(1) - 200
    let deletion = Variant(range: start..<start + 700, replacement: DNASequence())
    var with = 0
    var without = 0
    for seed in UInt64(18)..<22 {
      let call = try #require(bed.call(try bed.reads([(deletion, het())], depth: 80, seed: seed)).passing.first)
      with += call.alternateDepth
      without += call.referenceDepth
    }
    let fraction = Double(with) / Double(with + without)
    #expect((0.42...0.58).contains(fraction))
  }

  @Test func deletionsMayBeginFarFromTheTargets() throws {
    let target = bed.reference.targets[1]
    let deletion = Variant(range: target.lowerBound - 90..<target.lowerBound + 40, replacement: DNASequence())
    let result = bed.call(try bed.reads([(deletion, het())], seed: 17))
    #expect(result.passing.map(\.variant) == [deletion.leftAligned(on: bed.record)])
  }

  @Test func ampliconsAreRecognisedAndTheirChangesPass() throws {
    let site = bed.middle(1)
    let variant = Variant(range: site..<site + 1, replacement: other(site))
    let design = FragmentDesign.amplicons([[site - 150..<site + 130, site + 80..<site + 360]])
    let result = bed.call(try bed.reads([(variant, het())], depth: 100, seed: 7, design: design))
    #expect(result.ampliconLike)
    #expect(result.readUse.duplicates == 0)
    #expect(result.passing.map(\.variant) == [variant])
  }

  @Test func duplicatesAreSetAsideOnlyIfAskedFor() throws {
    let store = try bed.reads([], depth: 10, seed: 8)
    var doubled = store
    for read in store.reads {
      doubled.append(
        reference: 0, start: read.start, strand: read.strand, mappingQuality: 60, template: read.template + 100_000,
        isSecond: read.isSecond, isProperPair: read.isProperPair, bases: store.bases[read.bases],
        qualities: store.qualities[read.bases], cigar: store.cigars[read.cigar])
    }
    let marked = bed.call(doubled)
    #expect(marked.readUse.duplicates > doubled.reads.count * 9 / 20)
    #expect(marked.readUse.used + marked.readUse.duplicates == doubled.reads.count)
    #expect(bed.call(doubled, options: CallOptions(marksDuplicates: false)).readUse.duplicates == 0)
    #expect(marked.coverage[0].depths.max() == bed.call(store).coverage[0].depths.max())
  }

  @Test func noCallsSayWhy() throws {
    let store = try bed.reads([], depth: 60, seed: 9)
    func changed(mapping: UInt8, quality: UInt8?) -> CallSet {
      var copy = AlignedReadStore()
      for read in store.reads {
        copy.append(
          reference: 0, start: read.start, strand: read.strand, mappingQuality: mapping, template: read.template,
          isSecond: read.isSecond, isProperPair: read.isProperPair, bases: store.bases[read.bases],
          qualities: store.qualities[read.bases].map { quality ?? $0 }, cigar: store.cigars[read.cigar])
      }
      return bed.call(copy)
    }
    func reasons(_ result: CallSet) -> Set<CoverageVerdict> {
      Set(bed.reference.targets.flatMap { result.coverage[0].verdicts[$0] })
    }
    #expect(reasons(changed(mapping: 10, quality: nil)) == [.noCall(.lowMappingQuality)])
    #expect(reasons(changed(mapping: 60, quality: 5)) == [.noCall(.lowBaseQuality)])
    #expect(reasons(changed(mapping: 0, quality: nil)) == [.noCall(.noReads)])
    #expect(reasons(bed.call(AlignedReadStore())) == [.noCall(.noReads)])
    #expect(
      reasons(bed.call(try bed.reads([], depth: 6, seed: 10))).isSubset(of: [.noCall(.lowDepth), .noCall(.noReads)]))
  }

  @Test func verdictRunsTileTheirRange() throws {
    let result = bed.call(try bed.reads([], depth: 21, seed: 11))
    for target in bed.reference.targets {
      let runs = result.coverage[0].runs(in: target)
      #expect(runs.first?.range.lowerBound == target.lowerBound)
      #expect(runs.last?.range.upperBound == target.upperBound)
      for (left, right) in zip(runs, runs.dropFirst()) {
        #expect(left.range.upperBound == right.range.lowerBound)
        #expect(left.verdict != right.verdict)
      }
    }
  }
}
