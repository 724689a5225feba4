// Whether a single mosaic call can be told from an allele of another person.

import BioSequence
import Numerics

/// Holds mosaic calls of a sample with too few alleles for an estimate (``Contamination``) against what another person would show.
///
/// A call of fewer than ``longest`` bases counts as the person's own only if another person's DNA, as much of it as explains the call,
/// would show more such alleles than there are with a probability of 95 % (``ForeignAlleles``): among the calls of the target, or among
/// all sites of the records. A variant that is common in the population is not told from another person's whatever the depth.
/// Below ``mixture`` only that is looked at: so small a fraction is read where every fragment is counted, at the bases of the target
/// alone, which are too few to show that no second person is there.
struct MosaicOrigin {
  /// What the target's calls would show, and how many of them are mosaic.
  let called: ForeignAlleles
  let calledCount: Int
  /// The same of all sites of the records; `nil` where these are not counted.
  let sites: (alleles: ForeignAlleles, count: Int)?
  let references: [CallReference]

  /// As large a part of another person's samples shows so few alleles.
  static let doubtful = 0.05
  /// People's samples are mixed up in larger parts than this.
  static let mixture = 0.01
  /// A longer change is not of the kind that people differ by.
  static let longest = 20

  func mayBeForeign(_ call: VariantCall) -> Bool {
    guard call.isPass, call.zygosity == .mosaic,
      max(call.variant.range.count, call.variant.replacement.count) < MosaicOrigin.longest
    else { return false }
    if references[call.reference].commonVariants.contains(call.variant) { return true }
    let total = call.alternateDepth + call.referenceDepth
    guard Double(call.alternateDepth) >= MosaicOrigin.mixture * Double(total) else { return false }
    var least = called.probability(ofAtMost: calledCount, seenIn: call.alternateDepth, of: total)
    if let sites {
      least = min(
        least, sites.alleles.probability(ofAtMost: max(1, sites.count), seenIn: call.alternateDepth, of: total))
    }
    return least >= MosaicOrigin.doubtful
  }

  /// Whether another person's DNA, as much of it as explains a call, may show as many alleles as there are: three and more on few bases
  /// are not what two people differ by. One and two are as little to be expected of a person's mosaics.
  func mayShowAll(_ call: VariantCall) -> Bool {
    let total = call.alternateDepth + call.referenceDepth
    let most = called.probability(ofAtLeast: max(1, calledCount), seenIn: call.alternateDepth, of: total)
    guard let sites, sites.count > calledCount else { return most >= MosaicOrigin.doubtful }
    return sites.alleles.probability(ofAtLeast: sites.count, seenIn: call.alternateDepth, of: total)
      >= MosaicOrigin.doubtful
  }
}
