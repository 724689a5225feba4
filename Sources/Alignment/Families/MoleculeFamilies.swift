// Copies of one molecule made one fragment: by identifier and position, with what their bases agree on.

import BioSequence

/// The members of a family, by the strand of the molecule that they are copies of.
package struct FamilySize: Sendable, Hashable {
  /// Fragments whose first read lies before the second on the record.
  package var top = 0
  /// Fragments the other way round.
  package var bottom = 0
  /// Fragments of both strands.
  package var total: Int { top + bottom }

  /// A family.
  package init(top: Int = 0, bottom: Int = 0) {
    self.top = top
    self.bottom = bottom
  }
}

/// What became of the fragments with identifiers.
package struct FamilyCounts: Sendable, Hashable {
  /// Fragments that were aligned.
  package var fragments = 0
  /// Families, singletons among them.
  package var families = 0
  /// Families of one fragment.
  package var singletons = 0
  /// Families with fragments of both strands of the molecule.
  package var duplex = 0
  /// Fragments that lie with other gaps than most of their family, whose bases were not used.
  package var outvoted = 0
  /// Bases in which the two strands of a molecule differ: they were made unknown.
  package var strandDifferences = 0
  /// Number of families by size.
  package var sizes: [Int: Int] = [:]

  /// No fragment.
  package init() {}
}

/// Finds families among the aligned fragments of a sample and makes one fragment of each.
///
/// Fragments are of one family if both ends lie at the same positions on the same strands, clipped bases included, and their
/// identifiers are equal, or differ in one base and the rarer one has at most half as many fragments plus one (Smith, Heger
/// and Sudbery 2017, Genome Res 27:491). With the Phred scores q of the members, the consensus has the base with the higher sum:
///
///     equal bases      q = min(q1 + q2, 60)          unequal      q = |q1 - q2|, the base of the higher one
///
/// which is the ratio of likelihoods under independent errors, member by member. Fragments with other gaps than most of the
/// family have are left out of it. The two strands of a duplex molecule are joined last; where they differ the base is unknown.
///
/// Families may be joined any number of times, as fragments come: a consensus counts as many fragments as it was made of. On
/// the way only equal identifiers are joined, since which of two is the rarer one is known at the end.
package struct MoleculeFamilies: Sendable {
  private var identifiers: [Int: MolecularIdentifier] = [:]
  private var sizes: [Int: FamilySize] = [:]
  private var outvoted = 0

  /// No fragment.
  package init() {}

  /// Notes the identifier of a template.
  package mutating func note(_ identifier: MolecularIdentifier, of template: Int) {
    identifiers[template] = identifier
  }

  /// A number by which a template is kept or left out together with the rest of its family.
  package func key(of template: Int) -> Int {
    identifiers[template].map { Int(truncatingIfNeeded: $0.key) } ?? template
  }

  /// One template of the store.
  private struct Fragment {
    let template: Int
    let reads: Range<Int>
    let identifier: MolecularIdentifier
    let isTop: Bool

    /// The same with the identifier that it was meant to have.
    func named(_ identifier: MolecularIdentifier) -> Fragment {
      Fragment(template: template, reads: reads, identifier: identifier, isTop: isTop)
    }
  }

  private struct Place: Hashable {
    let low: UInt64
    let high: UInt64
    /// For identifiers without parts, which differ between the strands of a molecule.
    let isTop: Bool
  }

  /// Joins the members of each family, strand by strand.
  ///
  /// - Parameters:
  ///   - store: loses all members but one of each family, which has the consensus from then on.
  ///   - isLast: whether all fragments have come, so that misread identifiers can be told.
  /// - Returns: the number of single reads that went into another one.
  package mutating func join(in store: inout AlignedReadStore, isLast: Bool = false) -> Int {
    let families = self.families(in: store, allowsMisreading: isLast)
    var removed: Set<Int> = []
    for family in families {
      for strand in [true, false] {
        let members = family.filter { $0.isTop == strand }
        guard members.count > 1 else {
          if let only = members.first {
            identifiers[only.template] = only.isTop ? family[0].identifier : family[0].identifier.swapped
          }
          continue
        }
        let kept = merge(members, in: &store)
        // A misread identifier gives way to that of the family.
        identifiers[kept.template] = kept.isTop ? family[0].identifier : family[0].identifier.swapped
        for member in members where member.template != kept.template {
          removed.insert(member.template)
          identifiers[member.template] = nil
        }
      }
    }
    return removed.isEmpty ? 0 : store.removeTemplates { removed.contains($0) }
  }

  /// Joins families for the last time, the two strands of each molecule too.
  ///
  /// - Parameter keepsSingletons: whether families of one fragment stay.
  /// - Returns: the counts, and the number of single reads that went into another one or were dropped.
  package mutating func finish(
    in store: inout AlignedReadStore, keepsSingletons: Bool
  ) -> (counts: FamilyCounts, joined: Int, dropped: Int) {
    let joined = join(in: &store) + join(in: &store, isLast: true)
    var counts = FamilyCounts()
    counts.outvoted = outvoted
    var merged: Set<Int> = []
    var single: Set<Int> = []
    for family in families(in: store, allowsMisreading: false) {
      var size = FamilySize()
      for member in family {
        let own = self.size(of: member)
        size.top += own.top
        size.bottom += own.bottom
      }
      counts.fragments += size.total
      counts.families += 1
      counts.sizes[size.total, default: 0] += 1
      if size.total == 1 {
        counts.singletons += 1
        if !keepsSingletons { single.insert(family[0].template) }
      }
      guard size.top > 0, size.bottom > 0, family[0].identifier.isDuplex else { continue }
      counts.duplex += 1
      guard let top = family.first(where: \.isTop), let bottom = family.first(where: { !$0.isTop }) else { continue }
      counts.strandDifferences += FamilyConsensus.joinStrands(top.reads, bottom.reads, in: &store)
      merged.insert(bottom.template)
    }
    let strands = merged.isEmpty ? 0 : store.removeTemplates { merged.contains($0) }
    let dropped = single.isEmpty ? 0 : store.removeTemplates { single.contains($0) }
    return (counts, joined + strands, dropped)
  }

  private func size(of fragment: Fragment) -> FamilySize {
    sizes[fragment.template] ?? FamilySize(top: fragment.isTop ? 1 : 0, bottom: fragment.isTop ? 0 : 1)
  }

  /// Makes one fragment of the members of one strand; gives the one that holds it.
  private mutating func merge(_ members: [Fragment], in store: inout AlignedReadStore) -> Fragment {
    let weights = members.map { size(of: $0).total }
    let found = FamilyConsensus.merge(members.map(\.reads), weights: weights, in: &store)
    outvoted += found.outvoted
    let kept = members[found.kept]
    let total = weights.reduce(0, +)
    sizes[kept.template] = FamilySize(top: kept.isTop ? total : 0, bottom: kept.isTop ? 0 : total)
    for member in members where member.template != kept.template { sizes[member.template] = nil }
    return kept
  }

  /// All families, in order of their first fragments.
  private func families(in store: AlignedReadStore, allowsMisreading: Bool) -> [[Fragment]] {
    var places: [Place: [Fragment]] = [:]
    var start = 0
    while start < store.reads.count {
      let template = store.reads[start].template
      var end = start + 1
      while end < store.reads.count, store.reads[end].template == template { end += 1 }
      defer { start = end }
      guard let identifier = identifiers[template] else { continue }
      let keys = (start..<min(end, start + 2)).map { MoleculeFamilies.key(of: store.reads[$0], in: store) }.sorted()
      let isFirstLower =
        keys.count < 2
        || (MoleculeFamilies.key(of: store.reads[start], in: store) == keys[0]) != store.reads[start].isSecond
      let place = Place(low: keys[0], high: keys.count > 1 ? keys[1] : 0, isTop: identifier.isDuplex || isFirstLower)
      places[place, default: []].append(
        Fragment(
          template: template, reads: start..<end, identifier: isFirstLower ? identifier : identifier.swapped,
          isTop: isFirstLower))
    }
    return places.values.flatMap { parted($0, allowsMisreading: allowsMisreading) }
      .sorted { $0[0].template < $1[0].template }
  }

  private static func key(of read: AlignedRead, in store: AlignedReadStore) -> UInt64 {
    let end = UInt64(truncatingIfNeeded: store.unclippedFivePrimeEnd(of: read) + (1 << 20)) & 0xff_ffff
    return UInt64(read.reference & 0x7f) << 25 | end << 1 | (read.strand == .forward ? 0 : 1)
  }

  /// Fragments of one place by identifier: the frequent ones take in those that differ from them in one base.
  private func parted(_ fragments: [Fragment], allowsMisreading: Bool) -> [[Fragment]] {
    guard fragments.count > 1 else { return [fragments] }
    var groups = Dictionary(grouping: fragments, by: \.identifier)
    guard allowsMisreading else { return groups.values.map { $0.sorted { $0.template < $1.template } } }
    let counts = groups.mapValues { $0.reduce(0) { $0 + size(of: $1).total } }
    let order = counts.keys.sorted { (counts[$0] ?? 0, $1.code) > (counts[$1] ?? 0, $0.code) }
    var taken: Set<MolecularIdentifier> = []
    for identifier in order where !taken.contains(identifier) {
      taken.insert(identifier)
      identifier.forEachNeighbour { other in
        guard let count = counts[other], !taken.contains(other), 2 * count - 1 <= counts[identifier] ?? 0,
          let members = groups.removeValue(forKey: other)
        else { return }
        taken.insert(other)
        groups[identifier]? += members
      }
    }
    return groups.map { identifier, members in
      members.map { $0.named(identifier) }.sorted { $0.template < $1.template }
    }
  }
}
