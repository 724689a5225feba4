// The molecules of one gene: two haplotypes, with mosaic variants and, for RNA, splicing.

import BioSequence
import Numerics

/// One kind of molecule of a haplotype and its fraction of that haplotype's molecules.
struct MoleculeForm: Sendable {
  let sequence: EditedSequence
  let fraction: Double
}

/// All molecules that fragments of one gene are cut from.
struct MoleculeSource: Sendable {
  /// Forms of haplotype 0 and 1.
  private var haplotypes: [[MoleculeForm]] = [[], []]
  /// Amounts of haplotype 0 and 1, 1 being normal.
  let amounts: [Double]
  private let isTranscript: Bool
  private let mosaics: [(variant: Variant, fraction: Double)]

  init(plan: SimulationPlan, gene: Int) throws(SimulationError) {
    let germline = try Germline(plan: plan, gene: gene)
    mosaics = germline.mosaics.map { ($0.variant, $0.fraction) }
    guard case .rna(let rna) = plan.molecule else {
      let record = plan.genes[gene].sequence.codes
      haplotypes = germline.haplotypes.map {
        [MoleculeForm(sequence: EditedSequence(record: record, edits: $0.sorted()), fraction: 1)]
      }
      amounts = [1, 1]
      isTranscript = false
      return
    }
    let transcripts = try TranscriptIsoforms(plan: plan, rna: rna, gene: gene, germline: germline)
    haplotypes = transcripts.haplotypes.map { forms in
      forms.map { MoleculeForm(sequence: $0.transcript.sequence(polyATail: rna.polyATail), fraction: $0.fraction) }
    }
    amounts = transcripts.amounts
    isTranscript = true
  }

  /// Draws a molecule for a fragment of `length` bases: haplotypes by their amount, forms by their fraction, mosaic
  /// changes by their fraction.
  ///
  /// - Parameter byLength: whether longer molecules give more fragments.
  func draw(length: Int, byLength: Bool, random: inout RandomSource) -> EditedSequence {
    while true {
      let (haplotype, index) = isTranscript ? transcript(length, byLength, &random) : (genomic(byLength, &random), 0)
      let form = haplotypes[haplotype][index].sequence
      let drawn = mosaic(of: form, haplotype: haplotype, random: &random) ?? form
      guard byLength, !isTranscript else { return drawn }
      // A molecule that lost bases gives fewer fragments: each of its bases has no more of them than any other's.
      let longest = form.count + mosaics.reduce(0) { $0 + max(0, $1.variant.lengthChange) }
      if drawn.count >= longest || random.below(longest) < drawn.count { return drawn }
    }
  }

  /// The molecule with the mosaic variants that it is drawn to carry; `nil` without any.
  func mosaic(of form: EditedSequence, haplotype: Int, random: inout RandomSource) -> EditedSequence? {
    guard !mosaics.isEmpty else { return nil }
    var carried: [Variant] = []
    for mosaic in mosaics {
      let probability = Germline.probability(of: mosaic.fraction, haplotype: haplotype)
      if random.uniform() < probability { carried.append(mosaic.variant) }
    }
    return carried.isEmpty ? nil : form.adding(carried)
  }

  /// Every kind of molecule and its number for one normal molecule of each haplotype.
  var forms: [(haplotype: Int, sequence: EditedSequence, abundance: Double)] {
    (0...1).flatMap { haplotype in
      haplotypes[haplotype].map { (haplotype, $0.sequence, amounts[haplotype] * $0.fraction) }
    }
  }

  private func genomic(_ byLength: Bool, _ random: inout RandomSource) -> Int {
    let first = byLength ? Double(haplotypes[0][0].sequence.count) : 1
    let second = byLength ? Double(haplotypes[1][0].sequence.count) : 1
    return random.uniform() * (first + second) < first ? 0 : 1
  }

  /// Transcripts weigh as many positions as they have for a fragment, so that every junction is read in proportion to the
  /// number of transcripts that hold it.
  private func transcript(_ length: Int, _ byLength: Bool, _ random: inout RandomSource) -> (Int, Int) {
    func weight(_ haplotype: Int, _ form: MoleculeForm) -> Double {
      amounts[haplotype] * form.fraction * (byLength ? Double(max(form.sequence.count - length + 1, 1)) : 1)
    }
    var total = 0.0
    for haplotype in 0...1 {
      for form in haplotypes[haplotype] { total += weight(haplotype, form) }
    }
    var rest = random.uniform() * total
    var last = (0, 0)
    for haplotype in 0...1 {
      for index in haplotypes[haplotype].indices {
        let own = weight(haplotype, haplotypes[haplotype][index])
        guard own > 0 else { continue }
        if rest < own { return (haplotype, index) }
        rest -= own
        last = (haplotype, index)
      }
    }
    return last
  }

  /// Mean amount of the two haplotypes, 1 being normal.
  var amount: Double { (amounts[0] + amounts[1]) / 2 }

  /// Mean length of all molecules, by their amounts.
  var meanLength: Double {
    let all = forms
    let total = all.reduce(0) { $0 + $1.abundance }
    return total > 0 ? all.reduce(0) { $0 + $1.abundance * Double($1.sequence.count) } / total : 0
  }

  /// Length of a molecule that is not spliced otherwise: in the haplotype of the first that leaves one.
  var length: Int { (haplotypes[amounts[0] > 0 ? 0 : 1].last)?.sequence.count ?? 0 }
}
