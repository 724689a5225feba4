// A primer's bases say nothing of the sample: what lies under one is shown by other amplicons or not at all.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct PrimerBasesTests {
  private let record = randomCodes(1400, seed: 23)
  private let first = Amplicon(reference: 0, range: 300..<560, insert: 322..<538)
  private let second = Amplicon(reference: 0, range: 480..<740, insert: 502..<718)

  /// Pairs of reads of 150 bases over amplicons, whose primers are the record's. Of `alternate` in ten fragments the bases
  /// between the primers are changed.
  private func sample(_ amplicons: [Amplicon], changed: [Int: UInt8], alternate: Int, depth: Int = 60) -> HandMade {
    var sample = HandMade(record)
    var template = 0
    for amplicon in amplicons {
      for number in 0..<depth {
        let own = number % 10 < alternate ? changed.filter { amplicon.insert.contains($0.key) } : [:]
        sample.addPair(amplicon.range, length: 150, changed: own, template: template)
        template += 1
      }
    }
    return sample
  }

  private func called(_ sample: HandMade, _ amplicons: [Amplicon]) -> CallSet {
    var options = CallOptions()
    options.amplicons = amplicons
    return VariantCaller(references: [sample.reference], options: options).call(sample.store)
  }

  @Test(arguments: [310, 321, 538, 550]) func aBaseUnderAPrimerIsNoReference(offset: Int) {
    let sample = sample([first], changed: [offset: (record[offset] + 1) & 3], alternate: 10)
    for given in [[first], []] {
      let found = called(sample, given)
      #expect(found.calls.isEmpty)
      #expect(found.coverage[0].verdicts[offset] == .noCall(.primer), "\(offset), \(given.count) amplicons")
    }
    #expect(called(sample, [first]).coverage[0].verdicts[400] == .reference)
    #expect(called(sample, [first]).coverage[0].verdicts[322] == .reference)
    #expect(called(sample, [first]).coverage[0].verdicts[537] == .reference)
  }

  /// Under the primer of one amplicon, in the middle of the other one: half of the reads show the primer.
  @Test(arguments: [485, 495, 545, 555]) func anotherAmpliconTellsTheGenotype(offset: Int) throws {
    let changed = [offset: (record[offset] + 1) & 3]
    for given in [[first, second], []] {
      let homozygous = called(sample([first, second], changed: changed, alternate: 10), given)
      #expect(try #require(homozygous.passing.first).zygosity == .homozygous, "\(offset), \(given.count) amplicons")
      let heterozygous = called(sample([first, second], changed: changed, alternate: 5), given)
      let call = try #require(heterozygous.passing.first)
      #expect(call.zygosity == .heterozygous && call.alleleFraction.value > 0.4, "\(offset): \(call.alleleFraction)")
    }
  }

  /// A deletion right behind a primer: without the primer the reads would fit the record, shifted.
  @Test func aDeletionBesideAPrimerIsCalled() throws {
    var sample = HandMade(record)
    for number in 0..<60 {
      let isChanged = number % 2 == 0
      let left =
        isChanged ? Array(record[300..<324] + record[331..<457]) : Array(record[300..<450])
      sample.add(left, at: 300, cigar: isChanged ? "24M7D126M" : "150M", template: number, isProper: true)
      sample.add(410..<560, strand: .reverse, template: number, isSecond: true, isProper: true)
    }
    let call = try #require(called(sample, [first]).passing.first)
    #expect(call.variant.lengthChange == -7 && call.zygosity == .heterozygous)
  }

  @Test func readsOfAnotherPanelAreTold() {
    let found = called(sample([first], changed: [:], alternate: 0), [second])
    #expect(found.diagnostics.contains(.primersUnmatched(fraction: 1)))
    #expect(
      !called(sample([first], changed: [:], alternate: 0), [first]).diagnostics.contains {
        if case .primersUnmatched = $0 { true } else { false }
      })
  }
}
