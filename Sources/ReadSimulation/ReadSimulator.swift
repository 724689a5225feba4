// Draws read pairs from a plan, one after the other.

import BioSequence
import Numerics

/// One simulated pair. Arrays are reused from pair to pair.
package struct SimulatedPair: Sendable {
  /// ``BioSequence/Nucleotide`` codes of the first read, as sequenced.
  package fileprivate(set) var firstBases: [UInt8] = []
  /// Phred scores of the first read.
  package fileprivate(set) var firstQualities: [UInt8] = []
  /// Codes of the second read, as sequenced.
  package fileprivate(set) var secondBases: [UInt8] = []
  /// Phred scores of the second read.
  package fileprivate(set) var secondQualities: [UInt8] = []
  /// Number of the pair, from 0.
  package fileprivate(set) var index = -1

  /// An empty pair to draw into.
  package init() {}
}

/// Paired reads with planted variants, realistic qualities, and sequencing errors drawn from these.
///
/// The same plan gives the same reads on any machine.
///
///     var simulator = try ReadSimulator(plan: SimulationPlan(genes: [gene], variants: [planted], seed: 7))
///     try simulator.writeFASTQ { first, second in try append(first, second) }
package struct ReadSimulator: Sendable {
  /// The number of pairs of the whole plan.
  package let pairCount: Int
  private var plan: SimulationPlan
  private let genes: [GeneFragments]
  private let background: BackgroundFragments
  /// Pairs still to draw, by gene; the background's are last.
  private var remaining: [Int]
  private var random: RandomSource
  private let profiles: [QualityProfile]
  private var fragment: [UInt8] = []
  private var drawn = 0
  private var library = RNALibrary()
  /// Number of the first sources, which are transcripts (or genes).
  private let transcriptCount: Int
  /// Earlier fragments, as sequenced, that copies are made of.
  private var copied: [[UInt8]] = []

  /// Checks a plan and makes it ready.
  ///
  /// - Throws: ``SimulationError`` for a plan that cannot be carried out.
  package init(plan: SimulationPlan) throws(SimulationError) {
    guard plan.readLength >= 20, plan.depth >= 0, plan.insertMean >= 1, plan.insertDeviation >= 0 else {
      throw SimulationError(.valueOutOfRange)
    }
    for (index, planted) in plan.variants.enumerated() where !plan.genes.indices.contains(planted.gene) {
      throw SimulationError(.variantOutsideRecord, variant: index)
    }
    var genes: [GeneFragments] = []
    for gene in plan.genes.indices { genes.append(try GeneFragments(plan: plan, gene: gene)) }
    if case .rna(let rna) = plan.molecule {
      library = rna.library
      if library.genomic > 0 {
        var dna = plan
        dna.molecule = .dna
        dna.depth = plan.depth * library.genomic
        for gene in plan.genes.indices { genes.append(try GeneFragments(plan: dna, gene: gene)) }
      }
    }
    transcriptCount = plan.genes.count
    if plan.design != .wholeRecord, genes.allSatisfy({ $0.ranges.isEmpty }) { throw SimulationError(.emptyDesign) }
    background = BackgroundFragments(
      sequence: plan.background, minimum: Int(plan.insertMean + 4 * plan.insertDeviation))
    remaining = genes.map(\.pairs)
    let fromGenes = remaining.reduce(0, +)
    let others = (plan.pairs ?? fromGenes) - fromGenes
    guard others >= 0, others == 0 || !plan.background.isEmpty else { throw SimulationError(.pairsDoNotFit) }
    guard others == 0 || !background.isEmpty else { throw SimulationError(.backgroundTooShort) }
    remaining.append(others)
    pairCount = fromGenes + others
    self.plan = plan
    self.plan.background = BackgroundSequence()
    self.genes = genes
    random = RandomSource(seed: plan.seed)
    profiles = [false, true].map { QualityProfile(readLength: plan.readLength, isSecond: $0) }
  }

  /// Draws the next pair.
  ///
  /// - Returns: `false` when all have been drawn.
  package mutating func next(_ pair: inout SimulatedPair) -> Bool {
    guard drawn < pairCount else { return false }
    var position = random.below(pairCount - drawn)
    var source = 0
    while position >= remaining[source] {
      position -= remaining[source]
      source += 1
    }
    remaining[source] -= 1
    pair.index = drawn
    drawn += 1
    if library.copies > 0, !copied.isEmpty, random.uniform() < library.copies {
      // The first places are taken far more often than the last: some molecules are copied far more than others.
      let probability = random.uniform()
      fragment = copied[Int(probability * probability * Double(copied.count))]
      sequencePair(&pair)
      return true
    }
    let wanted = plan.insertMean + plan.insertDeviation * random.boundedNormal()
    let length = max(Int(wanted.rounded()), 35)
    if source < genes.count {
      genes[source].draw(length: length, into: &fragment, random: &random)
    } else {
      background.draw(length: length, into: &fragment, random: &random)
    }
    if isTurned(source) { reverseComplementFragment() }
    if library.copies > 0 {
      if copied.count < 4096 { copied.append(fragment) } else { copied[random.below(copied.count)] = fragment }
    }
    sequencePair(&pair)
    return true
  }

  /// Whether the first read is of the strand opposite to the source.
  private mutating func isTurned(_ source: Int) -> Bool {
    guard library.antisenseFirst != 0.5, source < transcriptCount else { return random.next() >> 63 == 1 }
    return random.uniform() < library.antisenseFirst
  }

  private mutating func sequencePair(_ pair: inout SimulatedPair) {
    sequence(isSecond: false, bases: &pair.firstBases, qualities: &pair.firstQualities)
    reverseComplementFragment()
    sequence(isSecond: true, bases: &pair.secondBases, qualities: &pair.secondQualities)
  }

  private mutating func reverseComplementFragment() {
    fragment.reverse()
    for index in fragment.indices where fragment[index] < 4 { fragment[index] = 3 - fragment[index] }
  }

  /// Reads the fragment from its start; past its end comes the adapter, past that random bases.
  private mutating func sequence(isSecond: Bool, bases: inout [UInt8], qualities: inout [UInt8]) {
    let length = plan.readLength
    if bases.count != length {
      bases = [UInt8](repeating: 0, count: length)
      qualities = bases
    }
    if let score = plan.errorModel.onlyScore {
      for cycle in 0..<length { qualities[cycle] = score }
    } else {
      profiles[isSecond ? 1 : 0].draw(into: &qualities, random: &random)
    }
    let slips = plan.errorModel == .slippage
    let thresholds = plan.errorModel == .errorless ? ReadSimulator.noErrors : QualityProfile.errorThresholds
    var run = 0
    let adapter = isSecond ? ReadSimulator.secondAdapter : ReadSimulator.firstAdapter
    var source = 0
    for cycle in 0..<length {
      let bits = random.next()
      let isError = UInt32(truncatingIfNeeded: bits) < thresholds[Int(qualities[cycle])]
      let kind = isError ? bits >> 40 & 0xff : 0xff
      if isError, kind < 3 { source += 1 }
      if isError, kind >= 3, kind < 6 {
        bases[cycle] = UInt8(bits >> 50 & 3)
        continue
      }
      var base = UInt8(bits >> 52 & 3)
      if source < fragment.count {
        base = fragment[source]
        if slips {
          run = source > 0 && fragment[source - 1] == base ? run + 1 : 1
          if run >= 4, let slip = self.slip() {
            // A lost base: the next one is read at once. A doubled one: it is read again in the next cycle.
            source = max(source + slip, 0)
            if slip > 0, source < fragment.count { base = fragment[source] }
            run = 0
          }
        }
      } else if source - fragment.count < adapter.count {
        base = adapter[source - fragment.count]
      }
      source += 1
      if isError, kind >= 6, base < 4 { base = (base + 1 + UInt8((bits >> 54) % 3)) & 3 }
      if base == Nucleotide.n.rawValue { qualities[cycle] = 2 }
      bases[cycle] = base
    }
    guard plan.errorModel.isBinned else { return }
    for cycle in 0..<length { qualities[cycle] = ErrorModel.bins[Int(qualities[cycle])] }
  }

  /// 1 for a lost base, -1 for a doubled one, mostly `nil`.
  private mutating func slip() -> Int? {
    let bits = random.next()
    guard UInt32(truncatingIfNeeded: bits) < ErrorModel.slipThreshold else { return nil }
    return bits >> 63 == 0 ? 1 : -1
  }

  private static let noErrors = [UInt32](repeating: 0, count: 64)
  private static let firstAdapter = DNASequence("AGATCGGAAGAGCACACGTCTGAACTCCAGTCA").codes
  private static let secondAdapter = DNASequence("AGATCGGAAGAGCGTCGTGTAGGGAAAGAGTGT").codes
}
