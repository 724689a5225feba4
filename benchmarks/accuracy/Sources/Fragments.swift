// Fragments of a sample's molecules, drawn without the product's simulator.

import BioSequence
import Numerics
import ReadSimulation

/// One molecule of a gene that fragments are cut from.
struct Molecule {
  let codes: [UInt8]
  let edits: [Variant]

  init(record: DNASequence, edits: [Variant]) {
    var sequence = record
    self.edits = edits.sorted()
    for edit in self.edits.reversed() { sequence = edit.applied(to: sequence) }
    codes = sequence.codes
  }

  /// The molecule's offset of a record offset, to within the edits.
  func offset(_ recordOffset: Int) -> Int {
    edits.reduce(recordOffset) { $1.range.lowerBound < recordOffset ? $0 + $1.lengthChange : $0 }
  }
}

/// Draws the read pairs of one sample.
struct FragmentDraw {
  let plan: SimulationPlan
  var reader: PairReader
  /// Share of the fragments that are read again, and again with the same probability.
  let duplicates: Double
  private var random: RandomSource

  init(plan: SimulationPlan, model: ErrorModel, duplicates: Double = 0) {
    self.plan = plan
    self.duplicates = duplicates
    reader = PairReader(model: model, length: plan.readLength, seed: plan.seed &* 3 &+ 1)
    random = RandomSource(seed: plan.seed &* 5 &+ 2)
  }

  /// Every pair: codes and Phred scores of both reads.
  mutating func pairs(_ take: ([UInt8], [UInt8], [UInt8], [UInt8]) -> Void) {
    for gene in plan.genes.indices {
      let own = plan.variants.filter { $0.gene == gene }
      let record = plan.genes[gene].sequence
      var haplotypes: [[Variant]] = [[], []]
      var mosaic: [Variant] = []
      var fraction = 0.0
      for planted in own {
        switch planted.allele {
        case .homozygous: for side in 0...1 { haplotypes[side].append(planted.variant) }
        case .heterozygous(let side): haplotypes[side].append(planted.variant)
        case .mosaic(let vaf):
          mosaic.append(planted.variant)
          fraction = vaf
        }
      }
      let plain = haplotypes.map { Molecule(record: record, edits: $0) }
      let changed = Molecule(record: record, edits: mosaic)
      draw(gene: gene, plain: plain, changed: changed, fraction: fraction, take)
    }
  }

  private mutating func draw(
    gene: Int, plain: [Molecule], changed: Molecule, fraction: Double,
    _ take: ([UInt8], [UInt8], [UInt8], [UInt8]) -> Void
  ) {
    var ranges: [Range<Int>] = []
    var lengths = [plain[0].codes.count, plain[1].codes.count].map(Double.init)
    var wanted = plan.depth * (lengths[0] + lengths[1]) / 2
    var isAmplicon = false
    switch plan.design {
    case .wholeRecord: break
    case .capture(let lists):
      ranges = lists[gene]
      lengths = [1, 1]
      wanted = plan.depth * ranges.reduce(0) { $0 + Double($1.count) + plan.insertMean }
    case .amplicons(let lists):
      ranges = lists[gene]
      isAmplicon = true
      lengths = [1, 1]
      wanted = plan.depth * Double(ranges.count) * 2 * Double(plan.readLength)
    case .panel, .primers: preconditionFailure("this benchmark plans whole records, captures and amplicons")
    }
    let total = ranges.reduce(0) { $0 + $1.count + Int(plan.insertMean) }
    // Of a shorter molecule every base has the same number of fragments on average, so the molecule has fewer of them.
    let drawn =
      ranges.isEmpty
      ? fraction * Double(changed.codes.count)
        / (fraction * Double(changed.codes.count) + (1 - fraction) * (lengths[0] + lengths[1]) / 2) : fraction
    for _ in 0..<Int(wanted / Double(2 * plan.readLength)) {
      let side = random.uniform() * (lengths[0] + lengths[1]) < lengths[0] ? 0 : 1
      let molecule = fraction > 0 && random.uniform() < drawn ? changed : plain[side]
      let length = max(40, Int(plan.insertMean + plan.insertDeviation * random.boundedNormal()))
      var start = random.below(max(1, molecule.codes.count - length))
      var end = start + length
      if isAmplicon {
        let range = ranges[random.below(ranges.count)]
        start = molecule.offset(range.lowerBound)
        end = molecule.offset(range.upperBound)
      } else if !ranges.isEmpty {
        var place = random.below(total)
        for range in ranges {
          let width = range.count + Int(plan.insertMean)
          if place < width {
            start = molecule.offset(range.lowerBound - Int(plan.insertMean) / 2 + place) - length / 2
            end = start + length
            break
          }
          place -= width
        }
      }
      guard start >= 0, end <= molecule.codes.count, end - start >= 40 else { continue }
      let forward = Array(molecule.codes[start..<end])
      let reverse: [UInt8] = forward.reversed().map { $0 < 4 ? 3 - $0 : 4 }
      let isForward = random.below(2) == 0
      repeat {
        let first = reader.read(isForward ? forward : reverse)
        let second = reader.read(isForward ? reverse : forward)
        take(first.bases, first.qualities, second.bases, second.qualities)
      } while duplicates > 0 && random.uniform() < duplicates
    }
  }
}
