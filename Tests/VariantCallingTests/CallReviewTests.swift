// What is made of the calls of single windows: phase, conflicts, and sequence contexts.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct PhaseSetsTests {
  private let record = DNASequence(codes: randomCodes(400, seed: 21))

  /// A heterozygous window whose fragments of `templates` lie on the first haplotype if `isFirst`.
  private func window(_ offset: Int, _ fragments: [(Int, Bool)], reference: Int = 0) -> RegionCalls {
    RegionCalls(
      calls: [makeCall(substitution(offset, on: record))], phased: fragments.map { (template: $0.0, isFirst: $0.1) })
  }

  @Test func windowsThatShareFragmentsAreOneSet() {
    let near = PhaseSets.linked([
      window(100, [(1, false), (2, false), (3, true)]), window(200, [(1, false), (2, false), (3, true)]),
    ])
    #expect(near.map(\.genotype.description) == ["0|1", "0|1"] && near.map(\.phaseSet) == [100, 100])
    let trans = PhaseSets.linked([window(100, [(1, false), (2, false)]), window(200, [(1, true), (2, true)])])
    #expect(trans.map(\.genotype.description) == ["0|1", "1|0"] && trans.map(\.phaseSet) == [100, 100])
  }

  @Test func theOrderOfWindowsIsThatOfThePositions() {
    let turned = PhaseSets.linked([window(200, [(1, true), (2, true)]), window(100, [(1, false), (2, false)])])
    #expect(turned.map(\.phaseSet) == [100, 100])
    #expect(turned.map(\.genotype.description) == ["1|0", "0|1"])
  }

  @Test func tooFewOrDisagreeingFragmentsTieNothing() {
    let one = PhaseSets.linked([window(100, [(1, false)]), window(200, [(1, false)])])
    #expect(one.allSatisfy { $0.phaseSet == nil && !$0.genotype.isPhased })
    let mixed = (0..<10).map { ($0, false) }
    let apart = PhaseSets.linked([window(100, mixed), window(200, mixed.map { ($0.0, $0.0 < 2) })])
    #expect(apart.allSatisfy { $0.phaseSet == nil }, "eight of ten are fewer than nine of ten")
    let nine = PhaseSets.linked([window(100, mixed), window(200, mixed.map { ($0.0, $0.0 < 1) })])
    #expect(nine.map(\.phaseSet) == [100, 100])
  }
}

@Suite struct AlleleConflictsTests {
  private let references = [CallReference(sequence: DNASequence(codes: randomCodes(2000, seed: 22)))]
  private var record: DNASequence { references[0].sequence }

  private func call(
    _ range: Range<Int>, _ replacement: [UInt8] = [], copies: Int = 1, quality: Double, set: Int? = nil
  ) -> VariantCall {
    makeCall(
      Variant(range: range, replacement: DNASequence(codes: replacement)),
      genotype: Genotype(first: copies == 2 ? 1 : 0, second: 1, isPhased: set != nil), quality: quality, phaseSet: set)
  }

  private func passing(_ calls: [VariantCall]) -> [Bool] {
    AlleleConflicts.resolved(calls, references: references).map(\.isPass)
  }

  @Test func threeCopiesCannotBe() {
    // A homozygous deletion leaves no haplotype for a substitution inside it: the better call stays.
    let deletion = call(300..<500, copies: 2, quality: 200)
    let inside = call(400..<401, [(record.codes[400] + 1) & 3], quality: 90)
    #expect(passing([deletion, inside]) == [true, false])
    #expect(passing([inside, deletion]) == [false, true])
    let lowered = AlleleConflicts.resolved([deletion, inside], references: references)[1]
    #expect(lowered.quality == 10 && lowered.filters == [.lowQuality])
    #expect(passing([call(300..<500, quality: 200), inside]) == [true, true], "two haplotypes, one variant each")
  }

  @Test func oneHaplotypeHasOneVariantAtAPosition() {
    let left = call(300..<310, quality: 100, set: 300)
    let right = call(310..<320, quality: 90, set: 300)
    #expect(passing([left, right]) == [true, false], "in cis and touching: one event explains both")
    #expect(passing([left, call(330..<340, quality: 90, set: 300)]) == [true, true], "in cis and apart")
  }

  @Test func longEventsThatShareABreakpointAreOne() {
    #expect(passing([call(300..<500, quality: 100), call(303..<700, quality: 90)]) == [true, false])
    #expect(passing([call(300..<500, quality: 100), call(330..<700, quality: 90)]) == [true, true])
  }

  @Test func callsThatDoNotPassTakeNoPart() {
    var weak = call(300..<500, copies: 2, quality: 200)
    weak.filters = [.strandBias]
    #expect(passing([weak, call(400..<401, [(record.codes[400] + 1) & 3], copies: 2, quality: 90)]) == [false, true])
  }
}

@Suite struct RegionCallerTests {
  private let codes = randomCodes(600, seed: 23)

  /// Ten fragments with and ten without the changes, on both strands, around 300.
  private func sample(_ changed: [Int: UInt8], carriers: Int = 10, others: Int = 10) -> HandMade {
    var sample = HandMade(codes)
    for number in 0..<carriers {
      let strand = number % 2 == 0 ? Strand.forward : .reverse
      let start = 230 + 3 * (number % 20)
      sample.add(start..<start + 100, changed: changed, strand: strand)
    }
    for number in 0..<others {
      let start = 231 + 3 * (number % 20)
      sample.add(start..<start + 100, strand: number % 2 == 0 ? .forward : .reverse)
    }
    return sample
  }

  private func plan(_ sample: HandMade, minVAF: Double = 0.05) -> CallPlan {
    CallPlan(
      store: sample.store, references: [sample.reference], options: CallOptions(minVAF: minVAF),
      loop: VariantCaller.serialLoop)
  }

  @Test func halfOfTheFragmentsAreAHeterozygote() throws {
    let variant = substitution(300, on: DNASequence(codes: codes))
    let plan = plan(sample([300: variant.replacement.codes[0]]))
    #expect(plan.regions.map(\.window) == [290..<311])
    let result = plan.caller.calls(in: plan.regions[0])
    let call = try #require(result.calls.first)
    #expect(result.calls.count == 1 && call.variant == variant && call.zygosity == .heterozygous && call.isPass)
    #expect(call.alternateDepth == 10 && call.referenceDepth == 10 && call.genotype.description == "0/1")
    #expect(call.genotypeQuality == 29, "below forty fragments no genotype is surer")
    #expect(result.phased.count == 20 && Set(result.phased.map(\.isFirst)) == [true, false])
    #expect(result.blocks == [variant])
  }

  @Test func allOfTheFragmentsAreAHomozygote() throws {
    let variant = substitution(300, on: DNASequence(codes: codes))
    let plan = plan(sample([300: variant.replacement.codes[0]], carriers: 20, others: 0))
    let call = try #require(plan.caller.calls(in: plan.regions[0]).calls.first)
    #expect(call.zygosity == .homozygous && call.genotype.copies == 2 && call.alleleFraction.high == 1)
  }

  @Test func twoVariantsOnOneHaplotypeShareTheirGenotype() {
    let record = DNASequence(codes: codes)
    let (one, two) = (substitution(296, on: record), substitution(304, on: record))
    let plan = plan(sample([296: one.replacement.codes[0], 304: two.replacement.codes[0]]))
    let calls = plan.caller.calls(in: plan.regions[0]).calls
    #expect(calls.map(\.variant) == [one, two])
    #expect(Set(calls.map(\.genotype)).count == 1 && calls.allSatisfy { $0.phaseSet == 296 })
  }

  @Test func aSmallFractionIsCalledAsMosaic() throws {
    let variant = substitution(300, on: DNASequence(codes: codes))
    let few = sample([300: variant.replacement.codes[0]], carriers: 6, others: 60)
    for minVAF in [0.02, 0.05, 0.0909] {
      let mosaic = plan(few, minVAF: minVAF)
      let call = try #require(mosaic.caller.calls(in: mosaic.regions[0]).calls.first)
      #expect(call.zygosity == .mosaic && call.variant == variant && call.alternateDepth == 6)
      #expect(!call.filters.contains(.lowFraction))
    }
    let above = plan(few, minVAF: 0.091)
    let low = try #require(above.caller.calls(in: above.regions[0]).calls.first)
    #expect(low.filters.contains(.lowFraction), "6 of 66 are 0.0909")
  }

  @Test func noVariantGivesNoCall() {
    #expect(plan(sample([:])).regions.isEmpty)
    let caller = plan(sample([:])).caller
    let region = ActiveRegion(reference: 0, window: 290..<311, candidates: [])
    #expect(caller.calls(in: region).calls.isEmpty, "one haplotype only")
  }
}
