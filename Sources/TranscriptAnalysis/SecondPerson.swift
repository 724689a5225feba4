// Alleles at fractions that the two chromosomes of one person cannot give: RNA of two people in one lane.

import BioSequence
import Numerics
import VariantCalling

/// The substitutions of an RNA sample whose fractions one person's transcripts do not explain.
///
/// However unequally a person's two alleles of a gene are expressed, each of them makes a fraction f and 1 - f of its transcripts, so
/// that every heterozygous substitution of the gene is seen in f or in 1 - f of them; homozygous ones are seen in all. Two people
/// have up to four alleles of a gene, whose sums are other fractions. With x = k/n the fraction of a site,
///
///     d = 2 n (x ln(x/q) + (1 - x) ln((1 - x)/(1 - q)))     q nearest to x with logit f - 0.2 <= logit q <= logit f + 0.2,
///                                                           or the same about 1 - f
///     D = sum over exons of the largest d there, for each gene with the f that makes it smallest
///
/// and two people are told where P(chi-squared >= D) < 10^-5 without the one exon that adds most, df the exons that are left. The
/// 0.2 (0.45-0.55 of 0.5) is for what moves fractions along a gene: alignment beside junctions, uneven copying. The sites of one exon
/// are one: an exon that one allele skips differs as a whole. docs/decisions/0295.
package struct SecondPerson: Sendable, Hashable {
  /// A substitution in one exon.
  struct Site: Sendable, Hashable {
    let gene: Int
    let exon: Int
    /// Fragments with it, and all.
    let k: Int
    let n: Int
  }

  /// Exons of both genes with substitutions that are not homozygous.
  package let exons: Int
  /// The probability of such fractions, or others further apart, in RNA of one person.
  package let pValue: Double

  private static let fewestFragments = 30
  private static let slack = 0.2
  private static let leastProbability = 1e-5
  /// Homozygous alleles are seen in so many transcripts at least.
  private static let homozygous = 0.98
  private static let leastTail = 1e-4
  /// Fractions of one allele that are tried.
  private static let fractions = (1...100).map { Double($0) / 200 }

  /// What the passing substitutions of a sample say; `nil` where one person explains them.
  ///
  /// - Parameters:
  ///   - calls: on the records.
  ///   - events: those that were called; exons that they leave out do not count, as only one allele may do so.
  init?(_ calls: [VariantCall], genes: [SplicedGene], events: [SplicingEvent]) {
    let sites = calls.compactMap { call -> Site? in
      let variant = call.variant
      guard call.isPass, variant.range.count == 1, variant.replacement.count == 1,
        let place = genes[call.reference].transcript.transcriptOffset(ofRecordOffset: variant.range.lowerBound),
        !events.contains(where: { $0.gene == call.reference && $0.lost.contains(place) })
      else { return nil }
      return Site(
        gene: call.reference,
        exon: genes[call.reference].transcript.exonIndex(containingTranscriptOffset: place), k: call.alternateDepth,
        n: call.alternateDepth + call.referenceDepth)
    }
    self.init(sites, genes: genes.count)
  }

  /// What sites say; `nil` where one person explains them.
  init?(_ sites: [Site], genes: Int) {
    let used = sites.filter { site in
      site.n >= SecondPerson.fewestFragments
        && Binomial(trials: site.n, probability: SecondPerson.homozygous).cumulative(site.k) < SecondPerson.leastTail
    }
    let byGene = (0..<genes).map { gene in
      Dictionary(grouping: used.filter { $0.gene == gene }, by: \.exon).values.map { Array($0) }
    }
    exons = byGene.reduce(0) { $0 + $1.count }
    guard exons > 2 else { return nil }
    // One exon may hold a mosaic variant or an edited base: of either gene the one that adds most is left out in turn.
    let deviance =
      byGene.indices.map { left in
        byGene.enumerated().reduce(0) { $0 + SecondPerson.deviance($1.element, without: $1.offset == left ? 1 : 0) }
      }.min() ?? 0
    pValue = 1 - Distribution.chiSquared(deviance, df: Double(exons - 1))
    guard pValue < SecondPerson.leastProbability else { return nil }
  }

  /// How far the exons of a gene are from the two fractions that fit them best.
  ///
  /// - Parameter count: so many exons that add most are left out.
  private static func deviance(_ exons: [[Site]], without count: Int) -> Double {
    fractions.map { fraction in
      let all = exons.map { sites in
        sites.map { min(deviance($0, fraction), deviance($0, 1 - fraction)) }.max() ?? 0
      }
      return all.sorted().dropLast(count).reduce(0, +)
    }.min() ?? 0
  }

  /// d of a site.
  private static func deviance(_ site: Site, _ fraction: Double) -> Double {
    func moved(_ by: Double) -> Double {
      let odds = fraction / (1 - fraction) * Elementary.exp(by)
      return odds / (1 + odds)
    }
    let seen = Double(site.k) / Double(site.n)
    let nearest = min(max(seen, moved(-slack)), moved(slack))
    func part(_ one: Double, _ other: Double) -> Double { one > 0 ? one * Elementary.log(one / other) : 0 }
    return 2 * Double(site.n) * (part(seen, nearest) + part(1 - seen, 1 - nearest))
  }
}
