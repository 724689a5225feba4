// The genotypes of one sample, and whether those of two samples can be of one person.

import BioSequence
package import Reporting
import TypeICollagen

/// The sure genotypes of one screen or VCF, and where it shows the reference.
package struct GenotypeProfile: Sendable {
  /// The sample's name.
  package let sample: String
  /// Base name of the file.
  package let file: String
  /// Whether transcripts were sequenced: an allele that leaves none does not show.
  package let isOfRNA: Bool
  /// Genotypes by the name of their allele.
  let genotypes: [String: SampleGenotype]
  private let screen: ScreenDocument

  /// All that a comparison with another sample rests on: samples with equal ones compare equally with every third.
  package struct Content: Sendable, Hashable {
    let isOfRNA: Bool
    let assembly: Assembly
    let genotypes: [String: SampleGenotype]
    let calls: [Call]
    let coverage: ScreenCoverage?
  }

  /// What comparisons rest on.
  package var content: Content {
    Content(
      isOfRNA: isOfRNA, assembly: assembly, genotypes: genotypes, calls: screen.calls, coverage: screen.coverage)
  }

  /// The profile of a screen or VCF.
  package init(_ screen: ScreenDocument, file: String) {
    sample = screen.sample
    self.file = file
    isOfRNA = screen.isOfRNA
    self.screen = screen
    let sure = screen.genotypes ?? screen.sureGenotypes()
    genotypes = Dictionary(sure.map { ($0.gene + " " + $0.name, $0) }) { first, _ in first }
  }

  /// The copies of another sample's allele here; `nil` if the reads do not decide.
  func copies(of allele: String, _ genotype: SampleGenotype, on assembly: Assembly) -> Int? {
    if let own = genotypes[allele] { return own.copies }
    if isOfRNA, !genotype.isSubstitution { return nil }
    guard let range = genotype.range.moved(from: assembly, to: screen.assembly, gene: genotype.gene) else { return nil }
    return screen.depthWithoutVariant(on: genotype.chrom, range) == nil ? nil : 0
  }

  /// The alleles that all fragments of a homozygous call show, be it in one copy or two, as their number does not tell which:
  /// so many are no error of the reads. Of DNA only, as reads of RNA show what is no variant at the ends of exons.
  var carried: [String: SampleGenotype] {
    guard !isOfRNA else { return [:] }
    let calls = screen.passed.filter { call in
      !call.isSymbolic && call.zygosity == .homozygous
        && (call.altDepth ?? 0) >= GenotypeProfile.carryingDepth && (call.vaf ?? 0) >= GenotypeProfile.carryingFraction
    }
    let named = calls.map { ($0.gene + " " + $0.name, SampleGenotype($0, copies: 1, depth: $0.depth, frequency: nil)) }
    return Dictionary(named) { first, _ in first }
  }

  /// Fragments with an allele, and their fraction, from which on a sample has it.
  private static let carryingDepth = 5
  private static let carryingFraction = 0.9

  var assembly: Assembly { screen.assembly }
}

extension Range<Int> {
  /// The same bases of a chromosome on another assembly, by the gene's record; `nil` outside the record, and where the two
  /// assemblies have different bases, so that a file's reference is not the other one's.
  func moved(from assembly: Assembly, to other: Assembly, gene: String) -> Range<Int>? {
    guard assembly != other else { return self }
    guard let record = GeneCatalog.embedded.gene(symbol: gene)?.record, let here = record.mapping(on: assembly),
      let there = record.mapping(on: other), here.range.lowerBound <= lowerBound, upperBound <= here.range.upperBound
    else { return nil }
    let place = here.recordRange(ofChromosomeRange: self)
    guard !(here.differences + there.differences).contains(where: { place.contains($0.offset) }) else { return nil }
    return there.chromosomeRange(ofRecordRange: place)
  }
}

/// The genotypes of two samples beside each other.
package struct GenotypeComparison: Sendable {
  /// A genotype that one person cannot have twice.
  package struct Conflict: Sendable, Hashable {
    /// Name of the allele.
    package let allele: String
    /// What both samples show, in words.
    package let words: String
  }

  /// Alleles of which both samples tell the copies.
  package let compared: Int
  /// The genotypes that contradict each other, by name.
  package let conflicts: [Conflict]
  /// Names of the alleles that both carry.
  package let shared: [String]
  /// The probability that an unrelated person has the genotypes of the first sample as the second has them: the product of
  /// the Hardy-Weinberg frequencies q², 2q(1-q), (1-q)² of the alleles compared. 1 if some differ.
  package let probability: Double
  /// The probability that an unrelated person carries what both samples carry alike: the rarest such genotype of each
  /// gene, as alleles of one gene go together, multiplied over the genes. 1 if they carry nothing alike.
  package let agreementProbability: Double

  /// The frequency that is taken for an allele that is not in the table of common variants: more than most have, so that
  /// an agreement is not made too much of.
  static let unlistedFrequency = 0.02

  /// Below this probability two cases may be one person.
  package static let suspicion = 0.01

  /// Compares two samples.
  ///
  /// DNA with DNA: an allele in one and none in the other. DNA with RNA: transcripts with an allele that the DNA does not
  /// have; a missing transcript counts for nothing, as its allele may leave none. RNA with RNA: opposite homozygotes.
  package init(_ first: GenotypeProfile, _ second: GenotypeProfile) {
    var alleles: [String: (genotype: SampleGenotype, assembly: Assembly)] = [:]
    for profile in [first, second] {
      for (name, genotype) in profile.genotypes where alleles[name] == nil {
        alleles[name] = (genotype, profile.assembly)
      }
    }
    let carried = [first.carried, second.carried]
    let labels = GenotypeComparison.labels(first, second)
    for (profile, own) in zip([first, second], carried) {
      for (name, genotype) in own where alleles[name] == nil { alleles[name] = (genotype, profile.assembly) }
    }
    var conflicts: [Conflict] = []
    var shared: [String] = []
    var (compared, probability, isEqual) = (0, 1.0, true)
    var rarest: [String: Double] = [:]
    for (allele, entry) in alleles.sorted(by: { $0.key < $1.key }) {
      let copies = [first, second].map { $0.copies(of: allele, entry.genotype, on: entry.assembly) }
      guard let one = copies[0], let other = copies[1] else {
        // Surely absent in one, while the other has it in one copy or two.
        if let absent = copies.firstIndex(of: 0), ![first, second][absent].isOfRNA, carried[1 - absent][allele] != nil {
          let words = zip(labels, [0, 1]).map {
            "\(entry.genotype.name) \($1 == absent ? "absent" : "present") in \($0)"
          }
          conflicts.append(Conflict(allele: entry.genotype.name, words: words.joined(separator: ", ")))
        }
        continue
      }
      compared += 1
      if one > 0, other > 0 { shared.append(entry.genotype.name) }
      let expected = GenotypeComparison.probability(one, of: entry.genotype)
      probability *= expected
      isEqual = isEqual && one == other
      if one > 0, one == other { rarest[entry.genotype.gene] = min(expected, rarest[entry.genotype.gene] ?? 1) }
      if GenotypeComparison.excludes(first.isOfRNA, one, second.isOfRNA, other) {
        let name = entry.genotype.name
        conflicts.append(
          Conflict(
            allele: name,
            words: "\(name) \(GenotypeComparison.words(one, first.isOfRNA)) in \(labels[0]), "
              + "\(GenotypeComparison.words(other, second.isOfRNA)) in \(labels[1])"))
      }
    }
    self.compared = compared
    self.conflicts = conflicts
    self.shared = shared
    self.probability = isEqual && compared > 0 ? probability : 1
    agreementProbability = rarest.values.reduce(1, *)
  }

  /// How two samples are told apart in sentences: by their files, and where those have one name, as screens of one sample have,
  /// by what was sequenced, or by the order in which they were given.
  package static func labels(_ first: GenotypeProfile, _ second: GenotypeProfile) -> [String] {
    guard first.file == second.file else { return [first.file, second.file] }
    if first.isOfRNA != second.isOfRNA { return [first, second].map { $0.isOfRNA ? "the RNA" : "the DNA" } }
    return ["the first \(first.file)", "the second \(second.file)"]
  }

  /// The Hardy-Weinberg frequency of so many copies of an allele: q², 2q(1-q) or (1-q)².
  static func probability(_ copies: Int, of genotype: SampleGenotype) -> Double {
    let q = genotype.frequency ?? unlistedFrequency
    return copies == 0 ? (1 - q) * (1 - q) : copies == 1 ? 2 * q * (1 - q) : q * q
  }

  /// Whether two samples of which nothing contradicts may be one person by more than probability.
  package var isSuspicious: Bool { conflicts.isEmpty && !shared.isEmpty && probability < GenotypeComparison.suspicion }

  private static func excludes(_ firstIsRNA: Bool, _ one: Int, _ secondIsRNA: Bool, _ other: Int) -> Bool {
    switch (firstIsRNA, secondIsRNA) {
    case (false, false): (one == 0) != (other == 0)
    case (true, true): (one == 0 && other == 2) || (one == 2 && other == 0)
    case (false, true): transcripts(other, exclude: one)
    case (true, false): transcripts(one, exclude: other)
    }
  }

  /// Transcripts with an allele that the DNA does not have, be it the variant or the reference.
  private static func transcripts(_ seen: Int, exclude dna: Int) -> Bool {
    (dna == 0 && seen > 0) || (dna == 2 && seen < 2)
  }

  private static func words(_ copies: Int, _ isOfRNA: Bool) -> String {
    switch (copies, isOfRNA) {
    case (0, false): "absent"
    case (1, false): "heterozygous"
    case (_, false): "homozygous"
    case (0, true): "in no transcript"
    case (1, true): "in part of the transcripts"
    case (_, true): "in all transcripts"
    }
  }
}
