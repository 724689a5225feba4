// Which changes of a VCF lie on one chromosome: by PS, by the physical phase of GATK, or by the bar alone.

import Documents

extension VCFRecord {
  /// The phase that a record states for a sample.
  struct Phase {
    /// The alleles in their order: `0|1`.
    let genotype: String
    /// What records of one set have in common.
    let set: String
    /// The number of the set as the file has it, if it has one.
    let number: Int
  }

  /// The phase of a sample's genotype; `nil` if the record states none.
  ///
  /// Phased genotypes of a file without PS are of one set, which is the chromosome (VCF 4.3, section 1.6.2). GATK states the
  /// phase of what its assembly holds together as PGT and PID beside an unphased GT. Two alternative alleles of one record
  /// (`1/2`) lie on two chromosomes, and each is told as its own chromosome has it.
  func phase(_ genotype: VCFGenotype, of allele: Int, sample: Int?) -> Phase? {
    guard let phase = statedPhase(genotype, sample: sample) else {
      return twoAlternatives(genotype).map { Phase(genotype: $0(allele), set: "line \(line)", number: position) }
    }
    if let own = twoAlternatives(genotype) {
      return Phase(genotype: own(allele), set: phase.set, number: phase.number)
    }
    // `0|2` says of allele 2 what `0|1` says of allele 1.
    let sides = phase.genotype.split(separator: "|").map { Int($0) }
    guard sides.count == 2, sides.contains(0), sides.contains(allele) else { return phase }
    return Phase(genotype: sides[0] == 0 ? "0|1" : "1|0", set: phase.set, number: phase.number)
  }

  /// For a genotype of two different alternative alleles how one of them is phased; `nil` for other genotypes.
  private func twoAlternatives(_ genotype: VCFGenotype) -> ((Int) -> String)? {
    guard genotype.alleles.count == 2, let first = genotype.alleles[0], let second = genotype.alleles[1], first > 0,
      second > 0, first != second, alternates.indices.contains(first - 1), alternates.indices.contains(second - 1),
      alternates[first - 1] != "*", alternates[second - 1] != "*"
    else { return nil }
    return { $0 == first ? "1|0" : "0|1" }
  }

  private func statedPhase(_ genotype: VCFGenotype, sample: Int?) -> Phase? {
    guard let sample else { return nil }
    func number(_ text: Substring) -> Int? { Int(text).flatMap { (1...1 << 31).contains($0) ? $0 : nil } }
    let isPhased = genotype.text.contains("|")
    if isPhased, let set = value("PS", sample: sample).flatMap({ number($0[...]) }) {
      return Phase(genotype: genotype.text, set: "PS \(set)", number: set)
    }
    if let phased = value("PGT", sample: sample), let set = value("PID", sample: sample),
      ["0|1", "1|0"].contains(phased), genotype.alleles == [0, 1] || genotype.alleles == [1, 0]
    {
      return Phase(
        genotype: phased, set: "\(chromosome) PID \(set)", number: number(set.prefix { $0 != "_" }) ?? 1)
    }
    return isPhased && !format.contains("PS")
      ? Phase(genotype: genotype.text, set: "\(chromosome)", number: 1) : nil
  }
}

/// The numbers of phase sets: those of the file where it has them, and one number for each set.
struct VCFPhaseSets {
  private var numbers: [String: Int] = [:]
  private var taken: Set<Int> = []

  /// The number of a phase's set.
  mutating func number(of phase: VCFRecord.Phase) -> Int {
    if let number = numbers[phase.set] { return number }
    var number = phase.number
    while !taken.insert(number).inserted { number += 1 }
    numbers[phase.set] = number
    return number
  }
}
