// Where fragments come from: genes by the design, and the background.

import BioSequence
import Numerics

/// Draws fragments of one gene.
struct GeneFragments: Sendable {
  let molecules: MoleculeSource
  /// Captured ranges or amplicons; empty for the whole record.
  let ranges: [Range<Int>]
  let isAmplicon: Bool
  /// Targets with efficiencies, for designs that have them.
  private let targeted: TargetedFragments?
  /// Relative chances of the captured ranges to be captured; empty: all alike.
  private let efficiency: [Double]
  /// How unevenly transcripts are read.
  private let library: RNALibrary
  /// Number of pairs that give the depth asked for.
  let pairs: Int

  init(plan: SimulationPlan, gene: Int) throws(SimulationError) {
    molecules = try MoleculeSource(plan: plan, gene: gene)
    let perPair = 2 * Double(plan.readLength)
    var wanted = plan.depth * Double(molecules.length) * molecules.amount / perPair
    var level = 1.0
    var library = RNALibrary()
    if case .rna(let rna) = plan.molecule {
      level = rna.level(ofGene: gene)
      library = rna.library
      // Unspliced transcripts are longer: the depth asked for is that of the exons.
      if library.unspliced > 0 { level *= molecules.meanLength / Double(max(1, molecules.length)) }
    }
    self.library = library
    guard level >= 0, level.isFinite else { throw SimulationError(.valueOutOfRange) }
    var targeted: TargetedFragments?
    switch plan.design {
    case .wholeRecord:
      ranges = []
      isAmplicon = false
    case .capture(let lists):
      ranges = gene < lists.count ? lists[gene] : []
      isAmplicon = false
      wanted = plan.depth * ranges.reduce(0) { $0 + Double($1.count) + plan.insertMean } / perPair
    case .amplicons(let lists):
      ranges = gene < lists.count ? lists[gene] : []
      isAmplicon = true
      wanted = plan.depth * Double(ranges.count)
    case .panel(let design), .primers(let design):
      ranges = gene < design.targets.count ? design.targets[gene] : []
      isAmplicon = plan.design.isAmplified
      let source = TargetedFragments(
        molecules: molecules, targets: ranges, efficiencies: ranges.isEmpty ? [] : design.efficiencies[gene],
        isAmplified: isAmplicon, primerLength: design.primerLength)
      wanted = plan.depth * source.fragmentCount(length: plan.insertMean) / (isAmplicon ? 1 : perPair)
      targeted = source
    }
    self.targeted = targeted
    let factors = gene < plan.captureEfficiency.count ? plan.captureEfficiency[gene] : []
    efficiency = isAmplicon ? [] : factors
    guard factors.allSatisfy({ $0 >= 0 && $0.isFinite }), efficiency.isEmpty || efficiency.count == ranges.count else {
      throw SimulationError(.valueOutOfRange)
    }
    if !efficiency.isEmpty {
      let sums = zip(ranges, efficiency).map { (Double($0.count) + plan.insertMean, $1) }
      wanted *= sums.reduce(0) { $0 + $1.0 * $1.1 } / max(1, sums.reduce(0) { $0 + $1.0 })
    }
    let recordLength = plan.genes[gene].sequence.count
    guard ranges.allSatisfy({ !$0.isEmpty && $0.lowerBound >= 0 && $0.upperBound <= recordLength }) else {
      throw SimulationError(.emptyDesign)
    }
    pairs = molecules.amount > 0 ? Int((wanted * level).rounded()) : 0
  }

  /// Cuts a fragment of about `length` bases; amplicons have their own length.
  func draw(length: Int, into fragment: inout [UInt8], random: inout RandomSource) {
    if let targeted { return targeted.draw(length: length, into: &fragment, random: &random) }
    let molecule = molecules.draw(length: length, byLength: ranges.isEmpty, random: &random)
    fragment.removeAll(keepingCapacity: true)
    if isAmplicon {
      let range = ranges[random.below(ranges.count)]
      let start = molecule.offset(ofRecordOffset: range.lowerBound)
      let end = molecule.offset(ofRecordOffset: range.upperBound)
      molecule.append(start..<max(start, end), to: &fragment)
      return
    }
    let length = min(length, molecule.count)
    var start = 0
    if ranges.isEmpty {
      start =
        library.isEven
        ? random.below(molecule.count - length + 1) : unevenStart(molecule, length, &fragment, &random)
    } else {
      var (index, position) = efficiency.isEmpty ? (0, 0) : drawRange(length: length, random: &random)
      if efficiency.isEmpty {
        position = random.below(ranges.reduce(0) { $0 + $1.count + length - 1 })
        while position >= ranges[index].count + length - 1 {
          position -= ranges[index].count + length - 1
          index += 1
        }
      }
      let first = molecule.offset(ofRecordOffset: ranges[index].lowerBound)
      start = min(max(first + position - (length - 1), 0), molecule.count - length)
    }
    molecule.append(start..<start + length, to: &fragment)
  }
}

extension GeneFragments {
  /// A start that the library's preferences let through.
  private func unevenStart(
    _ molecule: EditedSequence, _ length: Int, _ scratch: inout [UInt8], _ random: inout RandomSource
  ) -> Int {
    var start = 0
    for _ in 0..<200 {
      start = random.below(molecule.count - length + 1)
      scratch.removeAll(keepingCapacity: true)
      molecule.append(start..<min(start + 6, molecule.count), to: &scratch)
      let behind = Double(molecule.count - start - length) / Double(molecule.count)
      if library.isRead(behind: behind, hexamer: scratch[...], random: &random) { break }
    }
    scratch.removeAll(keepingCapacity: true)
    return start
  }

  /// A captured range by its efficiency and number of fragments, and the number of the fragment in it.
  private func drawRange(length: Int, random: inout RandomSource) -> (index: Int, position: Int) {
    let weights = zip(ranges, efficiency).map { Double($0.count + length - 1) * $1 }
    var rest = random.uniform() * weights.reduce(0, +)
    var index = 0
    while index < ranges.count - 1, rest >= weights[index] {
      rest -= weights[index]
      index += 1
    }
    return (index, random.below(ranges[index].count + length - 1))
  }
}

/// Draws fragments of the rest of the genome.
struct BackgroundFragments: Sendable {
  private let sequence: BackgroundSequence
  /// Stretches that are long enough.
  private let pieces: [Range<Int>]
  /// Running total of the pieces' lengths.
  private let ends: [Int]

  /// Stretches that hold at least `minimum` bases.
  init(sequence: BackgroundSequence, minimum: Int) {
    self.sequence = sequence
    pieces = sequence.stretches.filter { $0.count >= minimum }
    var total = 0
    ends = pieces.map { piece in
      total += piece.count
      return total
    }
  }

  var isEmpty: Bool { pieces.isEmpty }

  func draw(length: Int, into fragment: inout [UInt8], random: inout RandomSource) {
    let position = random.below(ends[ends.count - 1])
    var low = 0
    var high = ends.count - 1
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= position { low = middle + 1 } else { high = middle }
    }
    let piece = pieces[low]
    let length = min(length, piece.count)
    let start = piece.lowerBound + random.below(piece.count - length + 1)
    fragment.removeAll(keepingCapacity: true)
    sequence.append(start..<start + length, to: &fragment)
  }
}
