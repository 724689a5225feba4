// How good a splice site the record's bases make, where an event would need a new one.

import BioSequence

/// Whether an intron can begin or end at a position of the record.
///
/// Nearly all introns are GT...AG. A site that is one base short of it may have been made by the sample's own variant,
/// which the transcript no longer shows; but a deletion of the gene that ends at an exon border looks the same.
enum SpliceSite: Int, Comparable {
  case none
  /// One base away from GT or AG.
  case near
  /// GT or AG.
  case whole

  static func < (left: SpliceSite, right: SpliceSite) -> Bool { left.rawValue < right.rawValue }

  /// Bases that must be lost before a site that is one base short counts: shorter deletions of genes are commoner.
  private static let shortestAtNearSite = 6

  /// Whether bases that are left out at this site are taken for splicing, not for a deletion of the gene.
  func explainsLoss(of count: Int) -> Bool {
    self == .whole || (self == .near && count >= SpliceSite.shortestAtNearSite)
  }

  /// Whether bases of the intron that stay at this site are taken for splicing: more than three are not there by chance.
  func explainsGain(of count: Int) -> Bool { self != .none || count > 3 }

  private init(_ first: Bool, _ second: Bool) { self = first && second ? .whole : first || second ? .near : .none }
}

extension SpliceSite {
  /// The site of an intron that would begin at a record offset.
  static func donor(at offset: Int, on gene: SplicedGene) -> SpliceSite {
    let codes = gene.record.codes
    guard offset >= 0, offset + 2 <= codes.count else { return .none }
    return SpliceSite(codes[offset] == 2, codes[offset + 1] == 3)
  }

  /// The site of an intron that would end before a record offset.
  static func acceptor(before offset: Int, on gene: SplicedGene) -> SpliceSite {
    let codes = gene.record.codes
    guard offset >= 2, offset <= codes.count else { return .none }
    return SpliceSite(codes[offset - 2] == 0, codes[offset - 1] == 2)
  }
}

extension SplicingEvent {
  /// The two bases of the record at the new donor or acceptor, as `GT` or `AG`; of a cryptic exon both (`AG-GT`); empty
  /// for a skip or a retention, which need no new site.
  package func newSite(on gene: SplicedGene) -> String {
    let ends = recordRange(on: gene)
    func bases(_ range: Range<Int>) -> String {
      range.lowerBound >= 0 && range.upperBound <= gene.record.count ? gene.record[range].description : ""
    }
    switch kind {
    case .exonSkip, .intronRetention: return ""
    case .crypticDonor: return bases(ends.lowerBound..<ends.lowerBound + 2)
    case .crypticAcceptor: return bases(ends.upperBound - 2..<ends.upperBound)
    case .crypticExon:
      return bases(gained.lowerBound - 2..<gained.lowerBound) + "-" + bases(gained.upperBound..<gained.upperBound + 2)
    }
  }
}
